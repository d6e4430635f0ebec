"""Acts whose words stand behind the instruments: …同时废止, …第五条修改为, …解释如下."""

from __future__ import annotations

import re

from ocr.cut.acts.act import FILL, LIFTED, MENTION, Act, named_part, opened
from ocr.grammar.scopes import NUMERALS, SCOPE

FROM = rf"(?:均)?(?:自|从|從|于|於)[^，。；{MENTION}]{{1,24}}?(?:起|开始|後|后)(?:零时)?"
_THESE = r"(?:该|上述|前述|以上)?(?:项|份|件|批)?(?:规范性)?(?:文件|公告|通知|规定|目录)?"
_ADVERBS = re.compile(
    rf"[，,]?(?:{_THESE}{FROM}[，,]?)?(?:即?应?同时|同时|相应|相應|即行|立即|著即|着即|一并|一併|一律|予以|均予以|均予|均|全部|應即|應予|应即|应予|即予|即"
    r"|也|亦|将|自行|随之|自然)*$"
)
_ENDS = r"(?=$|[^\u4e00-\u9fff]|特此|并|並|其|本|此|原|有关)"
"""A verb that an object follows (停止执行边境贸易政策) is not said of what stands before it."""
_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "repeals",
        re.compile(
            rf"(?:[废廢][止正上]|作废|作廢|不再执行|不再有效|撤销|撤銷|取銷|停止适用|停止適用|不再适用){_ENDS}"
            r"|(?:is|are) (?:hereby )?(?:cancell?ed|withdrawn|rescinded|revoked)",
            re.IGNORECASE,
        ),
    ),
    ("lifts", re.compile(rf"解除{_ENDS}")),
    (
        "replaces",
        re.compile(
            r"(?:is|are) (?:hereby )?superseded"
            r"|[由被以](?:本[公通]告|本令|本办法|本规定|本通知)(?:附件[0-9]{0,2})?(?:所)?(?:代替|取代|替代)",
            re.IGNORECASE,
        ),
    ),
    ("suspends", re.compile(rf"(?:停止执行|停止執行|暂停执行|停止实施|暂停实施|停止施行){_ENDS}")),
    (
        "amends",
        re.compile(r"(?:is|are) (?:hereby )?(?:amended|modified)|(?<=应)修正|應予修正", re.IGNORECASE),
    ),
    ("expires", re.compile(rf"失效{_ENDS}")),
)
_DENIED = re.compile(r"(?:已|已经|曾|未|不|不得|是否|可以|可|如|若|经)$")
_PAST = re.compile(rf"(?:已|曾)(?:经)?(?:{FROM})?(?:被)?[^，。；]{{0,4}}$")
_USED = re.compile(rf"(?:按照|依照|根据|依据|参照|遵照|按)(?:[^，。；{MENTION}]{{0,12}})?$")
_UNREAD = 16
"""So many characters between a number and its verb may be something that these rules do not know."""
_YIELDS = re.compile("不一致|抵触|抵觸|不符|冲突")
"""…与本公告不一致的停止执行: which parts that are is not said."""
_ALONE = re.compile(rf"[\s）)》」”的]*(?:等[{NUMERALS}]{{1,4}}[项件个份部种][^，；]{{0,24}})?")
_ANYTHING = re.compile(r"(?:部分|有关|相关)*(?:事项|内容|规定|问题|条款)?")
_REPORTS = re.compile(r"[\s）)》」”]*(?:公布|发布|印发|明确|宣布)(?![的）)])")
_OBJECT = re.compile(rf"(?:将|把|对|就|修[改订]){FILL}$")
_DECIDES = re.compile(rf"(?:决定|现|兹|茲)(?:将|把|对|就){FILL}$")
_CHANGES = re.compile(
    r"(?:(?:进行|予以|作出|做出|作了|做了|作|做)(?:了)?(?:相应|如下|以下|部分|适当)?(?:的)?(?:修改|修订|调整|修正|补充)"
    r"|(?:有关|相关)?(?:内容|事项|规定)?(?:修改|修订|调整|修正|补充)(?:为|如下|事项|内容|公告如下|完善如下))"
)
_CHANGED = re.compile(
    r"(?:予以|同步|相应|随之|一并)(?:作|做|进行)?(?:相应)?(?:修改|修订|调整|修正)|(?:修改|修订|修正|应改|改)[为為]|(?:[应應])?(?:删去|删除|刪去)|[后後]?增加[一二三四五六0-9][条款项]"
)
_TERM = re.compile(
    r"[\s）)》」”]*(?:规定)?的?(?P<term>(?:有效期|实施期限|执行期限|施行日期|实施日期|施行时间|实施时间|执行时间|过渡期)限?)"
    r"[^，。；]{0,12}?(?:延长|顺延|延续|延至|推迟|延期)"
)
_EXPLAINED = re.compile(r"解释(?:公告)?如下|[作做]出?(?:如下|以下)(?:的)?解释")


