"""What XML 1.0 can hold, and how it is read safely."""

from __future__ import annotations

import re

from lxml import etree

from archive.errors import Damaged, TooLarge

MAX_BYTES = 64 << 20
"""A page of 20,000 characters has 4 MB of ALTO; a file of more than this is not a page."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """`text` with every character that XML 1.0 (2.2, Char) forbids as U+FFFD, so that places stay the same.

    Forbidden are the control characters other than tab, line feed and carriage return, lone surrogates, U+FFFE, U+FFFF.
    """
    return _FORBIDDEN.sub("\ufffd", text)


def parse_xml(data: bytes) -> etree._Element:
    """The root element; nothing is fetched, no entity is expanded. Raises Damaged, TooLarge."""
    if len(data) > MAX_BYTES:
        raise TooLarge(f"It has {len(data):,} bytes.", f"One page has at most {MAX_BYTES:,}: split the file.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Damaged(
            f"It is not well-formed XML: {error.msg}.", "Export or fetch the file again."
        ) from error
