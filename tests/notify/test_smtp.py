"""Sending to a real SMTP server in a thread: one that takes, one that refuses, one that is not there."""

import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from mail_letters import DIGEST, letter, part

from dondoc.errors import BadInput, Unavailable
from dondoc.messages import explain
from dondoc.notify.smtp import SmtpMailer

SENDER = "dondoc@may-binh-an.example"


class Inbox:
    """Takes everything, except for receivers of one name, and while it is told to be busy."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str], EmailMessage]] = []
        self.answer_to_data = "250 OK"

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd asks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("khong-co@"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer_to_data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.taken.append((str(envelope.mail_from), list(envelope.rcpt_tos), message))
        return self.answer_to_data


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begin = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + dt.timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


class Doorkeeper:
    """Lets one user in, and remembers whether the talk was encrypted."""

    def __init__(self) -> None:
        self.was_encrypted: list[bool] = []

    def __call__(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.was_encrypted.append(session.ssl is not None)
        return AuthResult(success=(data.login, data.password) == (b"nguoi-gui", b"mat/khau"), handled=False)


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
