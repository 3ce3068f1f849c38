"""The delivering process of the soak: the real use case over the real store and mailer, to be killed.

Orders come as JSON lines. The process that reads them forks one for each order, so that a thousand need no thousand
starts of the interpreter; `--order JSON` does one order in a process of its own. What the ports are asked to do is
written to the trace by wrappers that stand around them, and the wrappers obey the order to die.
"""

import argparse
import json
import os
import random
import select
import signal
import smtplib
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event

from dondoc.core.instants import local_date
from dondoc.core.notice import Message
from dondoc.errors import DondocError, Unavailable
from dondoc.notify.smtp import SmtpMailer
from dondoc.store.database import Database
from dondoc.usecases.outside import IN_DOUBT
from dondoc.usecases.ports import Begin, Delivered, Mailer, Work
from dondoc.usecases.send_reminders import send_reminders
from tools import soak_office

#: Where a process may be told to die, in the order of a run.
MOMENTS = (
    "planned",
    "before_claim",
    "after_claim",
    "in_data",
    "content_sent",
    "after_250",
    "before_mark",
    "after_mark",
)
#: Mistakes that the soak must find, planted one at a time.
FAULTS = ("mark_first", "own_id", "no_claim", "wrong_person", "no_doubt", "new_talk")


@dataclass
class Trace:
    """What happened, a line each, in a file that outlives the process; and the one who dies on order."""

    path: Path
    #: Number of the order.
    number: int
    kill_at: str
    nth: int
    _seen: int = 0
    _file: int = field(init=False)

    def __post_init__(self) -> None:
        self._file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def say(self, moment: str, message_id: int = 0, words: str = "") -> None:
        """One write, so that lines of two processes never mix."""
        os.write(self._file, f"{self.number} {moment} {message_id} {words}\n".encode())

    def reach(self, moment: str, message_id: int = 0) -> None:
        """Write it down, and die here if that was the order."""
        self.say(moment, message_id)
        if self.is_due(moment):
            self.die(moment, message_id)

    def is_due(self, moment: str) -> bool:
        """Whether this is the time of that moment at which to die."""
        if moment != self.kill_at:
            return False
        self._seen += 1
        return self._seen == self.nth

    def die(self, moment: str, message_id: int) -> None:
        self.say("killed_at", message_id, moment)
        os.kill(os.getpid(), signal.SIGKILL)


def _row(internet_id: str) -> int:
    return int(internet_id.strip("<>").partition("@")[0].rpartition("-")[2])


class TracedNotices:
    """Stands around `ports.Notices`."""

    def __init__(self, inner: Any, run: "Run") -> None:
        self._inner = inner
        self._run = run

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def claim(self, message_id: int, **given: Any) -> Message | None:
        self._run.trace.reach("before_claim", message_id)
        claimed: Message | None = self._inner.claim(message_id, **given)
        if claimed is None and self._run.fault == "no_claim":
            waiting = [m for m in self._inner.pending(local_date(given["now"])) if m.id == message_id]
            claimed = waiting[0] if waiting else None
        if claimed is not None:
            self._run.after.append(("after_claim", message_id))
            if self._run.fault == "mark_first":
                self.mark_sent(message_id, token=given["token"], now=given["now"], subject="x", internet_id="x")
            if self._run.fault == "no_doubt":
                self._inner._connection.exec_driver_sql(  # noqa: SLF001 - a planted fault
                    f"UPDATE messages SET doubtful_since = NULL WHERE id = {message_id:d}"
                )
        return claimed

    def mark_sent(self, message_id: int, **given: Any) -> bool:
        self._run.marking = message_id
        is_marked = bool(self._inner.mark_sent(message_id, **given))
        self._run.trace.reach("before_mark", message_id)
        if is_marked:
            self._run.after.append(("after_mark", message_id))
        return is_marked


class TracedWork:
    """Stands around `ports.Work`."""

    def __init__(self, inner: Work, run: "Run") -> None:
        self._inner = inner
        self.notices = TracedNotices(inner.notices, run)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class TracedMailer:
    """Stands around `ports.Mailer`."""

    def __init__(self, inner: Mailer, run: "Run") -> None:
        self._inner = inner
        self._run = run

    def send(self, message: EmailMessage) -> Delivered:
        trace, row = self._run.trace, _row(str(message["Message-ID"]))
        self._run.sending = row
        if self._run.fault == "own_id":
            message.replace_header("Message-ID", f"<dondoc-soak-{os.getpid()}0{row}@{soak_office.HOST}>")
        if self._run.fault == "wrong_person":
            message.replace_header("To", f"nguoi-{row % 3}@{soak_office.HOST}")
        if self._run.fault == "new_talk":
            self._inner.send(message)
        trace.say("send", row)
        try:
            delivered = self._inner.send(message)
        except DondocError as error:
            trace.say("doubt" if error.message_code in IN_DOUBT else "failed", row, error.message_code)
            raise
        trace.reach("after_250", row)
        return delivered

    def close(self) -> None:
        self._inner.close()


