"""A pool of spawned worker processes that outlive their jobs' failures.

The standard library's pool breaks as a whole when one process dies and cannot stop a job that hangs. Here a
worker that dies, or takes too long, costs its own job only; a new worker takes its place. Each worker builds
what it needs once (`make`, e.g. loads an OCR engine) and exits by itself when its parent is gone, so that a
killed parent leaves no orphans.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, TypeVar

from flows.errors import PoolClosed, WorkerLost, WorkerTimedOut, WorkFailed
from flows.parent import leave_with

_SPAWN = multiprocessing.get_context("spawn")
Job = TypeVar("Job")
Result = TypeVar("Result")


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    job: tuple[Any, Future[Any]] | None = None
    deadline: float = field(default=float("inf"))


class Pool(Generic[Job, Result]):
    """Runs jobs in `workers` processes. Thread-safe; use as a context manager.

    `make` is called once in each process and returns the function that does a job; it, the jobs and the
    results must be picklable. A job may take `seconds`; a process may use `memory` bytes of address space
    (0: no limit). No process is started before the first job.
    """

    def __init__(
        self, make: Callable[[], Callable[[Job], Result]], *, workers: int, seconds: float, memory: int = 0
    ) -> None:
        self._make = make
        self._size = workers
        self._seconds = seconds
        self._memory = memory
        self._queue: deque[tuple[Job, Future[Result]]] = deque()
        self._lock = threading.Lock()
        self._closing = False
        self._wake_in, self._wake_out = Pipe(duplex=False)
        self._dispatcher: threading.Thread | None = None

    def __enter__(self) -> Pool[Job, Result]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def submit(self, job: Job) -> Future[Result]:
        """Queue a job. Its future gives the result, or raises WorkerLost, WorkerTimedOut, WorkFailed or
        PoolClosed, which `submit` itself raises when the pool is closed already.
        """
        future: Future[Result] = Future()
        with self._lock:
            if self._closing:
                raise _closed()
            self._queue.append((job, future))
            if self._dispatcher is None:
                self._dispatcher = threading.Thread(target=self._dispatch, name="pool", daemon=True)
                self._dispatcher.start()
        self._wake_out.send_bytes(b"!")
        return future

    def close(self) -> None:
        """Stop all workers now; jobs that wait or run end with PoolClosed."""
        with self._lock:
            if self._closing:
                return
            self._closing = True
        self._end_queue()
        self._wake_out.send_bytes(b"!")
        if self._dispatcher is not None:
            self._dispatcher.join()
        self._wake_in.close()
        self._wake_out.close()

    def _end_queue(self) -> None:
        """Take no more jobs; those that wait end with PoolClosed."""
        with self._lock:
            self._closing = True
            waiting = list(self._queue)
            self._queue.clear()
        for _, future in waiting:
            if future.set_running_or_notify_cancel():
                future.set_exception(_closed())

    def _start_worker(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(
            target=_work, args=(theirs, self._make, os.getpid(), self._memory), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _dispatch(self) -> None:
        workers = [self._start_worker() for _ in range(self._size)]
        try:
            while not self._closing:
                for worker in workers:
                    self._hand_out(worker)
                now = time.monotonic()
                nearest = min(worker.deadline for worker in workers)
                timeout = None if nearest == float("inf") else max(0.0, nearest - now)
                ready = set(wait([self._wake_in, *(worker.pipe for worker in workers)], timeout))
                if self._wake_in in ready:
                    self._wake_in.recv_bytes()
                for position, worker in enumerate(workers):
                    if worker.pipe in ready and not _collect(worker):
                        workers[position] = self._replace(worker, _lost(worker))
                    elif time.monotonic() > worker.deadline:
                        workers[position] = self._replace(worker, self._timed_out())
        finally:
            for worker in workers:
                _stop(worker)
                if worker.job is not None:
                    worker.job[1].set_exception(_closed())
            self._end_queue()  # also when the dispatcher itself fails: nobody waits for ever

    def _hand_out(self, worker: _Worker) -> None:
        while worker.job is None:
            with self._lock:
                if not self._queue:
                    return
                job, future = self._queue.popleft()
            if not future.set_running_or_notify_cancel():
                continue
            worker.job = (job, future)
            worker.deadline = time.monotonic() + self._seconds
            try:
                worker.pipe.send(job)
            except OSError:
                return  # it has died; its pipe is ready to say so

    def _replace(self, worker: _Worker, error: Exception) -> _Worker:
        _stop(worker)
        if worker.job is not None:
            worker.job[1].set_exception(error)
        return self._start_worker()

    def _timed_out(self) -> WorkerTimedOut:
        return WorkerTimedOut(
            f"It took longer than {self._seconds:g} s and was stopped.",
            "Look at the file; raise WENGAO_PAGE_SECONDS if it is only large.",
        )


def _collect(worker: _Worker) -> bool:
    """Take a result from a worker; False when the worker is gone."""
    try:
        good, value = worker.pipe.recv()
    except (EOFError, OSError):
        return False
    if worker.job is not None:
        future = worker.job[1]
        worker.job, worker.deadline = None, float("inf")
        if good:
            future.set_result(value)
        else:
            future.set_exception(WorkFailed(value[0], "Please report this with the log file.", value[1]))
    return True


def _closed() -> PoolClosed:
    return PoolClosed("It was stopped before it was done.", "Run the command again; it goes on where it was.")


def _lost(worker: _Worker) -> WorkerLost:
    worker.process.join(5)
    code = worker.process.exitcode
    how = f"signal {signal.Signals(-code).name}" if code is not None and code < 0 else f"exit code {code}"
    return WorkerLost(
        f"The process that worked on it died ({how}).",
        "Look at the file; it may crash a decoder or need more memory than WENGAO_WORKER_MEMORY_MB.",
    )


def _stop(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _work(pipe: Connection, make: Callable[[], Callable[[Any], Any]], parent: int, memory: int) -> None:
    """Main function of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    leave_with(parent)
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    do = make()
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        try:
            outcome = (True, do(job))
        except Exception as error:  # noqa: BLE001 - crosses the process boundary as text, and is raised there
            outcome = (False, (f"{type(error).__name__}: {error}", traceback.format_exc()))
        try:
            pipe.send(outcome)
        except BrokenPipeError:
            return
