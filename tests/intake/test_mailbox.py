"""The mailbox by IMAP, against real servers."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest
from imap_servers import PASSWORD, ImapServer, pymap_server
from mail_server import certificate, free_port

from dondoc.errors import BadInput, Unavailable
from dondoc.intake.mailbox import ImapMailbox, read_place
from dondoc.messages import explain

DONE = "Đã xử lý"


def mail(subject: str, number: int = 1) -> bytes:
    message = EmailMessage()
    message["From"] = "Lê Thị Mẫu <mau@thu.test>"
    message["Subject"] = subject
    message["Message-ID"] = f"<thu-{number}@thu.test>"
    message.set_content("Đã tổ chức 02 giải ngày 15/9/2026")
    return message.as_bytes().replace(b"\n", b"\r\n")


def mailbox(url: str, **fields: object) -> ImapMailbox:
    return ImapMailbox(url, processed=DONE, **fields)  # type: ignore[arg-type]


def test_what_lies_there_is_listed_with_its_keys_and_read_as_it_is(imap: ImapServer) -> None:
    first, second = mail("Trả lời: việc một"), mail("Trả lời: việc hai", 2)
    imap.put(first, second)
    with closing(mailbox(imap.url)) as box:
        arrivals = list(box.waiting())
        assert [arrival.key.partition(" ")[2] for arrival in arrivals] == ["<thu-1@thu.test>", "<thu-2@thu.test>"]
        assert [arrival.size for arrival in arrivals] == [len(first), len(second)]
        assert len({arrival.source for arrival in arrivals}) == 1
        assert arrivals[0].source.startswith("hop-thu@127.0.0.1/INBOX;")
        assert arrivals[0].arrived_at is not None
        assert arrivals[0].arrived_at.utcoffset() is not None
        assert [box.read(arrival) for arrival in arrivals] == [first, second]


def test_a_mail_that_was_taken_lies_in_the_other_folder_and_is_not_listed_again(imap: ImapServer) -> None:
    imap.put(mail("một"), mail("hai", 2))
    with closing(mailbox(imap.url)) as box:
        arrivals = list(box.waiting())
        box.take(arrivals[0])
        assert [arrival.key for arrival in box.waiting()] == [arrivals[1].key]
        box.take(arrivals[1])
        assert list(box.waiting()) == []
        assert box.read(arrivals[1]) is None
        box.take(arrivals[1])
    assert (imap.subjects(), imap.subjects(DONE)) == ([], ["một", "hai"])


def test_a_folder_that_is_there_is_used(imap: ImapServer) -> None:
    imap.put(mail("một"))
    with imap.open() as box:
        box.folder.create(DONE)
    with closing(mailbox(imap.url)) as box:
        for arrival in box.waiting():
            box.take(arrival)
    assert imap.subjects(DONE) == ["một"]


def test_a_mail_that_somebody_marked_for_deletion_is_left_alone(imap: ImapServer) -> None:
    imap.put(mail("một"), mail("hai", 2))
    with imap.open() as box:
        box.client.uid("STORE", "1:*", "+FLAGS", r"(\Seen)")
        uid = box.uids()[0]
        box.client.uid("STORE", uid, "+FLAGS", r"(\Deleted)")
    with closing(mailbox(imap.url)) as box:
        assert [arrival.key.partition(" ")[2] for arrival in box.waiting()] == ["<thu-2@thu.test>"]


def test_reading_marks_nothing_as_seen(imap: ImapServer) -> None:
    imap.put(mail("một"))
    with closing(mailbox(imap.url)) as box:
        assert [box.read(arrival) is not None for arrival in box.waiting()] == [True]
    with imap.open() as box:
        assert [found.flags for found in box.fetch(mark_seen=False)] in ([()], [("\\Recent",)])


def test_many_mails_are_listed_in_lots(imap: ImapServer) -> None:
    imap.put(*(mail(f"thư {number}", number) for number in range(1, 121)))
    with closing(mailbox(imap.url)) as box:
        assert len({arrival.key for arrival in box.waiting()}) == 120


def test_a_mail_without_a_message_id_has_its_number_as_key(imap: ImapServer) -> None:
    imap.put(b"From: a@b.test\r\nSubject: x\r\n\r\nx\r\n")
    with closing(mailbox(imap.url)) as box:
        assert [arrival.key.endswith(" ") for arrival in box.waiting()] == [True]


def test_the_talk_is_encrypted_where_a_certificate_is_named(imap: ImapServer) -> None:
    imap.put(mail("một"))
    with closing(mailbox(imap.url, ca=imap.ca)) as box:
        assert len(list(box.waiting())) == 1
        assert "ssl" in type(box._client.sock).__module__.lower()
    if imap.tls_port is not None:
        with closing(mailbox(imap.tls_url, ca=imap.ca)) as box:
            assert len(list(box.waiting())) == 1


def test_a_certificate_that_nobody_vouches_for_ends_the_talk(imap: ImapServer, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    stranger, _ = certificate(other)
    with closing(mailbox(imap.url, ca=stranger)) as box, pytest.raises(Unavailable) as failed:
        list(box.waiting())
    assert "chứng thư" in explain(failed.value)


def test_a_wrong_password_is_said_without_it(imap: ImapServer) -> None:
    url = imap.url.replace("1@", "sai-mat-khau@")
    with closing(mailbox(url)) as box, pytest.raises(Unavailable) as failed:
        list(box.waiting())
    assert failed.value.message_code == "inbound.unavailable"
    assert "đăng nhập" in explain(failed.value)
    assert "sai-mat-khau" not in str(failed.value) + explain(failed.value)


def test_a_mailbox_that_was_made_anew_is_another_source(tmp_path: Path) -> None:
    sources = set()
    for _ in range(2):
        with pymap_server(tmp_path) as server:
            server.put(mail("một"))
            with closing(mailbox(server.url)) as box:
                sources |= {arrival.source.rpartition(";")[2] for arrival in box.waiting()}
    assert len(sources) == 2


def test_no_server_and_a_server_that_is_silent_are_unavailable() -> None:
    port = free_port()
    with closing(mailbox(f"imap://a:b@127.0.0.1:{port}/INBOX")) as box, pytest.raises(Unavailable):
        list(box.waiting())
    with _silent() as silent:
        url = f"imap://a:b@127.0.0.1:{silent}/INBOX"
        with closing(mailbox(url, timeout=0.3)) as box, pytest.raises(Unavailable) as failed:
            list(box.waiting())
    assert failed.value.params["source"] == "a@127.0.0.1/INBOX"


@contextmanager
def _silent() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []
        thread = threading.Thread(target=lambda: held.append(server.accept()[0]), daemon=True)
        thread.start()
        yield int(server.getsockname()[1])
        for one in held:
            one.close()


def test_outside_this_machine_a_talk_without_tls_does_not_begin() -> None:
    """Port 1 of an address that is not this machine's loopback: STARTTLS is asked for before anything is said."""
    place = read_place("imap://a:b@thu.donvi.test/INBOX")
    assert (place.is_local, place.is_tls, place.port) == (False, False, 143)
    assert read_place("imaps://a:b@thu.donvi.test").port == 993
    assert read_place("imap://a:b@127.0.0.1").is_local


@pytest.mark.parametrize("url", ["imap://thu.test", "pop3://a:b@thu.test", "imaps://a:b@thu.test:so", "x"])
def test_an_address_that_is_none_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_place(url.replace(":b@", f":{PASSWORD.split('/', maxsplit=1)[0]}@"))
    assert refused.value.message_code == "inbound.bad_url"
    assert "mật" not in str(refused.value)
