"""Posting lists of Whoosh's W3 codec, written from and read as arrays, a block at a time.

Whoosh's own writer and matchers make several Python calls per posting; a notice has a thousand postings,
and a common character stands in every notice. The
layout (`whoosh.codec.whoosh3`, fixed by the version pin and checked against Whoosh's own reader by a test):

    b"W3Bl", then blocks: int32 length, big-endian, negative for the last block
        pickle of (count, last id, largest weight, compression, shortest, longest)
        zlib of pickle of (ids as differences, weights: None = all 1.0 | one number | tuple, values)
"""

from __future__ import annotations

import io
import mmap
import pickle
import struct
import zlib
from collections.abc import Sequence
from operator import sub
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

_MAGIC: Final = b"W3Bl"
_LENGTH: Final = struct.Struct("!i")
_BLOCK: Final = 1024  # postings; Whoosh takes 128, to skip; we read whole lists, so skipping earns nothing
_LEVEL: Final = 1  # of zlib; level 3 saves 3 % of the size and costs twice the time
_WORTH_COMPRESSING: Final = 96  # bytes

Ids = NDArray[np.int32]
Counts = NDArray[np.float32]


def read_postings(file: mmap.mmap, offset: int) -> tuple[Ids, Counts]:
    """Read the posting list that starts at `offset`: ascending document numbers, and counts in each.

    Only for files that carry our stamp: the blocks are pickles. Safe to call from several threads.
    """
    if file[offset : offset + len(_MAGIC)] != _MAGIC:
        raise ValueError(f"no posting list at {offset}")
    position = offset + len(_MAGIC)
    ids: list[Ids] = []
    counts: list[Counts] = []
    more = True
    while more:
        (length,) = _LENGTH.unpack_from(file, position)
        more = length > 0
        start = position + _LENGTH.size
        position = start + abs(length)
        block_ids, block_counts = _read_block(file[start:position])
        ids.append(block_ids)
        counts.append(block_counts)
    if len(ids) == 1:
        return ids[0], counts[0]
    return np.concatenate(ids), np.concatenate(counts)


def write_postings(file: BinaryIO, ids: Sequence[int], counts: Sequence[int]) -> None:
    """Append one posting list to `file`; `ids` ascending, not empty, `counts` of the same length, at least 1."""
    file.write(_MAGIC)
    last = (len(ids) - 1) // _BLOCK * _BLOCK
    for start in range(0, len(ids), _BLOCK):
        block = _pack_block(ids[start : start + _BLOCK], counts[start : start + _BLOCK])
        file.write(_LENGTH.pack(-len(block) if start == last else len(block)))
        file.write(block)


def _pack_block(ids: Sequence[int], counts: Sequence[int]) -> bytes:
    largest = max(counts)
    weights: float | tuple[float, ...] | None = None
    if min(counts) != largest:
        weights = tuple(map(float, counts))
    elif largest != 1:
        weights = float(largest)
    differences = (ids[0], *map(sub, ids[1:], ids))
    data = pickle.dumps((differences, weights, None), 2)
    compression = _LEVEL if len(data) >= _WORTH_COMPRESSING else 0
    if compression:
        data = zlib.compress(data, compression)
    # Shortest and longest length are bytes 0: we keep lengths in the record.
    return pickle.dumps((len(ids), ids[-1], float(largest), compression, 0, 0), 2) + data


def _read_block(block: bytes) -> tuple[Ids, Counts]:
    stream = io.BytesIO(block)
    count, _, _, compression, _, _ = pickle.load(stream)
    data = block[stream.tell() :]
    differences, weights, _ = pickle.loads(zlib.decompress(data) if compression else data)
    ids = np.cumsum(np.array(differences, dtype=np.int32), dtype=np.int32)
    if weights is None:
        return ids, np.ones(count, dtype=np.float32)
    if isinstance(weights, float):
        return ids, np.full(count, weights, dtype=np.float32)
    return ids, np.array(weights, dtype=np.float32)
