"""A real SMTP server for the tests of the mailers: what it took, how it refuses, and its certificate."""

import asyncio
import datetime as dt
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Inbox:
    """Takes everything, except for receivers of one name, and while it is told to be busy."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str], EmailMessage]] = []
        self.answer_to_data = "250 OK"
        #: How many talks there were (one over STARTTLS begins twice), and how many messages one may bring.
        self.talks = 0
        self.messages_a_talk: int | None = None
        self._in_this_talk: WeakKeyDictionary[SMTP, int] = WeakKeyDictionary()
        #: "cut": the connection is cut when the content is there; "silent": no answer comes.
        self.manner = ""

    async def handle_EHLO(  # noqa: N802 - the name that aiosmtpd asks for
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.talks += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self._in_this_talk[server] = self._in_this_talk.get(server, 0) + 1
        if self.messages_a_talk is not None and self._in_this_talk[server] > self.messages_a_talk:
            return "421 4.7.0 too many messages in this connection"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("khong-co@"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.manner == "cut":
            server.transport.abort()
        if self.manner == "silent":
            await asyncio.sleep(5)
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
