"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

TIFF = "image/tiff"
JPEG = "image/jpeg"
PNG = "image/png"
JP2 = "image/jp2"
PDF = "application/pdf"

HEAD_BYTES = 1024
"""How many first bytes `sniff` and `foreign` want: as many as PDF readers search for ``%PDF-``
(implementation note 13 of the PDF Reference 1.7)."""

_SIGNATURES = (
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00\x08\x00\x00\x00", TIFF),  # BigTIFF
    (b"MM\x00+\x00\x08\x00\x00", TIFF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", JP2),
    (b"\xff\x4f\xff\x51", JP2),  # a raw JPEG 2000 codestream
)

_FOREIGN = (
    (b"GIF8", "a GIF image"),
    (b"BM", "a Windows bitmap (BMP)"),
    (b"8BPS", "a Photoshop document"),
    (b"AT&TFORM", "a DjVu document"),
    (b"CAJ", "a CAJ document of CNKI"),
    (b"HN", "a CAJ document of CNKI"),
    (b"KDH", "a KDH document of CNKI"),
    (b"%!PS", "PostScript"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a rich text document"),
    (b"<?xml", "XML"),
    (b"<!DOCTYPE html", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
)


def sniff(head: bytes) -> str | None:
    """The media type of a file that begins with `head` (`HEAD_BYTES` or all of it); None: not one we take."""
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if b"%PDF-" in head[:HEAD_BYTES]:
        return PDF
    return None


def foreign(head: bytes) -> str:
    """What a file that `sniff` does not take is, as an English phrase ("plain text", "a GIF image")."""
    for signature, phrase in _FOREIGN:
        if head.startswith(signature):
            return phrase
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a WebP image"
    if head[4:8] == b"ftyp":
        return "an HEIC or AVIF image" if head[8:12] in {b"heic", b"heix", b"mif1", b"avif"} else "a video"
    if not head.strip(b"\x00"):
        return "nothing but zeros"
    if _is_text(head):
        return "plain text"
    return "of no kind known here"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    if any(byte < 0x20 and byte not in b"\t\n\f\r\x1b" for byte in head):
        return False
    for encoding in ("utf-8", "gb18030"):
        # A character may be cut at the end of the head: up to three bytes of it are left out.
        for cut in range(4):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False
