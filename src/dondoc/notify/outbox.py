"""Messages as .eml files in a folder, to be opened in any mail program; and the choice between folder and server."""

import os
import re
import tempfile
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from dondoc.core.contact import is_local
from dondoc.core.instants import local_date
from dondoc.errors import Unavailable
from dondoc.usecases.ports import Delivered, Mailer

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class OutboxMailer:
    """Implements `ports.Mailer`: `<date>-<person>-<id>.eml`; the same Message-ID always gives the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> Delivered:
        """Write the file as a whole or not at all.

        Raises:
            Unavailable: `mail.unavailable` when the folder cannot be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._path(message)
            self._write(path, message.as_bytes())
        except OSError as error:
            raise Unavailable(code="mail.unavailable", host=str(self._folder), problem=error.strerror or "?") from error
        return Delivered(to=path.name)

    def close(self) -> None:
        """Nothing is held open."""

    def _path(self, message: EmailMessage) -> Path:
        row = _plain(str(message["Message-ID"]).strip("<>").partition("@")[0])
        earlier = sorted(self._folder.glob(f"*-{row}.eml"))
        if earlier:
            return earlier[0]
        sent_on = local_date(parsedate_to_datetime(str(message["Date"])))
        person = _plain(parseaddr(str(message["To"]))[1].partition("@")[0])
        return self._folder / f"{sent_on}-{person}-{row}.eml"

    def _write(self, path: Path, data: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        directory = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


class SplitMailer:
    """Implements `ports.Mailer`: people without an address of their own (`…@localhost`) get their letters as files."""

    def __init__(self, remote: Mailer, outbox: OutboxMailer) -> None:
        self._remote = remote
        self._outbox = outbox

    def send(self, message: EmailMessage) -> Delivered:
        """By file for local addresses, else by the server."""
        address = parseaddr(str(message["To"]))[1]
        return (self._outbox if is_local(address) else self._remote).send(message)

    def close(self) -> None:
        """Both ways."""
        self._remote.close()
        self._outbox.close()


def _plain(words: str) -> str:
    return _UNSAFE.sub("_", words).strip("._-") or "_"
