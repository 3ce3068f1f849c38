"""A process killed at any step of taking messages loses none and reads none twice."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from imap_servers import ImapServer
from intake.kill_child import STEPS
from reply_office import REPLY_RULES, ReplyOffice, picture, reply

from dondoc.core.inbound import InboundState
from dondoc.core.notice import Channel
from dondoc.intake.mailbox import ImapMailbox
from dondoc.usecases.collect_messages import collect_messages
from dondoc.wiring.replies import MailReader

CHILD = Path(__file__).with_name("kill_child.py")
DONE = "Đã xử lý"


class Taker:
    """Starts processes that take messages: forks of one that waits."""

    def __init__(self, said: Path) -> None:
        root = CHILD.parents[2]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (root / "src", root, root / "tests")))}
        self._said = said
        with said.open("wb") as errors:
            self._parent = subprocess.Popen(
                [sys.executable, str(CHILD)],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def run(self, folder: Path, url: str, step: str, turn: int) -> int:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(json.dumps([str(folder), url, step, turn]) + "\n")
        self._parent.stdin.flush()
        status = int(self._parent.stdout.readline())
        assert status in {0, -signal.SIGKILL}, self._said.read_text(encoding="utf-8")
        return status

    def close(self) -> None:
        self._parent.communicate()


@pytest.fixture(scope="module")
def taker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taker]:
    started = Taker(tmp_path_factory.mktemp("taker") / "said")
    yield started
    started.close()


@pytest.mark.slow
def test_killed_at_each_step_and_run_again_each_message_is_there_once(
    taker: Taker, imap: ImapServer, tmp_path: Path
) -> None:
    """At each step a message is under way when the process dies; the next pass takes it up."""
    folder = tmp_path / "office"
    folder.mkdir()
    office = ReplyOffice(folder)
    for count, step in enumerate(STEPS, start=1):
        words = f"{office.trees}: đã trồng {count} cây xanh ngày 2/7"
        mail = reply(words, message_id=f"<a{count}@thu.test>", files={f"anh-{count}.png": picture(count)})
        imap.put(mail.as_bytes())
        assert taker.run(folder, imap.url, step, 1) == -signal.SIGKILL
        pass_over(office, imap)
        rows = office.rows()
        assert len(rows) == count, step
        assert {row.state for row in rows} == {InboundState.PROCESSED}
        assert all(office.ledger.blobs.has(row.sha256) for row in rows)
        amounts = [int(a.quantity or 0) for a in office.activities(office.trees)]
        assert sorted(amounts) == list(range(1, count + 1)), step
        assert sorted(e.label for e in office.evidence()) == sorted(f"anh-{n}.png" for n in range(1, count + 1))
        assert imap.subjects() == []
    assert len(imap.subjects(DONE)) == len(STEPS)
    before = office.ledger.dump()
    pass_over(office, imap)
    assert office.ledger.dump() == before
    office.ledger.database.close()


def pass_over(office: ReplyOffice, imap: ImapServer) -> None:
    """A pass that nobody kills."""
    with closing(ImapMailbox(imap.url, processed=DONE)) as mailbox:
        assert collect_messages(office.counter(), mailbox, MailReader(REPLY_RULES), channel=Channel.EMAIL).failed == ()