@dataclass
class Run:
    """One order under way."""

    order: dict[str, Any]
    trace: Trace
    database: Database
    #: What is reached once the transaction is committed.
    after: list[tuple[str, int]] = field(default_factory=list)
    marking: int = 0
    sending: int = 0
    transactions: int = 0

    @property
    def fault(self) -> str:
        return str(self.order.get("fault") or "")

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """Transactions whose end is written down."""
        self.transactions += 1
        if self.transactions == self.order.get("full_at"):
            self._fill_disk()
        self.after, self.marking = [], 0
        try:
            with self.database.begin() as work:
                yield TracedWork(work, self)
        except Unavailable as error:
            self.trace.say("mark_failed" if self.marking else "stopped", self.marking, error.message_code)
            raise
        if self.transactions == 1:
            self.trace.reach("planned")
            if "planned_pipe" in self.order:
                os.write(self.order["planned_pipe"], b"!")
        for moment, message_id in self.after:
            self.trace.reach(moment, message_id)

    def _fill_disk(self) -> None:
        self.trace.say("disk_full")
        ballast = self.order.get("ballast")
        if ballast is None:
            with self.database.engine.connect() as connection:
                pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())

            def hold(connection: Any, _record: Any, _proxy: Any) -> None:
                connection.execute(f"PRAGMA max_page_count = {pages}")

            event.listen(self.database.engine, "checkout", hold)
            return
        file = os.open(ballast, os.O_WRONLY | os.O_CREAT)
        with suppress(OSError):
            while True:
                os.write(file, bytes(65536))
        with suppress(OSError):
            while True:
                os.write(file, bytes(512))
        os.close(file)


def _die_in_data(run: Run) -> None:
    """Make the content's way over the wire a place to die: in its middle, or before the answer."""
    send_whole: Callable[..., tuple[int, bytes]] = smtplib.SMTP.data

    def data(self: smtplib.SMTP, msg: bytes) -> tuple[int, bytes]:
        row = run.sending
        is_half, is_whole = run.trace.is_due("in_data"), run.trace.is_due("content_sent")
        if not is_half and not is_whole:
            return send_whole(self, msg)
        self.putcmd("data")
        self.getreply()
        self.send(msg[: len(msg) // 2] if is_half else msg + b"\r\n.\r\n")
        run.trace.die("in_data" if is_half else "content_sent", row)
        raise AssertionError

    smtplib.SMTP.data = data  # type: ignore[method-assign,assignment]


def deliver(order: dict[str, Any]) -> int:
    """Do one order; 0 when the run came to its end, 3 when the database or the server stopped it."""
    number = int(order["number"])
    trace = Trace(Path(order["trace"]), number, kill_at=order.get("kill_at") or "", nth=order.get("nth") or 1)
    trace.say("begin")
    database = Database(order["url"], busy_seconds=20)
    run = Run(order, trace, database)
    _die_in_data(run)
    sender = f"p{number}@{soak_office.HOST}"
    mailer = TracedMailer(SmtpMailer(order["smtp"], sender, timeout=order["patience"]), run)
    now = datetime.fromisoformat(order["at"])
    begin: Begin = run.begin
    try:
        send_reminders(
            begin, soak_office.post(mailer), soak_office.rules(), today=local_date(now), now=soak_office.Clock(now)
        )
    except Unavailable as error:
        trace.say("stopped", 0, error.message_code)
        return 3
    trace.say("end")
    database.close()
    return 0


@dataclass
class Forks:
    """Children under way: when each is to be killed."""

    kill_after: dict[int, float] = field(default_factory=dict)
    #: Those who are killed some time after they planned, by the pipe that tells of it: process and seconds.
    planning: dict[int, tuple[int, float]] = field(default_factory=dict)

    def start(self, order: dict[str, Any]) -> None:
        """Fork a process that does the order."""
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            _be_the_child(order | {"planned_pipe": writer})
        os.close(writer)
        seconds = order.get("kill_after")
        self.kill_after[pid] = time.monotonic() + seconds if seconds is not None else float("inf")
        self.planning[reader] = pid, order.get("kill_after_plan") or float("inf")
        _tell({"started": pid, "order": order["number"]})

    def hear(self, pipe: int) -> None:
        """The process has planned, or it is gone."""
        pid, seconds = self.planning.pop(pipe)
        if os.read(pipe, 1) and pid in self.kill_after:
            self.kill_after[pid] = min(self.kill_after[pid], time.monotonic() + seconds)
        os.close(pipe)

    def look(self) -> None:
        """Kill whose time has come, and tell of those that ended."""
        for pid, end in list(self.kill_after.items()):
            if time.monotonic() >= end:
                self.kill_after[pid] = float("inf")
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                del self.kill_after[pid]
                _tell({"ended": pid, "status": os.waitstatus_to_exitcode(status)})


def _be_the_child(order: dict[str, Any]) -> None:
    status = 70
    try:
        status = deliver(order)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _tell(words: dict[str, Any]) -> None:
    os.write(1, (json.dumps(words) + "\n").encode())


def _warm_up() -> None:
    """Deliver once, so that the forks find everything imported and every template compiled."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/warm.sqlite")
        database.create()
        soak_office.fill(database.begin, 2, 2, random.Random(0))
        post = soak_office.post(soak_office.QuietMailer())
        for day in soak_office.working_days():
            now = soak_office.Clock(soak_office.at(day))
            if send_reminders(database.begin, post, soak_office.rules(), today=day, now=now).sent:
                break
        database.close()


def _obey() -> None:
    _warm_up()
    forks, waiting = Forks(), b""
    while True:
        ready, _, _ = select.select([0, *forks.planning], [], [], 0.002 if forks.kill_after else 1.0)
        for pipe in set(ready) - {0}:
            forks.hear(pipe)
        if 0 in ready:
            got = os.read(0, 65536)
            if not got:
                return
            *lines, waiting = (waiting + got).split(b"\n")
            for line in lines:
                forks.start(json.loads(line))
        forks.look()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--order", help="one order, as JSON")
    given = parser.parse_args()
    if given.order is not None:
        return deliver(json.loads(given.order))
    _obey()
    return 0


if __name__ == "__main__":
    sys.exit(main())
