"""A document as read: its text, and the blocks that say where each part of the text stands."""

import hashlib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from dondoc.core.extraction import Doubt


class BlockKind(StrEnum):
    """What a stretch of the text is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph or table cell: `text[start:end]`, half-open, in code points of `Document.text`."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    #: Heading level from 1, where the file itself marks it (Word style, HTML h1..h6); 0 when it does not.
    level: int = 0
    #: The number that the file's own numbering prints before the paragraph ("1.", "a)"); it also stands in the text.
    label: str = ""
    #: Ordinal of the table from 0, row and column from 0, for a cell.
    table: int | None = None
    row: int | None = None
    column: int | None = None
    #: How many rows a cell covers, from its own down.
    rows: int = 1
    #: Page from 1, where the format has pages.
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file that was read. `text` is NFC with LF line ends and nothing else changed; blocks do not overlap."""

    name: str
    media_type: str
    #: SHA-256 of the file's bytes, hexadecimal.
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    #: Title that the format itself carries (HTML title), or "".
    title: str = ""
    #: What stands in the head and foot of its pages, not in the text.
    margins: tuple[str, ...] = ()
    #: What a person should look at because of how the file had to be read (an old encoding, a scan).
    doubts: tuple[Doubt, ...] = ()

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text with white space folded: two files of one report share it."""
        return hash_text(self.text)


def hash_text(text: str) -> str:
    """SHA-256 of the NFC text with runs of white space folded to one space.

    >>> hash_text("Công  đoàn ") == hash_text("Công đoàn")
    True
    """
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()
