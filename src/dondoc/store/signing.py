"""The workspace's key and what is signed by it: links and forms."""

import hashlib
import os
import secrets
from pathlib import Path

from itsdangerous import BadSignature, Signer

from dondoc.errors import BadInput, Unavailable

#: Shorter keys can be guessed.
_SHORTEST = 32


class TokenSigner:
    """`give_links.Signer` by HMAC-SHA-256; each use has its own salt: a token of one is none of another."""

    def __init__(self, key: str, *, use: str) -> None:
        self._signer = Signer(key, salt=f"dondoc.{use}", digest_method=hashlib.sha256, key_derivation="hmac")

    def sign(self, words: str) -> str:
        """The words, a dot, and 43 characters fit for a path."""
        return self._signer.sign(words).decode("ascii")

    def unsign(self, token: str) -> str | None:
        """The words, or None when the signature is not ours."""
        try:
            return self._signer.unsign(token).decode("utf-8")
        except (BadSignature, UnicodeError):
            return None


def secret_key(file: Path, from_environment: str | None) -> str:
    """The key of a workspace: that of the environment, else that of the file, which is made when it is not there.

    Raises:
        BadInput: `secret_key.short`, `secret_key.open` when others may read the file, `secret_key.unusable`.
        Unavailable: `secret_key.unusable` when it cannot be written.
    """
    if from_environment is not None:
        return _long_enough(from_environment, "DONDOC_SECRET_KEY")
    try:
        return _read(file)
    except FileNotFoundError:
        _make(file)
    return _read(file)


def _make(file: Path) -> None:
    """A new key; of two processes that make it at once the first wins, and it is whole when it appears."""
    draft = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(48) + "\n")
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable(code="secret_key.unusable", file=str(file), problem=error.strerror or "?") from error


def _read(file: Path) -> str:
    try:
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise BadInput(code="secret_key.open", file=str(file))
        return _long_enough(file.read_text(encoding="ascii").strip(), str(file))
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or "?"
        raise BadInput(code="secret_key.unusable", file=str(file), problem=problem) from error


def _long_enough(key: str, place: str) -> str:
    if len(key) < _SHORTEST:
        raise BadInput(code="secret_key.short", place=place)
    return key
