"""An issue as a reader returns it from worn pages: characters taken for others, dirt, lines lost, roles mistaken."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from ocr.line import FURNITURE, Line, Role
from set_issue import SetIssue

_LIKE = {
    "告": "吿苦各吉", "第": "弟笫", "号": "号另亏写", "年": "午牛生", "海": "每悔", "关": "矢天", "总": "息",
    "署": "暑著置", "令": "今合", "于": "干千", "的": "白旳", "月": "目", "日": "曰口", "一": "－", "公": "分今",
    "附": "府", "局": "同", "部": "邹", "国": "囯围", "此": "比", "特": "持", "民": "艮", "税": "悦", "知": "如",
    "通": "逋", "1": "lI", "0": "O",
}  # fmt: skip
_ANY = "巾帅币师有昊呈另口山"


def worn(issue: SetIssue, seed: int, rate: float) -> SetIssue:
    """`issue` with a share `rate` of its characters misread, and as many lines soiled or lost in proportion."""
    rng = Random(f"worn {seed}")
    pages, pieces = [], []
    for page, placed in zip(issue.pages, issue.pieces, strict=True):
        kept = [
            (_line(rng, line, rate), piece)
            for line, piece in zip(page.lines, placed, strict=True)
            if not (piece.part == "sign" and rng.random() < rate)
        ]
        pages.append(replace(page, lines=tuple(line for line, _ in kept)))
        pieces.append(tuple(piece for _, piece in kept))
    return replace(issue, pages=tuple(pages), pieces=tuple(pieces))


def _line(rng: Random, line: Line, rate: float) -> Line:
    if line.role in FURNITURE:
        return line
    text = "".join(_mark(rng, mark) if mark.strip() and rng.random() < rate else mark for mark in line.text)
    if rng.random() < rate:
        text = rng.choice((f"·{text}", f"{text}.", f"{text} ·"))
    role = Role.TEXT if line.role is Role.HEADING and rng.random() < 3 * rate else line.role
    return replace(line, text=text, role=role, confidence=0.99 if text == line.text else 0.93)


def _mark(rng: Random, mark: str) -> str:
    return rng.choice(_LIKE[mark] if mark in _LIKE and rng.random() < 0.8 else _ANY)
