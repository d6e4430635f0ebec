"""How well fields and relations are read from real notices, beside a handful of plain regular expressions.

    PYTHONPATH=tests python -m bench.real_texts --data FOLDER [--half 0|1] [--out tables.md]

FOLDER holds the two files of `bench.real_records`. What is compared: `bench.real_fields` (with the register) and
`bench.real_relations` (with a list made by hand).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from bench import plain_rules
from bench.real_fields import fields_table
from bench.real_records import RealNotice, full_notices, short_notices
from bench.real_relations import RelationScores, compare, kinds, same_target, true_relations
from bench.tables import share, table
from ocr.cut.acts.relations import find_relations
from ocr.section import Relation


def main() -> None:
    """Print the tables and the failures."""
    options = _options()
    text = real_report(options.data, options.half)
    print(text)
    if options.out:
        options.out.write_text(text, encoding="utf-8")


def real_report(data: Path, half: int | None = None) -> str:
    """The tables of the real notices in the folder `data`; `half` of the relations as in the options.

    Raises OSError when its files cannot be read.
    """
    notices = full_notices(data)
    whole = [*notices, *short_notices(data)]
    return "\n".join([fields_table(notices), "", _relations_table(whole, half), ""])


def _relations_table(notices: Iterable[RealNotice], half: int | None) -> str:
    ours, plain = RelationScores(), RelationScores()
    for count, (notice, true, doubtful) in enumerate(true_relations(notices)):
        if half is not None and count % 2 != half:
            continue
        own = notice.number if notice.file == "full" else ""
        name = f"{notice.file} {notice.record}"
        compare(name, true, doubtful, find_relations(notice.text, own, "海关总署", notice.date), ours)
        told = plain_rules.relations(notice.text)
        read = [
            Relation(kind, target, "", "") for kind, target in sorted(told) if not same_target(target, own)
        ]
        compare(name, true, doubtful, read, plain)
    rows = [
        [kind, *(share([s.get(kind)]) for s in (ours.precision, ours.recall, plain.precision, plain.recall))]
        for kind in kinds(ours)
    ]
    rows.append(["scope and day, of the right ones", share([ours.exact]), "", share([plain.exact]), ""])
    heads = ["relations of 100 notices", "precision", "recall", "plain rules: precision", "recall"]
    wrong = [f"- {line}" for line in ours.wrong]
    return "\n".join([table(heads, rows), "", "Failures:", "", *wrong])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--data", type=Path, required=True, help="folder with full_2023_2024.jsonl and short_2001_2024.jsonl")
    add(
        "--half",
        type=int,
        choices=(0, 1),
        help="of the relations: 0 those rules were written with, 1 the others",
    )
    add("--out", type=Path, help="write the tables here, too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
