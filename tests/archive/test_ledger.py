"""The ledger: every page in exactly one state, nobody's page taken by another, nothing tried for ever."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from archive import Archive, ledger
from archive.ledger import MAX_ATTEMPTS
from archive.tables import page_work

STEP = "0123456789abcdef"
STATES = ["pending", "leased", "done", "failed"]

Hold = Callable[..., list[str]]


class Clock:
    """Stands for the module `time` in the ledger. Seconds since the epoch, moved by the tests alone."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The ledger's clock."""
    clock = Clock()
    monkeypatch.setattr(ledger, "time", clock)
    return clock


def states(archive: Archive, step: str = STEP) -> dict[str, int]:
    with archive.read() as connection:
        return ledger.counts(connection, step)


def attempts(archive: Archive, step: str = STEP) -> dict[str, int]:
    query = sa.select(page_work.c.page_id, page_work.c.attempts).where(page_work.c.step == step)
    with archive.read() as connection:
        return {row.page_id: row.attempts for row in connection.execute(query)}


def lease(archive: Archive, owner: str, count: int = 99, seconds: float = 60) -> list[str]:
    with archive.write() as connection:
        return ledger.lease(connection, STEP, owner, count, seconds)


def enrol(archive: Archive, step: str = STEP) -> int:
    with archive.write() as connection:
        return ledger.enrol(connection, step)


def test_pages_are_enrolled_once_for_a_step(archive: Archive, hold: Hold) -> None:
    hold(3, "first")
    hold(2, "second")
    with archive.write() as connection:
        assert ledger.enrol(connection, STEP, ["i2"]) == 2
        assert ledger.enrol(connection, STEP, []) == 0
        assert ledger.enrol(connection, STEP) == 3
        assert ledger.enrol(connection, STEP) == 0
        assert ledger.enrol(connection, "another step") == 5
        assert ledger.counts(connection, STEP, ["i2"]) == {"pending": 2}
        assert ledger.counts(connection, STEP, []) == {}
    hold(1, "third")
    assert enrol(archive) == 1
    assert states(archive) == {"pending": 6}


def test_what_is_done_is_not_enrolled_again(archive: Archive, hold: Hold) -> None:
    hold(1)
    enrol(archive)
    [page_id] = lease(archive, "a")
    with archive.write() as connection:
        ledger.settle(connection, page_id, STEP, 1.7)
    assert enrol(archive) == 0
    assert states(archive) == {"done": 1}
    assert lease(archive, "b") == []


def test_a_page_that_came_in_damaged_is_failed_from_the_start(archive: Archive, hold: Hold) -> None:
    sound, damaged = hold(2, troubles=("", "The page is cut off."))
    assert enrol(archive) == 2
    assert lease(archive, "a") == [sound]
    with archive.write() as connection:
        [failure] = ledger.failures(connection, STEP)
        assert ledger.retry_failed(connection, STEP) == 0
    assert (failure.page_id, failure.issue_id, failure.source_name) == (damaged, "i1", "issue/001.png")
    assert (failure.code, failure.reason) == ("damaged", "The page is cut off.")
    assert failure.remedy == "Scan this page again."
    assert states(archive) == {"failed": 1, "leased": 1}


def test_pages_are_leased_in_page_order_and_to_one_owner(archive: Archive, hold: Hold, clock: Clock) -> None:
    ids = [*hold(3, "first"), *hold(12, "second")]
    enrol(archive)
    assert lease(archive, "a", 4) == ids[:4]
    assert lease(archive, "b", 4) == ids[4:8]
    assert lease(archive, "a", 0) == []
    assert lease(archive, "a", -1) == []
    with archive.write() as connection:
        assert ledger.owners(connection, STEP) == {"a", "b"}
        assert ledger.lease(connection, STEP, "c", 99, 60, ["i1"]) == []
        assert ledger.lease(connection, "another step", "c", 99, 60) == []
    assert lease(archive, "c") == ids[8:]
    assert lease(archive, "d") == []
    assert states(archive) == {"leased": 15}