def ended(lead: str, words: str, bare: bool) -> Act | None:
    """…同时废止, …停止执行, …失效: the verb stands behind."""
    found = [(match.start(), match.end(), kind) for kind, verb in _AFTER if (match := verb.search(words))]
    if not found:
        return None
    start, end, kind = min(found)
    between = words[:start]
    if _PAST.search(between) or _DENIED.search(between) or _USED.search(lead):
        return None
    return _ended(kind, between, end, bare)


def _ended(kind: str, between: str, end: int, bare: bool) -> Act | None:
    """The act whose verb ends at `end`, if the words `between` say only which part, from when and how (同时)."""
    adverbs = _ADVERBS.search(between)
    until = adverbs.start() if adverbs else len(between)
    if re.search("[，,;；]", between[:until]) or _REPORTS.match(between) or _YIELDS.search(between):
        return None
    if kind == "lifts":
        lifted = LIFTED.fullmatch(between, opened(between, 0), until)
        return Act("repeals_in_part", *lifted.span(), 0, end) if lifted else None
    start, stop = named_part(between, 0, until)
    if start < stop:
        return Act("repeals_in_part" if kind == "repeals" else kind, start, stop, 0, end)
    unclear = len(between[:until].strip("）)》」” \u3000")) > _UNREAD
    if unclear or (bare and not _ALONE.fullmatch(between, 0, until)):
        return None
    return Act(kind, start, stop, 0, end)


def changed(lead: str, words: str, bare: bool) -> Act | None:
    """将…第五条修改为, 对…附件5进行修订, …第五条同步修改."""
    clause = words.split("。", 1)[0]
    taken = _OBJECT.search(lead)
    match = (_CHANGES.search(clause) if taken else None) or _CHANGED.search(clause)
    if match is None or (bare and not _DECIDES.search(lead)):
        return None
    between = clause[: match.start()]
    start, end = named_part(between, 0, len(between))
    if taken is None and start == end:
        return None
    if re.search(r"[；：]|，(?!小|大)", between) or len(between) > 120:
        return None
    if start == end and re.search("[^）)》」”的中 \u3000]", between):
        start, end = opened(between, 0), len(between)
    if _ANYTHING.fullmatch(between, start, end):
        start = end
    return Act("amends", start, end, int(bool(taken) and lead[-1:] in tuple("将把对")), match.end())


def extended(lead: str, words: str, bare: bool) -> Act | None:
    """…的有效期延长至…, …的施行日期推迟到…: its term is amended, what it says is not."""
    match = None if bare else _TERM.match(words)
    return Act("amends", *match.span("term"), 0, match.end()) if match else None


def explained(lead: str, words: str, bare: bool) -> Act | None:
    """就…第十七条第二款有关…解释如下."""
    match = _EXPLAINED.search(words)
    if match is None:
        return None
    between = words[: match.start()]
    if "，" in between or "。" in between:
        return None
    scope = SCOPE.match(between, opened(between, 0))
    start, end = scope.span() if scope else (len(between), len(between))
    return Act("interprets", start, end, int(lead[-1:] in tuple("就对将")), match.end())
