"""The pool survives everything its jobs do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import as_completed
from pathlib import Path

import psutil
import pytest

from flows.errors import PoolClosed, WorkerLost, WorkerTimedOut, WorkFailed
from flows.pool import Pool
from flows_support.pool_jobs import make_doer


def test_results_come_back_to_their_jobs() -> None:
    with Pool(make_doer, workers=2, seconds=30) as pool:
        futures = [pool.submit(("double", float(number))) for number in range(40)]
        assert [future.result() for future in futures] == [number * 2.0 for number in range(40)]


def test_a_worker_is_built_once_and_kept() -> None:
    with Pool(make_doer, workers=1, seconds=30) as pool:
        seen = [pool.submit(("count", 0.0)).result() for _ in range(3)]
    assert [done for _, done in seen] == [1, 2, 3]  # type: ignore[misc]
    assert len({pid for pid, _ in seen}) == 1  # type: ignore[misc]


def test_a_job_that_kills_its_worker_costs_only_itself() -> None:
    with Pool(make_doer, workers=1, seconds=30) as pool:
        killer = pool.submit(("die", 0.0))
        after = pool.submit(("double", 4.0))
        with pytest.raises(WorkerLost, match="SIGKILL"):
            killer.result()
        assert after.result() == 8.0


def test_a_job_that_hangs_is_stopped_and_the_rest_goes_on() -> None:
    with Pool(make_doer, workers=1, seconds=1.5) as pool:
        hanging = pool.submit(("sleep", 600.0))
        after = pool.submit(("double", 4.0))
        with pytest.raises(WorkerTimedOut, match=r"longer than 1\.5 s"):
            hanging.result()
        assert after.result() == 8.0


def test_an_unforeseen_exception_carries_its_trace() -> None:
    with Pool(make_doer, workers=1, seconds=30) as pool:
        with pytest.raises(WorkFailed, match="ValueError: this page is odd") as caught:
            pool.submit(("raise", 0.0)).result()
        assert "pool_jobs.py" in caught.value.traceback
        assert pool.submit(("double", 1.0)).result() == 2.0


def test_a_job_cannot_fill_the_memory() -> None:
    with Pool(make_doer, workers=1, seconds=30, memory=1 << 30) as pool:
        with pytest.raises(WorkFailed, match="MemoryError"):
            pool.submit(("fill", float(2 << 30))).result()
        assert pool.submit(("fill", 1000.0)).result() == 1000


def test_closing_ends_what_waits_and_what_runs_at_once() -> None:
    pool = Pool(make_doer, workers=1, seconds=600)
    jobs = [pool.submit(("sleep", 600.0)), *(pool.submit(("double", 1.0)) for _ in range(3))]
    time.sleep(0.5)
    threading.Timer(0.2, pool.close).start()
    for future in as_completed(jobs, timeout=10):  # a waiter must be woken, not only the futures changed
        with pytest.raises(PoolClosed):
            future.result()
    with pytest.raises(PoolClosed):
        pool.submit(("double", 1.0))


PARENT = """
import sys, time
from flows_support.pool_jobs import make_doer
from flows.pool import Pool
if __name__ == "__main__":
    pool = Pool(make_doer, workers=2, seconds=600)
    jobs = [pool.submit(("count", 0.0)) for _ in range(2)]
    print(*{job.result()[0] for job in jobs}, flush=True)
    pool.submit(("sleep", 600.0)); pool.submit(("sleep", 600.0))
    time.sleep(600)
"""


def test_workers_follow_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    paths = os.pathsep.join([str(Path(__file__).parents[1]), str(Path(__file__).parents[2])])
    parent = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}
    )
    assert parent.stdout is not None
    workers = [int(word) for word in parent.stdout.readline().split()]
    children = [process.pid for process in psutil.Process(parent.pid).children(recursive=True)]
    assert set(workers) <= set(children)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(psutil.pid_exists(pid) for pid in children):
        time.sleep(0.1)
    assert not [pid for pid in children if psutil.pid_exists(pid)]
