"""Real IMAP servers for tests: pymap always, dovecot where it is installed; each on free ports of this machine."""

import contextlib
import imaplib
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from imap_tools import MailBoxUnencrypted
from mail_server import certificate, free_port

USER, PASSWORD = "hop-thu", "mật khẩu/1"

#: Debian puts it where a user's PATH does not look.
DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@dataclass(frozen=True)
class ImapServer:
    """A server that runs, and how to reach it without TLS, with STARTTLS, and with TLS from the first byte."""

    port: int
    ca: Path
    tls_port: int | None = None

    @property
    def url(self) -> str:
        return f"imap://{quote(USER)}:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/INBOX"

    @property
    def tls_url(self) -> str:
        return self.url.replace("imap:", "imaps:").replace(f":{self.port}/", f":{self.tls_port}/")

    @contextlib.contextmanager
    def open(self) -> Iterator[MailBoxUnencrypted]:
        box = MailBoxUnencrypted("127.0.0.1", self.port)
        box.login_utf8(USER, PASSWORD, initial_folder="INBOX")
        try:
            yield box
        finally:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                box.logout()

    def put(self, *mails: bytes, folder: str = "INBOX") -> None:
        with self.open() as box:
            for mail in mails:
                box.append(mail, folder)

    def subjects(self, folder: str = "INBOX") -> list[str]:
        with self.open() as box:
            if folder not in {one.name for one in box.folder.list()}:
                return []
            box.folder.set(folder)
            return [mail.subject for mail in box.fetch(mark_seen=False)]

    def messages(self, folder: str = "INBOX") -> list[bytes]:
        with self.open() as box:
            if folder not in {one.name for one in box.folder.list()}:
                return []
            box.folder.set(folder)
            return [bytes(mail.obj) for mail in box.fetch(mark_seen=False)]


@contextlib.contextmanager
def pymap_server(folder: Path, port: int | None = None) -> Iterator[ImapServer]:
    """pymap with an empty mailbox in memory: started again it has another UIDVALIDITY."""
    port = port or free_port()
    cert, key = certificate(folder)
    command = [str(Path(sys.executable).with_name("pymap")), "--host", "127.0.0.1", "--port", str(port)]
    command += ["--cert", str(cert), "--key", str(key), "--no-service", "admin", "dict"]
    command += ["--demo-user", USER, "--demo-password", PASSWORD]
    with _running(command, folder / "pymap.log", [port]):
        yield ImapServer(port, cert)


@contextlib.contextmanager
def dovecot_server(folder: Path) -> Iterator[ImapServer]:
    """dovecot with its own configuration, folders and ports; nothing of the machine's own is read."""
    assert DOVECOT is not None
    cert, key = certificate(folder)
    port, tls_port = free_port(), free_port()
    # Its sockets have short names, and its mail process is a user of its own when root starts it.
    base = Path(f"/tmp/dd-{port}")  # noqa: S108 - a socket's path has at most 107 bytes
    base.mkdir(mode=0o755)
    # Mails and passwords lie there too: pytest's own folders are closed to other users.
    mail = base / "mail"
    mail.mkdir()
    user = "nobody" if os.getuid() == 0 else str(os.getuid())
    if os.getuid() == 0:
        shutil.chown(mail, "nobody")
    passwords = base / "passwd"
    passwords.write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    passwords.chmod(0o644)
    config = folder / "dovecot.conf"
    config.write_text(_DOVECOT.format(
        base=base, port=port, tls_port=tls_port, cert=cert, key=key, mail=mail, passwords=passwords,
        log=folder / "dovecot.log", user=user, login=_login_user(),
    ), encoding="utf-8")  # fmt: skip
    try:
        with _running([DOVECOT, "-F", "-c", str(config)], folder / "dovecot.out", [port, tls_port]):
            yield ImapServer(port, cert, tls_port)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _login_user() -> str:
    """When root starts it, dovecot asks for users of its own; else all is one user."""
    if os.getuid() == 0:
        return "default_login_user = dovenull\ndefault_internal_user = dovecot\n"
    import pwd

    name = pwd.getpwuid(os.getuid()).pw_name
    return f"default_login_user = {name}\ndefault_internal_user = {name}\n"


_DOVECOT = """\
base_dir = {base}
state_dir = {base}
{login}protocols = imap
listen = 127.0.0.1
log_path = {log}
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:{mail}/%u
first_valid_uid = 1
mail_uid = {user}
mail_gid = nogroup
namespace inbox {{
  inbox = yes
  separator = /
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {passwords}
}}
userdb {{
  driver = static
  args = uid={user} gid=nogroup home={mail}/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


@contextlib.contextmanager
def _running(command: list[str], log: Path, ports: list[int]) -> Iterator[None]:
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        try:
            for port in ports:
                _await(process, port, log)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def _await(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"no server at {port}: {log.read_text(errors='replace')}")


def trusting(ca: Path) -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=ca)
    return context
