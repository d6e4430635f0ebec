"""Reads pages with every reader, in processes of one thread, and tells how far it is."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import cache as once
from multiprocessing import get_context

import cv2
import pytesseract

from bench.cache import Cache
from bench.pages import PageKey, Sources, bench_page
from bench.readers import BenchPage, Reader, ReadPage, open_reader, timed
from bench.result import PageResult, result_of
from draw.page import draw_page
from ocr.errors import EngineMissing, OcrError

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT")


def run(keys: Sequence[PageKey], readers: Sequence[str], cache: Cache, jobs: int, sources: Sources) -> bool:
    """Put into `cache` what every reader makes of every page that it does not hold; False: stopped by Ctrl-C.

    Readers take turns on each page. A page that a reader gives up on counts as read empty.
    """
    for name in ONE_THREAD:
        os.environ[name] = "1"
    todo = [
        (key, missing)
        for key in keys
        if (missing := [name for name in readers if cache.get(key, name) is None])
    ]
    print(f"{len(keys) - len(todo)} pages are known, {len(todo)} are to be read", file=sys.stderr)
    if not todo:
        return True
    begun = time.monotonic()
    pool = ProcessPoolExecutor(min(jobs, len(todo)), get_context("spawn"), _start)
    try:
        futures: dict[Future[list[tuple[str, PageResult]]], PageKey] = {
            pool.submit(read_page, key, missing, sources): key for key, missing in todo
        }
        for done, future in enumerate(as_completed(futures), 1):
            key = futures[future]
            for name, result in future.result():
                cache.add(key, name, result)
            left = (time.monotonic() - begun) / done * (len(todo) - done)
            print(_progress(key, readers, cache, done, len(todo), left), file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print("stopped: pages in hand are read to their end", file=sys.stderr)
        return False
    except BrokenProcessPool as error:
        raise SystemExit(
            "A reading process died, most likely for want of memory. Try --jobs 1; with --cache the same command "
            "goes on where this one stopped."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return True


def _start() -> None:
    """What a process begins with: one thread, and Ctrl-C left to its parent."""
    cv2.setNumThreads(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def read_page(key: PageKey, names: Sequence[str], sources: Sources) -> list[tuple[str, PageResult]]:
    """What each reader makes of the page of `key`: the work of a process."""
    page = bench_page(key, sources)
    out = []
    for name in names:
        reader = _warm(name)
        gc.collect()  # not inside somebody's seconds
        try:
            read, wall, cpu = timed(reader, page)
        except (OcrError, pytesseract.TesseractError) as error:
            nothing = result_of(name, page, ReadPage((), tables=()), 0.0, 0.0)
            out.append((name, replace(nothing, gave_up=str(error))))
            continue
        out.append((name, result_of(name, page, read, wall, cpu)))
    return out


def missing_readers(names: Sequence[str]) -> dict[str, str]:
    """Readers that cannot be opened here, and why; tried in a process of its own, for their memory."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_try_to_open, names).result()


def _try_to_open(names: Sequence[str]) -> dict[str, str]:
    out = {}
    for name in names:
        try:
            open_reader(name)
        except EngineMissing as error:
            out[name] = str(error)
    return out


@once
def _warm(name: str) -> Reader:
    """The reader, opened, and past what it does at its first page only."""
    reader = open_reader(name)
    page = draw_page("modern", 1, 0, 100)
    reader.read(BenchPage(page.image, page.truth))
    return reader


def _progress(key: PageKey, readers: Sequence[str], cache: Cache, done: int, total: int, left: float) -> str:
    rates = []
    for name in readers:
        result = cache.get(key, name)
        rate = result.strict.rate if result else None
        rates.append(f"{name} {'–' if rate is None else f'{100 * rate:.2f}'}")
    seed = f", seed {key.seed}" if key.kind != "real" else ""
    return f"[{done}/{total}] {key.kind}: {key.row}{seed}: {'  '.join(rates)}   {left / 60:.0f} min left"
