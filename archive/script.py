"""Which language and script a text is in, for its ``lang`` attribute: fonts and screen readers go by it."""

from __future__ import annotations

# Pairs (traditional, simplified) that gazettes use on every page. No single one decides, the majority does.
_PAIRS = (
    "關关 稅税 總总 國国 與与 為为 應应 報报 執执 務务 訓训 號号 "
    "條条 將将 會会 長长 經经 規规 華华 實实 發发 運运 進进 貨货 單单 據据 電电 "
    "處处 區区 設设 費费 輸输 開开 對对 從从 個个 無无 書书 財财 車车"
)
TRADITIONAL = frozenset(pair[0] for pair in _PAIRS.split())
SIMPLIFIED = frozenset(pair[1] for pair in _PAIRS.split())

SAMPLE = 4000
"""Characters looked at."""


def language_of(text: str) -> str:
    """``"zh-Hant"``, ``"zh-Hans"`` or ``"en"``; zh-Hans when nothing speaks for another."""
    sample = text[:SAMPLE]
    han = sum("一" <= character <= "鿿" for character in sample)
    latin = sum(character.isascii() and character.isalpha() for character in sample)
    if latin > 4 * han:
        return "en"
    traditional = sum(character in TRADITIONAL for character in sample)
    simplified = sum(character in SIMPLIFIED for character in sample)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
