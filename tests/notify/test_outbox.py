"""Letters as files: readable by any mail program, never half, never twice."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from mail_letters import DIGEST, letter, part

from dondoc.errors import Unavailable
from dondoc.notify.outbox import OutboxMailer, SplitMailer
from dondoc.usecases.ports import Delivered


def read(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_letter_becomes_a_file_named_by_day_person_and_message(tmp_path: Path) -> None:
    delivered = OutboxMailer(tmp_path / "outbox").send(letter())
    assert delivered.to == "2017-11-27-hien-dondoc-test-1.eml"
    message = read(tmp_path / "outbox" / delivered.to)
    assert message["Subject"] == DIGEST.subject
    assert "Kính gửi đồng chí Trần Thị Hiền" in part(message, "plain")
    assert "Kính gửi đồng chí Trần Thị Hiền" in part(message, "html")


def test_the_same_message_twice_is_one_file(tmp_path: Path) -> None:
    mailer = OutboxMailer(tmp_path)
    mailer.send(letter(hour=8))
    mailer.send(letter(hour=23))
    files = list(tmp_path.iterdir())
    assert len(files) == 1
    assert read(files[0])["Date"].datetime.hour == 23


def test_other_messages_keep_their_files(tmp_path: Path) -> None:
    mailer = OutboxMailer(tmp_path)
    for number in (1, 11, 111):
        mailer.send(letter(number))
    assert len(list(tmp_path.iterdir())) == 3


def test_an_address_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    delivered = OutboxMailer(tmp_path / "outbox").send(letter(address='"../../x"@may-binh-an.example'))
    assert "/" not in delivered.to
    assert [p.name for p in (tmp_path / "outbox").iterdir()] == [delivered.to]


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file stands here", encoding="utf-8")
    with pytest.raises(Unavailable) as caught:
        OutboxMailer(tmp_path / "outbox").send(letter())
    assert caught.value.message_code == "mail.unavailable"


class RemoteMailer:
    """Stands for the server."""

    def send(self, message: EmailMessage) -> Delivered:
        return Delivered(to="server")

    def close(self) -> None:
        pass


def test_people_without_an_address_get_files_and_the_others_mail(tmp_path: Path) -> None:
    mailer = SplitMailer(RemoteMailer(), OutboxMailer(tmp_path))
    assert mailer.send(letter()).to == "server"
    assert mailer.send(letter(address="thu-ky@localhost")).to == "2017-11-27-thu-ky-dondoc-test-1.eml"
