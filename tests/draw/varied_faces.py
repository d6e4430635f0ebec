"""The faces of the second family of pages."""

from __future__ import annotations

from pathlib import Path
from random import Random

from draw.fonts import FACES

HORIZONTAL = ("song", "song-light", "song-news", "kai", "hei", "hei-bold", "song-bold", "kai-news")
VERTICAL = ("ming", "ming-light", "ming-old", "fang-trad", "kai-trad", "ming-thin", "hei-trad", "round-trad")


def picked(rng: Random, faces: tuple[str, ...]) -> str:
    """One of those of `faces` that are installed: some of them are in no package that the tests ask for."""
    return rng.choice([face for face in faces if Path(FACES[face].path).is_file()])
