"""Real processes at once on one file: one claim wins, and a killed process leaves nothing half written."""

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from store.samples import NOW, open_office

from dondoc.core.event import first_broken
from dondoc.core.notice import Channel, MessageState, NoticeKey
from dondoc.core.report import JobState
from dondoc.errors import Unavailable
from dondoc.store.database import Database

MESSAGES = 40


def run_at_once(program: str, url: str, names: list[str]) -> list[list[str]]:
    """Start a process for each name, let all go when all are ready, and give back the words that each prints."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, url, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in names
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    printed = [process.communicate()[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0] * len(names)
    return printed


def queue_messages(database: Database) -> list[int]:
    with database.begin() as work:
        office = open_office(work)
        ids = []
        for number in range(MESSAGES):
            day = date(2024, 1, 1) + timedelta(days=number)
            key = NoticeKey(
                slot_id=office.slot.id, rung="overdue", ordinal=number, due_on=day, person_id=office.person.id
            )
            message = work.notices.queue(office.person.id, Channel.EMAIL, day, "digest", [key])
            assert message is not None
            ids.append(message.id)
    return ids


CLAIMING = """
import sys
from datetime import UTC, datetime, timedelta
from dondoc.store.database import Database

database, token = Database(sys.argv[1]), sys.argv[2]
now, lease = datetime(2024, 7, 1, tzinfo=UTC), timedelta(minutes=10)
with database.begin() as work:
    ids = [message.id for message in work.notices.messages()]
print("ready", flush=True)
sys.stdin.readline()
for message_id in ids:
    with database.begin() as work:
        if work.notices.claim(message_id, token=token, now=now, lease=lease):
            print(message_id)
    with database.begin() as work:
        if work.jobs.claim("send", str(message_id), "all", token=token, now=now, lease=lease):
            print(f"job{message_id}")
"""


def test_of_two_processes_exactly_one_claims_each_message_and_each_job(url: str, database: Database) -> None:
    ids = queue_messages(database)
    won = run_at_once(CLAIMING, url, ["first", "second"])
    assert sorted(won[0] + won[1]) == sorted([str(number) for number in ids] + [f"job{number}" for number in ids])
    with database.begin() as work:
        holders = {str(message.id): message.lease_token for message in work.notices.messages()}
        assert all(message.state is MessageState.CLAIMED for message in work.notices.messages())
        assert all(run.state is JobState.RUNNING and run.attempt == 1 for run in work.jobs.all())
    for name, words in zip(["first", "second"], won, strict=True):
        assert {holders[word] for word in words if word in holders} <= {name}


def in_threads(count: int, act: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=act, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_of_many_threads_exactly_one_claims(database: Database) -> None:
    message_id = queue_messages(database)[0]
    start, winners = threading.Barrier(8), []

    def claim(number: int) -> None:
        start.wait()
        with database.begin() as work:
            if work.notices.claim(message_id, token=f"t{number}", now=NOW, lease=timedelta(minutes=1)):
                winners.append(number)

    in_threads(8, claim)
    assert len(winners) == 1


def test_many_threads_open_one_message_and_take_different_numbers(database: Database) -> None:
    with database.begin() as work:
        office = open_office(work)
    start, numbers = threading.Barrier(8), []

    def queue(number: int) -> None:
        start.wait()
        key = NoticeKey(
            slot_id=office.slot.id,
            rung="overdue",
            ordinal=number // 2,
            due_on=office.slot.due,
            person_id=office.person.id,
        )
        with database.begin() as work:
            work.notices.queue(office.person.id, Channel.EMAIL, date(2024, 9, 1), "digest", [key])
            numbers.append(work.commitments.take_number("CDX"))

    in_threads(8, queue)
    with database.begin() as work:
        (message,) = work.notices.messages()
        assert len(work.notices.of_message(message.id)) == 4
    assert sorted(numbers) == list(range(1, 9))


def test_what_a_planner_holds_is_claimed_by_nobody_until_he_is_done(database: Database) -> None:
    message_id = queue_messages(database)[0]
    claimed: list[object] = []

    def claim() -> None:
        with database.begin() as work:
            claimed.append(work.notices.claim(message_id, token="late", now=NOW, lease=timedelta(minutes=1)))  # noqa: S106 - a lease token

    with database.begin() as work:
        assert message_id in {message.id for message in work.notices.pending(date(2025, 1, 1), hold=True)}
        claiming = threading.Thread(target=claim)
        claiming.start()
        # On a server that lets writers in side by side the claim would be there by now, were the row not held.
        claiming.join(0.5)
        assert claimed == []
        work.notices.withdraw_message(message_id)
    claiming.join()
    assert claimed == [None]


LOGGING = """
import sys
from datetime import UTC, datetime
from dondoc.core.event import Actor
from dondoc.store.database import Database

database = Database(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(50):
    with database.begin() as work:
        work.events.append("CDX", "slot.done", sys.argv[2], {"n": number}, actor=Actor(name="x"), at=datetime.now(UTC))
"""


def test_two_processes_that_log_at_once_make_one_unbroken_chain(url: str, database: Database) -> None:
    run_at_once(LOGGING, url, ["A", "B"])
    with database.begin() as work:
        events = work.events.of_stream("CDX")
    assert first_broken(events) is None
    assert [event.seq for event in events] == list(range(1, 101))
    assert {event.entity for event in events} == {"A", "B"}


DYING = """
import sys
sys.path.insert(0, sys.argv[2])
from datetime import UTC, datetime
from dondoc.core.event import Actor
from dondoc.store.database import Database
from store.samples import NOW, a_commitment, open_office

with Database(sys.argv[1]).begin() as work:
    office = open_office(work)
    work.commitments.add_many([a_commitment(office.unit, text=str(number) * 2000) for number in range(2000)])
    work.events.append("CDX", "document.ingested", "x", {}, actor=Actor(name="x"), at=NOW)
    print("half way", flush=True)
    sys.stdin.readline()
"""


def test_a_process_killed_in_the_middle_leaves_nothing_and_holds_nobody_up(url: str, database: Database) -> None:
    with database.begin() as work:
        work.marks.set("before", "kept")
    tests = str(Path(__file__).parent.parent)
    process = subprocess.Popen(
        [sys.executable, "-c", DYING, url, tests], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "half way\n"
    process.kill()
    process.wait()
    process.communicate()
    with database.begin() as work:
        assert work.units.all() == []
        assert work.commitments.all() == []
        assert work.events.streams() == []
        assert work.marks.get("before") == "kept"
        assert open_office(work).unit.id > 0
    if database.engine.dialect.name == "sqlite":
        with database.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def test_what_is_read_in_a_transaction_holds_until_it_has_written(url: str) -> None:
    """A use case looks and then writes; whoever comes between would be overwritten (PostgreSQL lets him)."""
    database = Database(url)
    database.create()

    def count() -> None:
        for _ in range(10):
            with database.begin() as work:
                seen = int(work.marks.get("seen") or 0)
                work.marks.set("seen", str(seen + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as work:
        assert work.marks.get("seen") == "40"
    database.close()


def test_a_writer_who_waits_for_another_too_long_is_told_so(url: str, database: Database) -> None:
    hasty = Database(url, busy_seconds=0.2)
    with database.begin() as work:
        work.marks.set("seen", "1")
        with pytest.raises(Unavailable) as kept_waiting, hasty.begin():
            pass
    assert kept_waiting.value.message_code == "store.locked"
    with hasty.begin() as work:
        assert work.marks.get("seen") == "1"
    hasty.close()
