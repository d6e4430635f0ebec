"""The vocabulary of notices of the 1930s and 1940s, in traditional characters."""

from __future__ import annotations

from draw.words import SURNAMES as MAINLAND
from draw.words import listed

GOODS = listed(
    "橡膠輪胎 棉紗 煤油 柴油 汽油 麵粉 白糖 火柴 捲菸 菸葉 桐油 生絲 綢緞 茶葉 豬鬃 腸衣 皮革 羊毛 駝絨 "
    "五金 鋼軌 鐵釘 水泥 玻璃 紙張 染料 顏料 靛青 硫磺 硝石 樟腦 大黃 麝香 人參 燕窩 海參 魚翅 洋酒 "
    "罐頭 鮮果 木材 籐器 瓷器 漆器 鐘錶 無線電收音機 電影片 書籍 藥品 奎寧 嗎啡 縫紉機 腳踏車 汽車零件 "
    "發電機 顯微鏡 望遠鏡 軍用罐頭 麻袋 草帽 爆竹 錫箔 銅元 銀幣 金條 鎢砂 銻 錫錠 水銀 鹽 豆餅 花生油 "
    "菜籽 芝麻 蠶繭 夏布"
)
PORTS = listed(
    "江海關 津海關 膠海關 東海關 江漢關 重慶關 萬縣關 宜昌關 沙市關 長沙關 岳州關 九江關 蕪湖關 金陵關 "
    "鎮江關 蘇州關 杭州關 浙海關 甌海關 閩海關 廈門關 潮海關 粵海關 九龍關 拱北關 江門關 三水關 梧州關 "
    "南寧關 龍州關 北海關 瓊海關 雷州關 蒙自關 思茅關 騰越關 蘭州關 西安關 洛陽關 曲江關 上饒關"
)
MINISTRIES = (
    "財政部",
    "外交部",
    "經濟部",
    "交通部",
    "內政部",
    "軍政部",
    "實業部",
    "衛生署",
    "資源委員會",
    "貨運管理局",
)
OFFICES = (
    ("財政部關務署", "訓令", "關字", "署長", "令各關稅務司"),
    ("財政部關務署", "訓令", "政字", "署長", "令海關總稅務司"),
    ("財政部關務署", "指令", "渝關字", "署長", "令{port}稅務司"),
    ("海關總稅務司署", "通令", "", "總稅務司", "令各關稅務司"),
    ("海關總稅務司署", "訓令", "滬字", "總稅務司", "令{port}稅務司"),
    ("財政部", "布告", "財字", "部長", ""),
)
NAMES = (
    "文德永嘉慶元培之鴻鈞維新紹曾樹藩錫麟葆楨世勛孝胥廷芳鼎銘壽椿國棟家驊子厚伯衡仲良叔和季高寶琛學謙克"
    "誠敬亭履端潤田"
)
TRADITIONAL = str.maketrans(
    "张刘陈杨赵黄吴孙马罗郑谢韩冯于萧许沈吕苏卢蒋贾阎叶余钟姜谭邹陆郝孟龙万钱汤贺赖龚",
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮于蕭許沈呂蘇盧蔣賈閻葉余鍾姜譚鄒陸郝孟龍萬錢湯賀賴龔",
)
COMMON = "".join(
    bytes((row, cell)).decode("big5")
    for row in range(0xA4, 0xC7)
    for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    if (row, cell) < (0xC6, 0x7F)
)
"""The 5,401 characters of Big5 level 1: names of merchants are made of them."""

SURNAMES = MAINLAND.translate(TRADITIONAL)
