"""The pages of the bundled samples with their truth, decoded as `wengao ingest` decodes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive.intake.names import natural_key
from archive.intake.probe import probe
from archive.intake.raster import page_reader
from archive.intake.sniff import PDF
from bench.readers import BenchPage
from draw import truth
from ocr.engines.textlayer import Refusal, read_text_layer


def sample_names(folder: Path) -> list[str]:
    """Names of the issues that have a truth file in `folder`/truth."""
    return sorted(path.stem for path in (folder / "truth").glob("*.json"))


def sample_pages(folder: Path, name: str) -> Iterator[BenchPage]:
    """The pages of the sample issue `name`, one at a time.

    Raises ValueError when the issue is not in `folder`/issues, or has other pages than its truth.
    """
    facts = truth.read(folder / "truth" / f"{name}.json")
    found = [path for path in (folder / "issues").iterdir() if name in (path.stem, path.name)]
    if len(found) != 1:
        raise ValueError(f"{folder}/issues has {len(found)} issues called {name}: draw the samples anew")
    top = found[0]
    files = sorted(top.iterdir(), key=lambda path: natural_key(path.name)) if top.is_dir() else [top]
    probes = [(file, probe(file)) for file in files]
    count = sum(len(item.frames) for _, item in probes)
    if count != len(facts.pages):
        raise ValueError(f"{top} has {count} pages, its truth {len(facts.pages)}: draw the samples anew")
    pages = iter(facts.pages)
    for file, item in probes:
        with page_reader(file, item.media_type) as reader:
            for frame in item.frames:
                image = reader.raster(frame.index).pixels
                layer = None
                if item.media_type == PDF:
                    said = read_text_layer(file.read_bytes(), frame.index, frame.width, frame.height)
                    layer = None if isinstance(said, Refusal) else said
                yield BenchPage(image, next(pages), layer)
