"""A process killed at any step of taking messages loses none and reads none twice."""

import os
import signal
import subprocess
import sys
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


def run(folder: Path, url: str, step: str, turn: int) -> int:
    root = CHILD.parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (root / "src", root, root / "tests")))}
    command = [sys.executable, str(CHILD), str(folder), url, step, str(turn)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return done.returncode


@pytest.mark.slow
def test_killed_at_each_step_and_run_again_each_message_is_there_once(imap: ImapServer, tmp_path: Path) -> None:
    """At each step a message is under way when the process dies; the next pass takes it up."""
    folder = tmp_path / "office"
    folder.mkdir()
    office = ReplyOffice(folder)
    for count, step in enumerate(STEPS, start=1):
        words = f"{office.trees}: đã trồng {count} cây xanh ngày 2/7"
        mail = reply(words, message_id=f"<a{count}@thu.test>", files={f"anh-{count}.png": picture(count)})
        imap.put(mail.as_bytes())
        assert run(folder, imap.url, step, 1) == -signal.SIGKILL
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
