"""Every way to fail is told in Chinese too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.errors import Refused
from flows.cli.chinese import discrepancy_in_chinese, finding_in_chinese, in_chinese
from index.discrepancies import CODES

ROOT = Path(__file__).parents[2]


def refusals(kind: type[Refused] = Refused) -> set[str]:
    return {kind.code}.union(*(refusals(child) for child in kind.__subclasses__()))


def written_in_code() -> set[str]:
    """Codes that stand as text in calls and values: ``Refusal("engine", …``, ``code="gave-up"``."""
    found = set()
    for path in [*(ROOT / "flows").rglob("*.py"), ROOT / "archive" / "ledger.py"]:
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"Refusal\(\s*\"([a-z-]+)\"", text))
        found |= set(re.findall(r"[\"']?code[\"']?\s*[=:]\s*\"([a-z-]+)\"", text))
    return found


@pytest.mark.parametrize("code", sorted(refusals() | written_in_code()))
def test_a_code_has_a_chinese_message(code: str) -> None:
    assert in_chinese(code).endswith("。")


def findings_in_code() -> set[str]:
    found = set()
    for path in [*(ROOT / "ocr" / "cut").rglob("*.py"), ROOT / "flows" / "cut_issues.py"]:
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"Finding\(\s*(?:issue_id,\s*)?\"([a-z-]+)\"", text))
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "archive").glob("correct*.py"))
    return found | set(re.findall(r"Conflict\(\s*\"([a-z-]+)\"", text))


@pytest.mark.parametrize("code", sorted(findings_in_code()))
def test_a_finding_has_a_chinese_message(code: str) -> None:
    assert finding_in_chinese(code).endswith("。")


@pytest.mark.parametrize("code", CODES)
def test_a_discrepancy_has_a_chinese_message(code: str) -> None:
    assert discrepancy_in_chinese(code).endswith("。")


def test_the_search_for_codes_finds_them() -> None:
    assert {"engine", "unreadable", "crashed", "gave-up"} <= written_in_code()
    assert {"page-not-read", "no-notice-found", "contents-page-differs"} <= findings_in_code()
