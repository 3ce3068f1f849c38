"""One pass over a mailbox in a process of its own, killed by SIGKILL at a step that is named.

Every step stands outside our code: the ports are wrapped, and the kill comes before or after the call goes through.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from intake.bot_service import TOKEN
from ledger_office import Ledger
from reply_office import REPLY_RULES, ReplyOffice

from dondoc.core.incoming import Arrival
from dondoc.core.notice import Channel
from dondoc.intake.chat import BotPlace, ZaloReader, ZaloSource
from dondoc.intake.mailbox import ImapMailbox
from dondoc.intake.spool import UpdateSpool
from dondoc.usecases.collect_messages import collect_messages
from dondoc.wiring.replies import MailReader

#: The steps of taking one message, in their order.
STEPS = (
    "listed", "fetched", "before bytes", "bytes kept", "before row", "row kept", "before reading", "inside reading",
    "read", "before move", "moved",
)  # fmt: skip


class Killer:
    """Kills this process when a step is reached for the n-th time."""

    def __init__(self, step: str, turn: int) -> None:
        self._step, self._left = step, turn

    def reached(self, step: str) -> None:
        if step == self._step:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class KilledMailbox:
    def __init__(self, mailbox: Any, killer: Killer) -> None:
        self._mailbox, self._killer = mailbox, killer
        self.name = mailbox.name

    def waiting(self) -> Iterator[Arrival]:
        for arrival in self._mailbox.waiting():
            self._killer.reached("listed")
            yield arrival

    def read(self, arrival: Arrival) -> bytes | None:
        data = self._mailbox.read(arrival)
        self._killer.reached("fetched")
        return data

    def take(self, arrival: Arrival) -> None:
        self._killer.reached("before move")
        self._mailbox.take(arrival)
        self._killer.reached("moved")


class KilledBlobs:
    def __init__(self, blobs: Any, killer: Killer) -> None:
        self._blobs, self._killer = blobs, killer

    def put(self, data: bytes) -> str:
        self._killer.reached("before bytes")
        kept: str = self._blobs.put(data)
        self._killer.reached("bytes kept")
        return kept

    def __getattr__(self, name: str) -> Any:
        return getattr(self._blobs, name)


class _KilledInbound:
    """The store of messages inside one transaction; says what the transaction was for."""

    def __init__(self, inbound: Any, did: list[str], killer: Killer) -> None:
        self._inbound, self._did, self._killer = inbound, did, killer

    def add(self, row: Any) -> Any:
        self._killer.reached("before row")
        self._did.append("row kept")
        return self._inbound.add(row)

    def update(self, row: Any) -> None:
        self._inbound.update(row)
        self._did.append("read")
        self._killer.reached("inside reading")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inbound, name)


def killed_begin(begin: Callable[[], Any], killer: Killer) -> Callable[[], Any]:
    @contextmanager
    def opened() -> Iterator[Any]:
        did: list[str] = []
        with begin() as work:
            work.inbound = _KilledInbound(work.inbound, did, killer)
            yield work
        for step in did:
            killer.reached(step)

    return opened


class KilledReader(MailReader):
    def __init__(self, killer: Killer) -> None:
        super().__init__(REPLY_RULES)
        self._killer = killer

    def read(self, data: bytes) -> Any:
        self._killer.reached("before reading")
        return super().read(data)


def reopened(folder: Path) -> ReplyOffice:
    """The office as it was left."""
    office = ReplyOffice.__new__(ReplyOffice)
    office.folder, office.ledger = folder, Ledger(folder)
    from ledger_office import NOW

    office.now = NOW
    return office


def source_at(folder: Path, url: str, killer: Killer) -> tuple[Any, Any, Channel]:
    """A mailbox, or Zalo's bot where the address is a service's."""
    if not url.startswith("http"):
        return ImapMailbox(url, processed=REPLY_RULES.processed_folder), KilledReader(killer), Channel.EMAIL
    place = BotPlace(channel=Channel.ZALO, host=url, token=TOKEN, timeout=3)
    return ZaloSource(place, UpdateSpool(folder / "spool")), ZaloReader(place), Channel.ZALO


def run(folder: Path, url: str, killer: Killer) -> None:
    office = reopened(folder)
    counter = office.counter()
    counter = replace(counter, begin=killed_begin(counter.begin, killer), blobs=KilledBlobs(counter.blobs, killer))
    mailbox, reader, channel = source_at(folder, url, killer)
    done = collect_messages(counter, KilledMailbox(mailbox, killer), reader, channel=channel)
    if done.failed:
        raise SystemExit(str(done.failed))
    mailbox.close()
    office.ledger.database.close()


def obey() -> None:
    """Do each order of standard input in a fork, and say how it ended: an interpreter takes longer than an order."""
    for line in sys.stdin:
        folder, url, step, turn = json.loads(line)
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                run(Path(folder), url, Killer(step, turn))
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(status)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    obey()
