"""Sending to a real SMTP server in a thread: one that takes, one that refuses, one that is not there."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from aiosmtpd.controller import Controller
from mail_letters import DIGEST, letter, part
from mail_server import Doorkeeper, Inbox, certificate, free_port

from dondoc.errors import BadInput, Unavailable
from dondoc.messages import explain
from dondoc.notify.smtp import SmtpMailer

SENDER = "dondoc@may-binh-an.example"


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def url(inbox: Inbox) -> Iterator[str]:
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


def test_a_letter_arrives_whole(inbox: Inbox, url: str) -> None:
    delivered = SmtpMailer(url, SENDER).send(letter())
    assert delivered.to == "hien@may-binh-an.example"
    mail_from, receivers, message = inbox.taken[0]
    assert (mail_from, receivers) == (SENDER, ["hien@may-binh-an.example"])
    assert message["Subject"] == DIGEST.subject
    assert message["Message-ID"] == "<dondoc-test-1@may-binh-an.example>"
    assert "Kính gửi đồng chí Trần Thị Hiền" in part(message, "plain")
    assert "Kính gửi đồng chí Trần Thị Hiền" in part(message, "html")


def test_a_receiver_that_the_server_does_not_know_is_refused(inbox: Inbox, url: str) -> None:
    with pytest.raises(BadInput) as caught:
        SmtpMailer(url, SENDER).send(letter(address="khong-co@may-binh-an.example"))
    assert caught.value.message_code == "mail.refused"
    assert caught.value.params == {"address": "khong-co@may-binh-an.example", "reason": "550 5.1.1 no such user"}
    assert inbox.taken == []


def test_a_message_refused_for_good_is_told_from_one_to_be_sent_later(inbox: Inbox, url: str) -> None:
    inbox.answer_to_data = "554 5.7.1 looks like spam"
    with pytest.raises(BadInput, match=r"mail\.refused"):
        SmtpMailer(url, SENDER).send(letter())
    inbox.answer_to_data = "451 4.3.0 try again later"
    with pytest.raises(Unavailable, match=r"mail\.unavailable.*try again later") as caught:
        SmtpMailer(url, SENDER).send(letter())
    assert "máy chủ tạm thời chưa nhận (mã 451)" in explain(caught.value)


def test_a_server_that_is_down_is_unavailable() -> None:
    port = free_port()
    with pytest.raises(Unavailable) as caught:
        SmtpMailer(f"smtp://nguoi-gui:mat-khau@127.0.0.1:{port}", SENDER, timeout=5).send(letter())
    assert caught.value.message_code == "mail.unavailable"
    assert caught.value.params["host"] == f"127.0.0.1:{port}"
    assert "mat-khau" not in str(caught.value)
    assert "máy chủ từ chối kết nối" in explain(caught.value)
    assert "refused" not in explain(caught.value)
    assert "Connection refused" in str(caught.value)


def test_a_server_whose_name_nobody_knows_is_told_as_such() -> None:
    with pytest.raises(Unavailable) as caught:
        SmtpMailer("smtp://may-chu.invalid:25", SENDER, timeout=5).send(letter())
    assert "không tìm thấy máy chủ có tên này" in explain(caught.value)


def test_a_server_that_hangs_up_is_told_as_such() -> None:
    with socket.socket() as rude:
        rude.bind(("127.0.0.1", 0))
        rude.listen()
        port = rude.getsockname()[1]

        def hang_up() -> None:
            talk, _ = rude.accept()
            talk.sendall(b"220 xin chao\r\n")
            talk.shutdown(socket.SHUT_RDWR)
            talk.close()

        rudeness = Thread(target=hang_up)
        rudeness.start()
        with pytest.raises(Unavailable) as caught:
            SmtpMailer(f"smtp://127.0.0.1:{port}", SENDER, timeout=5).send(letter())
        rudeness.join()
    assert "máy chủ ngắt kết nối" in explain(caught.value)


def test_a_server_that_never_answers_is_given_up_after_the_time_out() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        with pytest.raises(Unavailable, match=r"mail\.unavailable") as caught:
            SmtpMailer(f"smtp://127.0.0.1:{port}", SENDER, timeout=0.2).send(letter())
    assert "hết thời gian chờ" in explain(caught.value)


@pytest.mark.parametrize("url", ["http://mail", "smtp://", "mail.co-quan.vn", "smtp://mail:chu", ""])
def test_a_url_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(BadInput) as caught:
        SmtpMailer(url, SENDER)
    assert caught.value.message_code == "mail.bad_url"


def test_the_password_is_not_in_the_error_of_a_bad_url() -> None:
    with pytest.raises(BadInput) as caught:
        SmtpMailer("http://nguoi-gui:mat-khau@mail", SENDER)
    assert "mat-khau" not in str(caught.value)


@pytest.fixture
def guarded(inbox: Inbox, tmp_path: Path) -> Iterator[tuple[str, Doorkeeper, Path]]:
    cert, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    keeper = Doorkeeper()
    controller = Controller(
        inbox, hostname="127.0.0.1", port=free_port(), tls_context=context, authenticator=keeper, auth_required=True
    )
    controller.start()
    yield f"127.0.0.1:{controller.port}", keeper, cert
    controller.stop()


def test_the_password_goes_only_over_the_encrypted_talk_that_the_server_offers(
    inbox: Inbox, guarded: tuple[str, Doorkeeper, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, keeper, cert = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    SmtpMailer(f"smtp://nguoi-gui:mat%2Fkhau@{place}", SENDER).send(letter())
    assert keeper.was_encrypted == [True]
    assert len(inbox.taken) == 1


def test_a_wrong_password_makes_the_server_unavailable(
    inbox: Inbox, guarded: tuple[str, Doorkeeper, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _, cert = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    with pytest.raises(Unavailable, match=r"mail\.unavailable") as caught:
        SmtpMailer(f"smtp://nguoi-gui:sai@{place}", SENDER).send(letter())
    assert "không nhận tên đăng nhập hoặc mật khẩu" in explain(caught.value)
    assert inbox.taken == []


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    inbox: Inbox, guarded: tuple[str, Doorkeeper, Path]
) -> None:
    place, keeper, _ = guarded
    with pytest.raises(Unavailable, match=r"value\.mail_certificate.*CERTIFICATE_VERIFY_FAILED"):
        SmtpMailer(f"smtp://nguoi-gui:mat%2Fkhau@{place}", SENDER).send(letter())
    assert keeper.was_encrypted == []
    assert inbox.taken == []
