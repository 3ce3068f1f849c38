"""One sentence in the two languages of the program."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in Vietnamese and in English, with the same `{holes}`."""

    vi: str
    en: str
