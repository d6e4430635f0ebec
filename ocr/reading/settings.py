"""Every setting of the reader that changes what is read; part of the `Step` of a reading."""

from __future__ import annotations

from types import MappingProxyType

from ocr.layout.arrange import LAYOUT_REVISION
from ocr.layout.splitting import LONGEST_COLUMN, LONGEST_LINE
from ocr.page import Setting

READING_REVISION = 9
"""Counts changes of the reader's rules that change results and that no setting below shows."""

END_PADDING = 0.2
"""Boxes are lengthened at both ends by this many line heights before they are read."""

LEAST_CONFIDENCE = 0.5
"""Lines read with less are noise (0..1)."""

LEAST_LEFTOVER = 0.8
"""The same for ink that the detector did not take for text."""

LEAST_LONG_LEFTOVER = 0.65
"""The same when it is at least five characters long: chance does not make that of specks."""

LEAST_NUMBER = 0.5
"""The same when it reads as a page number of at least two characters, at the head or the foot."""

LEAST_DIGIT = 0.93
"""The same for a single digit: a fold or a stain is easily a 1."""

LEAST_CELL = 0.8
"""The same for a digit or a dash alone in a cell of a table."""

LEAST_OWN = 0.85
"""The same for the dark part of a box whose whole read as print of the back."""

MANY_COLUMNS = 300
"""So many boxes are a newspaper's sheet: pages of 1939 have over 300, a gazette's page of three tiers up to 120. Its
columns are not read again from the leaf without print of the back (a fold of 1939: 35 CPU seconds rather than 59)."""

LEAST_CONTRAST = 0.5
SURE_CONFIDENCE = 0.97
"""Print under half as black as the page's median, and not read with this confidence, shines through from the back."""

MIRROR_UNDER = 0.9
MIRROR_GAIN = 0.05
"""Lines under the first confidence that read better by the second in a mirror are of the back of the sheet."""

UNSURE_LINE = 0.97
UNSURE_CHARACTER = 0.6
"""Lines under the first mean probability, or with a character under the second, are read a second time."""

THINNER = 0.12
"""Share of its height by which the box is lower the second time."""

READER_SETTINGS: MappingProxyType[str, Setting] = MappingProxyType(
    {
        "revision": READING_REVISION,
        "end_padding": END_PADDING,
        "longest_column": LONGEST_COLUMN,
        "longest_line": LONGEST_LINE,
        "least_confidence": LEAST_CONFIDENCE,
        "least_leftover": LEAST_LEFTOVER,
        "least_long_leftover": LEAST_LONG_LEFTOVER,
        "least_number": LEAST_NUMBER,
        "least_digit": LEAST_DIGIT,
        "least_cell": LEAST_CELL,
        "least_own": LEAST_OWN,
        "least_contrast": LEAST_CONTRAST,
        "sure_confidence": SURE_CONFIDENCE,
        "mirror_under": MIRROR_UNDER,
        "mirror_gain": MIRROR_GAIN,
        "unsure_line": UNSURE_LINE,
        "unsure_character": UNSURE_CHARACTER,
        "thinner": THINNER,
        "layout": LAYOUT_REVISION,
    }
)
