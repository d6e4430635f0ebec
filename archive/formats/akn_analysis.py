"""What a notice does to others, and others to it, as ``analysis`` of an Akoma Ntoso document.

| relation | Akoma Ntoso |
|---|---|
| repeals, repeals_in_part | textualMod repeal |
| amends | textualMod substitution |
| replaces | textualMod replacement |
| suspends | efficacyMod inapplication |
| expires | forceMod endOfEnactment |
| interprets | meaningMod authenticInterpretation |
| based_on | legalSystemMod implementation |
| forwards | legalSystemMod republication |

Akoma Ntoso's words are coarser than ours: the relation stands as ``wengao:relation`` beside them. There is a
destination for each clause (``…~art_5``) or attachment (``…/!att_2``) it touches, with the scope as printed as
``wengao:scope``, and the day from which it works as ``wengao:date`` where the notice names one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from archive.formats.akn_inline import InlineMark
from archive.formats.akn_iri import work_iri
from archive.formats.akn_known import Effect, Known
from archive.formats.akn_xml import OWN, Element, add
from archive.notice_records import Notice, Relation

MODIFICATIONS: Mapping[str, tuple[str, str]] = {
    "repeals": ("textualMod", "repeal"),
    "repeals_in_part": ("textualMod", "repeal"),
    "amends": ("textualMod", "substitution"),
    "replaces": ("textualMod", "replacement"),
    "suspends": ("efficacyMod", "inapplication"),
    "expires": ("forceMod", "endOfEnactment"),
    "interprets": ("meaningMod", "authenticInterpretation"),
    "based_on": ("legalSystemMod", "implementation"),
    "forwards": ("legalSystemMod", "republication"),
}
"""Element and type of each relation."""


def modification_marks(notice: Notice, known: Known) -> list[InlineMark]:
    """``mod`` around the evidence of each relation in the text, ``ref`` around each cited number that stands there."""
    marks: dict[tuple[int, int, str], InlineMark] = {}
    for number, relation in enumerate(notice.relations, start=1):
        at = notice.text.find(relation.evidence) if relation.evidence else -1
        if at >= 0:
            place = (at, at + len(relation.evidence), "mod")
            marks.setdefault(place, InlineMark(*place, (("eId", f"mod_{number}"),)))
    for cited in notice.cites:
        for found in re.finditer(re.escape(cited), notice.text):
            place = (found.start(), found.end(), "ref")
            marks.setdefault(place, InlineMark(*place, (("href", known.iri(cited)),)))
    return list(marks.values())


def add_analysis(
    meta: Element, notice: Notice, marked: Sequence[InlineMark], effects: Sequence[Effect], known: Known
) -> None:
    """Adds ``analysis``, if there is anything to say. `marked` are the marks that the text bears."""
    active = [relation for relation in notice.relations if relation.kind in MODIFICATIONS]
    passive = [effect for effect in effects if effect.relation.kind in MODIFICATIONS]
    if not active and not passive:
        return
    analysis = add(meta, "analysis", source="#wengao")
    if active:
        modifications = add(analysis, "activeModifications")
        for number, relation in enumerate(active, start=1):
            modification = _modification(modifications, relation, f"am_{number}")
            add(modification, "source", href=_source(notice, relation, marked))
            _destinations(modification, known.iri(relation.target), relation)
            if notice.effective_date or notice.date:
                add(modification, "force", period="#tmpg_1")
    if passive:
        modifications = add(analysis, "passiveModifications")
        for number, effect in enumerate(passive, start=1):
            modification = _modification(modifications, effect.relation, f"pm_{number}")
            add(modification, "source", href=effect.source)
            _destinations(modification, work_iri(notice.id, notice.doc_number, notice.date), effect.relation)


def _modification(parent: Element, relation: Relation, identity: str) -> Element:
    name, kind = MODIFICATIONS[relation.kind]
    element = add(parent, name, type=kind, eId=identity, wengao_relation=relation.kind)
    if relation.date:
        element.set(f"{{{OWN}}}date", relation.date)
    if relation.kind == "repeals_in_part" and not relation.parts:
        element.set("incomplete", "true")
    return element


def _source(notice: Notice, relation: Relation, marked: Sequence[InlineMark]) -> str:
    """The ``mod`` of the relation's evidence, else the body."""
    for mark in marked:
        if mark.name == "mod" and notice.text[mark.start : mark.end] == relation.evidence:
            return f"#{dict(mark.attributes)['eId']}"
    return "#body"


def _destinations(modification: Element, iri: str, relation: Relation) -> None:
    """A ``destination`` for each part that the relation touches; one for the work when it names none."""
    scope = {"wengao_scope": relation.scope} if relation.scope else {}
    for part in relation.parts or ("",):
        add(modification, "destination", href=iri + _within(part), **scope)


def _within(part: str) -> str:
    """The end of an IRI that leads to a clause or attachment by its anchor (``art_5``, ``att_2__art_5``)."""
    if not part.startswith("att_"):
        return f"~{part}" if part else ""
    attachment, _, clause = part.partition("__")
    return f"/!{attachment}" + (f"~{part}" if clause else "")
