"""The properties of hOCR, as they stand in ``title`` attributes: ``bbox 0 0 10 20; x_wconf 97.5``."""

from __future__ import annotations

from archive.records import BoxList


def title(*properties: str) -> str:
    """The attribute of these properties; empty ones are left out."""
    return "; ".join(told for told in properties if told)


def boxed(box: BoxList) -> str:
    """The property ``bbox``."""
    return "bbox " + " ".join(map(str, box))


def percent(share: float) -> str:
    """A share (0..1) in percent, to six digits of the share."""
    return f"{100 * share:.4f}".rstrip("0").rstrip(".")


def share(told: str) -> float:
    """The inverse of `percent`."""
    return round(float(told) / 100, 6)


def properties(text: str) -> dict[str, list[str]]:
    """The values of each property of a ``title``. Quoted values keep their quotes."""
    found: dict[str, list[str]] = {}
    for part in text.split(";"):
        name, *values = part.split()[:1] + part.split()[1:] if part.strip() else ("",)
        if name:
            found[name] = values
    return found


def box_of(told: dict[str, list[str]]) -> BoxList:
    """The box of ``bbox``. Raises KeyError, ValueError."""
    x0, y0, x1, y1 = map(int, told["bbox"])
    return (x0, y0, x1, y1)
