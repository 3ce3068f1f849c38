"""Answers by mail through an open workspace: the job, and what the secretary does with what it left."""

import json
from pathlib import Path

import pytest
from imap_servers import pymap_server
from mail_server import free_port
from reply_office import reply
from wiring.conftest import AT
from wiring.test_jobs import confirm, settle

from dondoc.cli.main import main
from dondoc.core.job import Job
from dondoc.wiring import Office
from dondoc.wiring.jobs import run_in
from dondoc.wiring.replies import collect_replies

WORDS = "Đã tổ chức 02 lớp ngày 05/7/2026"


def with_mailbox(office: Office, url: str) -> Office:
    office.settings = office.settings.model_copy(update={"imap_url": url})
    return office


def test_a_mailbox_that_does_not_answer_fails_alone(office: Office) -> None:
    code = confirm(office)
    folder = office.folder / "inbox" / "evidence" / code
    folder.mkdir(parents=True)
    (folder / "ghi-chu.txt").write_text(WORDS, encoding="utf-8")
    settle(folder)
    with_mailbox(office, f"imap://hop:mat-khau@127.0.0.1:{free_port()}/INBOX")
    report = run_in(office, Job.COLLECT_EVIDENCE, at=AT)
    assert [line.subject for line in report.done] == [code]
    assert [line.subject for line in report.failed] == ["hop@127.0.0.1/INBOX"]
    assert "mat-khau" not in str(report)


def test_a_wrong_address_of_the_mailbox_fails_alone_too(office: Office) -> None:
    [run] = collect_replies(with_mailbox(office, "pop3://hop@thu.test"), now=AT)
    assert [error.message_code for error in run.failed] == ["inbound.bad_url"]


def test_without_a_mailbox_and_bots_nothing_is_asked(office: Office) -> None:
    assert collect_replies(office, now=AT) == []


def test_what_the_job_leaves_is_sorted_by_the_secretary(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = confirm(office)
    sender = "secretary@localhost"
    with pymap_server(tmp_path) as server:
        clear = reply(f"{code}: {WORDS}", sender=sender, message_id="<1@x.test>")
        unclear = reply("Đã xong việc ấy", sender=sender, message_id="<2@x.test>")
        server.put(clear.as_bytes(), unclear.as_bytes())
        report = run_in(with_mailbox(office, server.url), Job.COLLECT_EVIDENCE, at=AT)
        assert [line.subject for line in report.done] == ["thư đến số 1"]
        assert [line.subject for line in report.left] == ["thư đến số 2"]
        assert server.subjects() == []
    at = ["--workspace", str(office.folder)]
    capsys.readouterr()
    assert main(["inbox", "list", "--json", *at]) == 0
    assert [(row["id"], row["state"]) for row in json.loads(capsys.readouterr().out)] == [(2, "to_sort")]
    assert main(["inbox", "show", "2", "--save", str(tmp_path / "ra"), *at]) == 0
    assert "Đã xong việc ấy" in capsys.readouterr().out
    assert (tmp_path / "ra" / "thu-den-2.eml").read_bytes() == unclear.as_bytes().replace(b"\n", b"\r\n")
    assert main(["inbox", "assign", "2", code, *at]) == 0
    assert "đã ghi nhận" in capsys.readouterr().out
    assert main(["inbox", "dismiss", "2", "--reason", "thử", *at]) == 1
    assert main(["inbox", "list", *at]) == 0
