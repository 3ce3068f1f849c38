"""A flow killed in the middle of sending, and run again: nobody is left out and nobody is told twice."""

import asyncio
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from reminder_office import PaperOffice

from deployments.environment import environment, import_roots
from deployments.server import home_of
from dondoc.core.task import Assignee
from dondoc.core.unit import PersonRole, Unit
from dondoc.wiring import make_workspace, open_office

pytestmark = pytest.mark.prefect

PEOPLE = 3


class StallingPost:
    """Takes letters, but answers nothing to the letter whose number it was told to stall at."""

    def __init__(self) -> None:
        self.stall_at: int | None = None
        self.stalled = threading.Event()
        #: Receiver and Message-ID, in order of coming; of letters taken, and of letters never answered.
        self.taken: list[tuple[str, str]] = []
        self.unanswered: list[tuple[str, str]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        letter = (envelope.rcpt_tos[0], str(message_from_bytes(bytes(envelope.content or b""))["Message-ID"]))
        if len(self.taken) + 1 == self.stall_at:
            self.unanswered.append(letter)
            self.stalled.set()
            await asyncio.Event().wait()
        self.taken.append(letter)
        return "250 taken"


@pytest.fixture
def letters() -> StallingPost:
    return StallingPost()


@pytest.fixture
def smtp_url(letters: StallingPost) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(letters, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An office where one promise of each of three people falls due on 23/11/2017."""
    folder = make_workspace(tmp_path / "office", simulate=True)
    office = open_office(folder)
    office.database.create()
    people = PaperOffice(office.begin)
    for n in range(2, 2 + PEOPLE):
        with office.begin() as work:
            group = work.units.add(Unit(id=0, code=f"TO{n}", name=f"Tổ công đoàn {n}")).id
        people.person(f"to-truong-{n}", f"Tổ trưởng {n}", group, PersonRole.OFFICER)
        people.promise(f"CDTL-2017H2-0{n}", date(2017, 11, 23), assignee=Assignee(unit_id=group))
    people.start()
    office.close()
    return folder


def send_reminders(workspace: Path, smtp_url: str, *, at: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "deployments", "run", "send_reminders", "--as-of", at]
    env = environment({**os.environ, "DONDOC_SMTP_URL": smtp_url}, home=home_of(workspace), roots=import_roots())
    return subprocess.Popen([*command, "--workspace", str(workspace)], env=env, stdout=subprocess.PIPE, text=True)


def test_a_flow_killed_while_it_sends_is_finished_by_the_next(
    workspace: Path, letters: StallingPost, smtp_url: str
) -> None:
    letters.stall_at = 2
    killed = send_reminders(workspace, smtp_url, at="2017-11-13T08:00")
    assert letters.stalled.wait(timeout=90)
    server = os.pidfd_open(_only_child(killed.pid))
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert len(letters.taken) == 1
    assert _ended_within(server, seconds=20)

    letters.stall_at = None
    again = send_reminders(workspace, smtp_url, at="2017-11-13T08:30")
    report = json.loads(again.communicate()[0])
    assert again.returncode == 0
    assert not report["is_repeat"]
    assert len(report["done"]) == PEOPLE - 1
    assert sorted(to for to, _ in letters.taken) == [f"to-truong-{n}@may-binh-an.example" for n in range(2, 2 + PEOPLE)]
    assert len({message_id for _, message_id in letters.taken}) == PEOPLE
    assert letters.unanswered[0] in letters.taken  # sent again under the same Message-ID


def _only_child(pid: int) -> int:
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(child)


def _ended_within(pidfd: int, *, seconds: float) -> bool:
    """A pidfd can be read once its process has ended."""
    readable, _, _ = select.select([pidfd], [], [], seconds)
    os.close(pidfd)
    return bool(readable)
