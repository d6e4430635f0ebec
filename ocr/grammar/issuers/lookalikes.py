"""Characters of offices' names that print and recognition mistake for one another."""

from __future__ import annotations

_GROUPS = (
    "署暑著曙薯罢 总息忌怠急恩 關開閼闗閑闕 关美羌夫 海诲悔梅每 税稅祝悦脱锐悅 務矜 务夯劣条 "
    "司同可句 局屈居扃尾 部郎邵郡都剖陪 郵部 委萎娄秀季 员负贝 員負貝買 会舍合全云 會曾曹 "
    "国囯圆围固圖 國圖囶圆團 家冢豕 财材则贩財 財則貝 政攻故致 商高啇尚 商南 农衣 農晨豊 "
    "業棄 业亚並 村付忖衬材 质贸贡盾 質賀贊 监临盐坚 監臨鹽 督皙 验险骏 驗險 检捡脸栓 "
    "檢撿 疫度疲疚 卫工卩 衛衞術 生主牛 健键 康庸 交文夂 文丈 通迪逋 运远 運連 输榆愉 "
    "输轮 輸輪 公么 安女宁 外处夕 汇江沁 匯滙 管菅答 理埋狸 人入八 民氏 银跟很 銀鍕 "
    "行衍 市巿布 场扬 药约 品晶吕 林休 草早 原厚 和知 态志 環還 环坏 境竟 移栘 信佶 "
    "化北比 工士土 中申巾 华毕 發登 发友 展屉 改政攻 革苹 天大夫夭 津律淬 京亰 北兆此 "
    "上土止 宁字宇 波坡披 厦夏 廈厦 门问闩 門問間 九力丸 龙尤 龍寵 拱洪 深探 圳训 广厂 "
    "廣黃 州川洲 汕油 头尖 黄寅 埔浦捕 口囗日 长卡 長镸 沙抄 武式 汉汊汶 漢淇 成戌 "
    "重童 庆庄 慶廣 贵责 阳陌阴 昆毘 明朋 拉位 西酉四 兰三 办力为 厅斤斥 廳聽 室宣窒 "
    "院阮 移秽 邮由 民艮 保侎 险检 济挤 濟擠 对村 對封 经轻 經輕 贸留 貿賀 济齐 计什 "
    "划刘 标杯 准淮 认让 证正 知如 识织 识积 产严 产户 权杈 食良 药苟 环玩 态恋 卫丑 "
    "健建 疾痪 控腔 防妨 铁铣 航舡 空穵 邮邱 能熊 源原 烟咽 草章 教敎 育盲 科料 学字 "
    "技枝 术木 旅族 游淤 物牣 物扬 闻间 闻闽 出击 版板 资货 源沅 住往 房戾 城诚 城域 "
    "乡幺 力刀 社杜 统充 统銃 央史 最景 高亮 法去 法泄 察祭 院皖 台合 湾弯 港洪 澳溴 "
    "行徂 内肉 內肉 经径 实买 實賓 工上 军罕 軍車 缉辑 緝輯 私和 處虛 机札 构枃 物特 "
    "种钟 进讲 進逺 口曰 濒频 危厄 台治 书节 技拔 认试 委妾 任仟 長畏 粤奥 粵奧 膠廖 "
    "膠膜 江汪 江工 鎮鎭 鎮鑛 浙淅 閩閔 瓊瑗 甌匯 蕪燕 湖潮 潮湖 宜宣 昌冒 梧悟 蒙家 "
    "思恩 茅芽 騰勝 安妄 東束 海侮 山出 萬禺"
)
"""Groups of characters that share their frame, or all strokes but one or two; blanks between groups."""


def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset(
        (one, other) for group in _GROUPS.split() for one in group for other in group if one != other
    )


_PAIRS = _pairs()


def alike(one: str, other: str) -> bool:
    """Is one of these characters taken for the other in bad print?"""
    return (one, other) in _PAIRS
