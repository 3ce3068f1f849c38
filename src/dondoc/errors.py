"""Families of failures; each carries a code and parameters, never prose (the words stand in messages.py)."""

from typing import ClassVar


class DondocError(Exception):
    """A failure that a user can understand and act on; `code` names its sentence in `dondoc.messages`."""

    code: ClassVar[str] = "error"

    def __init__(self, *, code: str | None = None, **params: object) -> None:
        self.message_code = code or self.code
        self.params = params
        super().__init__(self.message_code, params)

    def __str__(self) -> str:
        """The code and its parameters in English, for logs."""
        return f"{self.message_code} {self.params}"


class BadInput(DondocError):
    """What was given cannot be used as it is."""

    code = "input.bad"


class NotFound(DondocError):
    """What was named does not exist here."""

    code = "not_found"


class Conflict(DondocError):
    """What was asked contradicts what is already recorded."""

    code = "conflict"


class NotAllowed(DondocError):
    """The rules of the office forbid this move."""

    code = "not_allowed"


class Unavailable(DondocError):
    """A service that is needed (mail server, database) does not answer."""

    code = "unavailable"
