"""The stem of a document number (who and what), and when two stems can be one: joint issuers, 字 and 总署 left out."""

from __future__ import annotations

import re
from typing import Final

_KIND: Final = re.compile("(?:公告|通告|通令|训令|命令|令|通知|决定|批复|函)$")
_ISSUER: Final = (
    ("中华人民共和国", ""),
    ("海关总署", "署"),
    ("总署", "署"),
    ("海关总税务司署", "总税务司署"),
)
_KIND_END: Final = re.compile(r"(?:文件|字)$")
LEADS: Final = "原日自按见和与及对的将为在由是以即至到经"
"""Words of one character that stand before a number in running text."""
_BODY_END: Final = "部局会院委厅行府关署" + LEADS
"""Last characters of bodies, and what joins two: where the name of the next issuer may begin. 关务署 is not 署."""


def short_stem(printed: str) -> str:
    """The stem as keys hold it: 海关总署 as 署, without 中华人民共和国, 联合 and a closing 字."""
    stem = printed
    for issuer, short in _ISSUER:
        stem = stem.replace(issuer, short)
    return _KIND_END.sub("", stem.removesuffix("联合")).replace("联合公告", "公告")


def names_a_kind(stem: str) -> bool:
    """Does it say more than an issuer: 公告, 署令, 训令关?"""
    return _KIND.search(stem) is not None and stem not in ("", "署")


def stems_meet(one: str, other: str) -> bool:
    """Can both be said of one notice? Each of joint issuers stands for all; one that is not printed is any."""
    if one == other:
        return True
    kind, other_kind = _KIND.search(one), _KIND.search(other)
    issuer, other_issuer = _KIND.sub("", one), _KIND.sub("", other)
    if kind and other_kind:
        return kind[0] == other_kind[0] and (
            _is_among(issuer, other_issuer) or _is_among(other_issuer, issuer)
        )
    # A stem without a kind may leave it out (海关总署2023年第60号), but adds nothing (…措施标准第15号).
    if kind or other_kind:
        return _is_among(other_issuer, issuer) if kind else _is_among(issuer, other_issuer)
    return issuer.endswith(other_issuer) or other_issuer.endswith(issuer)


def _is_among(issuer: str, issuers: str) -> bool:
    """Is it one of those named (without a mark between them)? One that is not printed is."""
    at = issuers.find(issuer)
    while at > 0 and issuers[at - 1] not in _BODY_END:
        at = issuers.find(issuer, at + 1)
    return at >= 0
