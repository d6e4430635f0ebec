"""The interface in three languages: the gettext catalogues in ``locales/``, read once, without a compile step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALES = Path(__file__).parent / "locales"

FOLDERS = {"zh-hans": "zh_Hans", "zh-hant": "zh_Hant", "en": "en"}
"""The languages by their path segment, in the order they are offered; the folder of each catalogue."""

REGIONS = {"zh-hans": "zh_Hans_CN", "zh-hant": "zh_Hant_TW", "en": "en_GB"}
"""Whose way of writing dates and numbers is used."""

TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}
"""BCP 47 tags for ``lang`` attributes."""

NAMES = {"zh-hans": "简体", "zh-hant": "繁體", "en": "English"}
"""Each language by its own name."""

DEFAULT = "zh-hans"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the interface. `code` is the path segment, `tag` the BCP 47 tag."""

    code: str
    tag: str
    name: str
    locale: Locale
    catalog: Catalog

    def gettext(self, message: str, **values: object) -> str:
        """`message` (English) in this language, ``%(name)s`` filled from `values`."""
        found = self.catalog.get(message)
        text = found.string if found and isinstance(found.string, str) and found.string else message
        return text % values if values else text

    def ngettext(self, singular: str, plural: str, number: int, **values: object) -> str:
        """The form for `number`, which is also filled in as ``%(number)s``, grouped in thousands."""
        found = self.catalog.get(singular)
        forms = found.string if found and isinstance(found.string, tuple) else (singular, plural)
        form = forms[int(self.locale.plural_form(number) != "one")] if len(forms) > 1 else forms[0]
        return form % {"number": self.number(number), **values}

    def date(self, value: dt.date | None) -> str:
        """A day as one writes it in this language; empty when unknown."""
        return format_date(value, "long", locale=self.locale) if value else ""

    def number(self, value: int) -> str:
        """A count with its thousands grouped."""
        return format_decimal(value, locale=self.locale)


def load_languages(folder: Path = LOCALES) -> Mapping[str, Language]:
    """Every language by its code. Raises OSError when a catalogue is missing."""
    return {code: _load(code, folder) for code in FOLDERS}


def _load(code: str, folder: Path) -> Language:
    with (folder / FOLDERS[code] / "messages.po").open("rb") as stream:
        catalog = read_po(stream, locale=FOLDERS[code])
    return Language(code, TAGS[code], NAMES[code], Locale.parse(REGIONS[code]), catalog)


def preferred(accept_language: str) -> str:
    """The code of the language a browser prefers (RFC 9110 ``Accept-Language``), `DEFAULT` if none is ours."""
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept_language[:1000].split(",")):
        tag, _, parameter = part.partition(";")
        code = _code(tag.strip().lower())
        quality = _quality(parameter.strip())
        if code and quality > 0:
            wishes.append((-quality, place, code))
    return min(wishes)[2] if wishes else DEFAULT


def _code(tag: str) -> str:
    subtags = tag.split("-")
    if subtags[0] == "en":
        return "en"
    if subtags[0] != "zh":
        return ""
    return "zh-hant" if {"hant", "tw", "hk", "mo"} & set(subtags[1:]) else "zh-hans"


def _quality(parameter: str) -> float:
    if not parameter.startswith("q="):
        return 1.0
    try:
        return float(parameter[2:])
    except ValueError:
        return 0.0