def test_processes_that_lease_at_once_get_different_pages(
    archive: Archive,
    database_url: str,
    hold: Hold,
    run_together: Callable[..., list[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    ids = hold(60)
    enrol(archive)
    script = f"""
import os, sys
from archive import open_archive
from archive.ledger import lease
archive = open_archive(*sys.argv[1:])
print("ready", flush=True)
input()
for _ in range(10):
    with archive.write() as connection:
        print(*lease(connection, "{STEP}", str(os.getpid()), 3, 600))
archive.close()
"""
    shares = [
        printed.split()
        for printed in run_together(script, 2, database_url, str(tmp_path_factory.mktemp("s")))
    ]
    assert [len(share) for share in shares] == [30, 30]
    assert sorted(shares[0] + shares[1]) == sorted(ids)


def test_a_lease_runs_out_unless_it_is_renewed(archive: Archive, hold: Hold, clock: Clock) -> None:
    ids = hold(2)
    enrol(archive)
    lease(archive, "living", 1, seconds=60)
    lease(archive, "dead", 1, seconds=60)
    clock.now += 59
    assert lease(archive, "other") == []
    with archive.write() as connection:
        ledger.renew(connection, STEP, "living", 60)
    clock.now += 2
    assert lease(archive, "other") == [ids[1]]
    clock.now += 59
    assert lease(archive, "late") == [ids[0]]


def test_a_page_is_given_up_when_its_lease_ran_out_too_often(
    archive: Archive, hold: Hold, clock: Clock
) -> None:
    [page_id] = hold(1)
    enrol(archive)
    for attempt in range(1, MAX_ATTEMPTS + 1):
        assert lease(archive, "a", seconds=60) == [page_id]
        assert attempts(archive) == {page_id: attempt}
        clock.now += 61
    assert lease(archive, "a") == []
    with archive.write() as connection:
        [failure] = ledger.failures(connection, STEP)
        assert ledger.owners(connection, STEP) == set()
    assert failure.code == "gave-up"
    assert "3 times" in failure.reason
    assert "--retry-failed" in failure.remedy


def test_a_page_that_is_to_blame_each_time_is_given_up_at_once(archive: Archive, hold: Hold) -> None:
    [page_id] = hold(1)
    enrol(archive)
    for attempt in range(MAX_ATTEMPTS):
        assert states(archive) == {"pending": 1}
        assert lease(archive, f"owner {attempt}") == [page_id]
        with archive.write() as connection:
            ledger.hand_back(connection, [page_id], STEP, blame=True)
    assert states(archive) == {"failed": 1}
    with archive.write() as connection:
        assert [failure.code for failure in ledger.failures(connection, STEP)] == ["gave-up"]
        assert ledger.failures(connection, STEP, ["i1"]) == ledger.failures(connection, STEP)
        assert ledger.retry_failed(connection, STEP) == 1
        assert ledger.failures(connection, STEP) == []
    assert attempts(archive) == {page_id: 0}
    assert lease(archive, "once more") == [page_id]


def test_a_page_that_is_not_to_blame_can_be_handed_back_for_ever(archive: Archive, hold: Hold) -> None:
    [page_id] = hold(1)
    enrol(archive)
    for _ in range(2 * MAX_ATTEMPTS):
        assert lease(archive, "a") == [page_id]
        with archive.write() as connection:
            ledger.hand_back(connection, [page_id], STEP, blame=False)
            ledger.hand_back(connection, [page_id], STEP, blame=False)
        assert attempts(archive) == {page_id: 0}
        assert states(archive) == {"pending": 1}


def test_blame_stays_when_the_owner_dies_after_handing_the_page_back(archive: Archive, hold: Hold) -> None:
    [page_id] = hold(1)
    enrol(archive)
    lease(archive, "a")
    with archive.write() as connection:
        ledger.hand_back(connection, [page_id], STEP, blame=True)
        assert ledger.owners(connection, STEP) == set()
        ledger.release_dead(connection, STEP, ["a"])
    assert attempts(archive) == {page_id: 1}


def test_the_leases_of_the_dead_are_free_at_once_and_not_counted(archive: Archive, hold: Hold) -> None:
    ids = hold(4)
    enrol(archive)
    assert lease(archive, "dead", 2) == ids[:2]
    assert lease(archive, "living", 1) == ids[2:3]
    with archive.write() as connection:
        ledger.release_dead(connection, STEP, [])
        ledger.release_dead(connection, STEP, ["dead", "unknown"])
        assert ledger.owners(connection, STEP) == {"living"}
    assert attempts(archive) == {ids[0]: 0, ids[1]: 0, ids[2]: 1, ids[3]: 0}
    assert lease(archive, "next") == [ids[0], ids[1], ids[3]]


def test_a_failure_is_recorded_with_its_remedy_and_settling_takes_it_away(
    archive: Archive, hold: Hold
) -> None:
    [page_id] = hold(1)
    enrol(archive)
    lease(archive, "a")
    with archive.write() as connection:
        ledger.give_up(connection, page_id, STEP, "engine", "No 文字 found.", "Look at it.")
        [failure] = ledger.failures(connection, STEP)
    assert (failure.code, failure.reason, failure.remedy) == ("engine", "No 文字 found.", "Look at it.")
    with archive.write() as connection:
        ledger.settle(connection, page_id, STEP, 1.0)
        assert ledger.failures(connection, STEP) == []
        ledger.give_up(connection, page_id, STEP, "engine", "A slow owner failed.", "-")
    assert states(archive) == {"done": 1}


class LedgerMachine(RuleBasedStateMachine):
    """Any sequence of operations by three owners on seven pages, two of them damaged; time passes."""

    serial = itertools.count()

    def __init__(self, archive: Archive, clock: Clock) -> None:
        super().__init__()
        self.archive, self.clock = archive, clock
        self.step = f"step {next(self.serial)}"
        self.held: dict[str, tuple[str, float]] = {}
        self.done: set[str] = set()
        self.known = enrol(archive, self.step)

    owners = st.sampled_from(["a", "b", "c"])
    seconds = st.sampled_from([1.0, 10.0, 100.0])

    def live(self, owner: str | None = None) -> list[str]:
        return sorted(
            page_id
            for page_id, (holder, until) in self.held.items()
            if until >= self.clock.now and owner in (None, holder)
        )

    @rule(owner=owners, count=st.integers(0, 4), seconds=seconds)
    def lease(self, owner: str, count: int, seconds: float) -> None:
        with self.archive.write() as connection:
            pages = ledger.lease(connection, self.step, owner, count, seconds)
        assert len(pages) <= count
        assert not set(pages) & set(self.live())
        assert not set(pages) & self.done
        self.held.update((page_id, (owner, self.clock.now + seconds)) for page_id in pages)

    @rule(seconds=seconds)
    def time_passes(self, seconds: float) -> None:
        self.clock.now += seconds

    @rule(owner=owners, seconds=seconds)
    def renew(self, owner: str, seconds: float) -> None:
        with self.archive.write() as connection:
            ledger.renew(connection, self.step, owner, seconds)
        for page_id in self.live(owner):
            self.held[page_id] = (owner, self.clock.now + seconds)

    @rule(data=st.data(), blame=st.booleans())
    def hand_back(self, data: st.DataObject, blame: bool) -> None:
        pages = data.draw(st.lists(st.sampled_from(self.live()), unique=True) if self.live() else st.just([]))
        with self.archive.write() as connection:
            ledger.hand_back(connection, pages, self.step, blame=blame)
        for page_id in pages:
            del self.held[page_id]

    @rule(data=st.data())
    def settle(self, data: st.DataObject) -> None:
        if self.held:  # its lease may have run out by now: the reading counts all the same
            page_id = data.draw(st.sampled_from(sorted(self.held)))
            with self.archive.write() as connection:
                ledger.settle(connection, page_id, self.step, 1.0)
            del self.held[page_id]
            self.done.add(page_id)

    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        if self.held:
            page_id = data.draw(st.sampled_from(sorted(self.held)))
            with self.archive.write() as connection:
                ledger.give_up(connection, page_id, self.step, "engine", "reason", "remedy")
            del self.held[page_id]

    @rule(dead=st.sets(owners))
    def release_dead(self, dead: set[str]) -> None:
        with self.archive.write() as connection:
            ledger.release_dead(connection, self.step, dead)
        self.held = {page_id: lease for page_id, lease in self.held.items() if lease[0] not in dead}

    @rule()
    def retry_failed(self) -> None:
        with self.archive.write() as connection:
            ledger.retry_failed(connection, self.step)

    @rule()
    def enrol_again(self) -> None:
        assert enrol(self.archive, self.step) == 0

    @invariant()
    def every_page_is_in_one_state(self) -> None:
        with self.archive.read() as connection:
            counts = ledger.counts(connection, self.step)
            failed = {failure.page_id for failure in ledger.failures(connection, self.step)}
            rows = connection.execute(sa.select(page_work).where(page_work.c.step == self.step)).all()
        assert sum(counts.values()) == self.known == 7
        assert counts.keys() <= set(STATES)
        assert counts.get("done", 0) == len(self.done)
        assert counts.get("failed", 0) == len(failed)
        assert not failed & self.done
        for row in rows:
            assert 0 <= row.attempts <= MAX_ATTEMPTS
            assert row.state != "pending" or row.attempts < MAX_ATTEMPTS
            assert (row.state == "leased") == bool(row.owner) == (row.leased_until > 0)
            assert (row.state == "failed") == bool(row.code)
        leased = {row.page_id: row.owner for row in rows if row.state == "leased"}
        assert {page_id: self.held[page_id][0] for page_id in self.live()}.items() <= leased.items()


def test_any_sequence_of_operations_keeps_the_ledger_whole(
    archive: Archive, hold: Hold, clock: Clock
) -> None:
    hold(7, troubles=("", "", "cut off", "", "", "no pixels", ""))
    run_state_machine_as_test(
        lambda: LedgerMachine(archive, clock),  # type: ignore[arg-type]  # any factory will do
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )


def test_pages_of_an_issue_can_be_read_again(archive: Archive, hold: Hold) -> None:
    mine = hold(3, "mine", troubles=["", "", "cut off"])
    other = hold(1, "other")
    enrol(archive)
    with archive.write() as connection:
        ledger.lease(connection, STEP, "me", 9, 60)
        ledger.settle(connection, mine[0], STEP, 1.0)
        ledger.give_up(connection, mine[1], STEP, "engine", "no", "again")
        ledger.settle(connection, other[0], STEP, 1.0)
        issue = mine[0].split("p")[0]
        assert ledger.read_again(connection, STEP, [issue]) == 2
        assert ledger.counts(connection, STEP) == {"pending": 2, "done": 1, "failed": 1}
        assert ledger.read_again(connection, STEP, [issue]) == 0
