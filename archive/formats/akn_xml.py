"""Elements of Akoma Ntoso 3.0, and the names this project adds to them."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from archive.formats.xml import xml_text

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:wengao:notice"
"""Namespace of what a notice has and Akoma Ntoso has no place for (which it allows: attributes of other namespaces)."""

Element: TypeAlias = etree._Element


def root() -> Element:
    """An empty document."""
    return etree.Element(f"{{{AKN}}}akomaNtoso", nsmap={None: AKN, "wengao": OWN})


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """A new element of Akoma Ntoso at the end of `parent`; its attribute ``wengao_scope`` becomes ``wengao:scope``.

    Characters that XML cannot hold become U+FFFD.
    """
    element = etree.SubElement(parent, f"{{{AKN}}}{tag}")
    if text:
        element.text = xml_text(text)
    for key, value in attributes.items():
        own = key.removeprefix("wengao_")
        element.set(f"{{{OWN}}}{own}" if own != key else key, xml_text(value))
    return element


def add_own(parent: Element, name: str, text: str) -> Element:
    """A new element of our own namespace at the end of `parent`."""
    element = etree.SubElement(parent, f"{{{OWN}}}{name}")
    element.text = xml_text(text)
    return element
