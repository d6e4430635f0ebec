"""What can go wrong while composing.

FlowError
├── SettingsInvalid   an environment variable has a value that cannot be used
├── OutputUnusable    the file that was named for the result cannot be written
├── PoolClosed        the command is being stopped; the job was not to blame
├── ServerFailed      the Prefect server on loopback did not come up
├── StorageFailed     the store or the disk refuses to keep what was made
├── WorkerLost        a worker process died while it had a job
├── WorkerTimedOut    a job took longer than it may; its worker was stopped
└── WorkFailed        a job ended in an exception nobody foresaw; carries the traceback as text
"""

from __future__ import annotations


class FlowError(Exception):
    """Base of all errors of `flows`. `remedy` says what to do about it, in one sentence."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process boundaries: made again from what they were made of."""
        return type(self), (self.reason, self.remedy)


class SettingsInvalid(FlowError):
    """An environment variable has a value that cannot be used."""


class ServerFailed(FlowError):
    """The Prefect server that the command starts on loopback did not come up."""


class OutputUnusable(FlowError):
    """The file that was named for the result cannot be written."""


class PoolClosed(FlowError):
    """The pool was closed while the job was waiting or running: the command is being stopped."""


class StorageFailed(FlowError):
    """The store refuses to keep what was made (a full disk, lost permissions): no page can succeed."""


class WorkerLost(FlowError):
    """A worker process died while it had this job (crash of a native library, out of memory, killed)."""


class WorkerTimedOut(FlowError):
    """The job took longer than it may; its worker was stopped."""


class WorkFailed(FlowError):
    """The job ended in an exception that nobody foresaw. `traceback` is that of the worker, as text."""

    def __init__(self, reason: str, remedy: str, traceback: str) -> None:
        super().__init__(reason, remedy)
        self.traceback = traceback

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.reason, self.remedy, self.traceback)
