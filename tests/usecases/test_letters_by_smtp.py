"""The chair's letters over a real SMTP server that is down on their day and back afterwards."""

import socket
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as KeepingHandler
from fakes import TickingClock
from reminder_office import PaperOffice, instant

from dondoc.messages import explain
from dondoc.notify.smtp import SmtpMailer
from dondoc.store.database import Database
from dondoc.usecases.check_progress import check_progress
from dondoc.usecases.deliver import Post
from dondoc.usecases.escalate_overdue import escalate_overdue
from dondoc.usecases.gather_office import LetterRun, ReminderRules
from dondoc.usecases.ports import Begin

#: The 25th is a Saturday: the monthly letter is due on Friday; the weekly list on Monday.
DUE, MONDAY = date(2017, 11, 24), date(2017, 11, 27)


class Kept(KeepingHandler):
    """Keeps the receivers of what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.receivers: list[str] = []

    def handle_message(self, message: object) -> None:
        self.receivers.append(str(message["To"]))  # type: ignore[index]


@pytest.mark.parametrize(("run", "day"), [(check_progress, DUE), (escalate_overdue, MONDAY)])
def test_a_letter_whose_server_was_down_arrives_once_when_it_is_back(tmp_path: Path, run: object, day: date) -> None:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    office = PaperOffice(database.begin)
    office.start()
    office.promise("CDTL-2017-H2-01", date(2017, 11, 10))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    post = replace(office.post, mailer=SmtpMailer(f"smtp://127.0.0.1:{port}", "dondoc@vi.du", timeout=5))

    def send(on: date) -> LetterRun:
        return _call(run, office.begin, post, office.rules, on)

    failed = send(day).failed
    assert "máy chủ từ chối kết nối" in explain(failed[0].error)
    with office.begin() as work:
        assert "Connection refused" in work.notices.messages()[0].last_error
    kept = Kept()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    try:
        days = [day + timedelta(days=n) for n in range(1, 5)]
        assert sum(len(send(on).sent) for on in days) == 1
    finally:
        server.stop()
    assert len(kept.receivers) == 1
    assert "chu-tich@" in kept.receivers[0]
    database.close()


def _call(run: object, begin: Begin, post: Post, rules: ReminderRules, on: date) -> LetterRun:
    assert callable(run)
    outcome = run(begin, post, rules, today=on, now=TickingClock(instant(on)))
    assert isinstance(outcome, LetterRun)
    return outcome
