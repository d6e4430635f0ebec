import mmap
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
import whoosh.index
from hypothesis import given, settings
from hypothesis import strategies as st

from index.inverting import Inverter
from index.postings import read_postings, write_postings
from index.stamp import stamped_folder

LISTS = st.dictionaries(st.integers(0, 3_000_000), st.integers(1, 70_000), min_size=1, max_size=60)


@given(LISTS, st.integers(1, 40))
@settings(deadline=None, derandomize=True, max_examples=50)
def test_posting_lists_are_read_back(counts: dict[int, int], times: int) -> None:
    ids = sorted({n * times + k for n in counts for k in range(times)})
    weights = [counts.get(n // times, 1) for n in ids]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "postings"
        with path.open("wb") as file:
            file.write(b"before")
            write_postings(file, ids, weights)
            file.write(b"after")
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            read, read_counts = read_postings(mapped, len(b"before"))
            with pytest.raises(ValueError, match="no posting list"):
                read_postings(mapped, 0)
    assert read.tolist() == ids
    assert read_counts.tolist() == weights


def test_our_reader_equals_whooshs_own(shelf, notice: Callable) -> None:
    # 2,500 notices: three blocks for the common terms; some terms with equal counts, some with different.
    shelf.put(*(notice(f"n{n}", "海关" * (1 + n % 7) + f" no{n}" + "税" * (n % 3 == 0)) for n in range(2500)))
    search = shelf.open()
    index = whoosh.index.open_dir(str(shelf.path / str(stamped_folder(shelf.path))))
    reader = index.reader()
    checked = 0
    with search._live.view() as view:
        for field, term in reader.all_terms():
            ids, counts = view.postings(field, term.decode())
            matcher = reader.postings(field, term)
            expected = []
            while matcher.is_active():
                expected.append((matcher.id(), matcher.weight()))
                matcher.next()
            assert list(zip(ids.tolist(), counts.tolist(), strict=True)) == expected
            assert view.frequency(field, term.decode()) == reader.doc_frequency(field, term)
            checked += len(expected)
    reader.close()
    assert checked > 10_000


@given(
    st.lists(
        st.dictionaries(st.text("ab税关", min_size=1, max_size=3), st.integers(1, 99_999), max_size=8),
        max_size=30,
    ),
    st.integers(1, 40),
)
@settings(deadline=None, derandomize=True, max_examples=50)
def test_spilling_to_disk_changes_nothing(documents: list[dict[str, int]], limit: int) -> None:
    with tempfile.TemporaryDirectory() as folder, mock.patch("index.inverting._IN_MEMORY", limit):
        inverter = Inverter(folder)
        for number, counts in enumerate(documents):
            inverter.put("body", number, counts)
            inverter.put("a", number, dict.fromkeys(counts, 1))
        lists = list(inverter.iter_postings())
        inverter.cleanup()
    assert [(f, t) for f, t, _, _ in lists] == sorted((f, t) for f, t, _, _ in lists)
    got = {(f, t.decode(), n): c for f, t, ids, counts in lists for n, c in zip(ids, counts, strict=True)}
    expected = {("body", t, n): min(c, 65_535) for n, d in enumerate(documents) for t, c in d.items()}
    expected |= {("a", t, n): 1 for n, d in enumerate(documents) for t in d}
    assert got == expected
    assert all(np.all(np.diff(ids) > 0) for _, _, ids, _ in lists)
