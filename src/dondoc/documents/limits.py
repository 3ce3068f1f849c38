"""How much of a document is read: documents are hostile input, so everything that can grow has a bound."""

from dataclasses import dataclass

from dondoc.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one reading: a bigger file is refused as `document.too_large`, all else as `document.too_long`."""

    #: Bytes of the file itself.
    file_bytes: int = 50 * 1024 * 1024
    #: Characters of its text, however it was packed; 500 pages have about so many.
    chars: int = 1_500_000
    #: Bytes of one unpacked part of a .docx: a report of 1,000 pages stays far below, a zip bomb does not.
    part_bytes: int = 16 * 1024 * 1024
    #: Tags of one part: each takes memory, however short it is. A part full of words has one in 20 bytes.
    tags: int = 1_000_000
    #: Bytes of a web page; what is bigger is full of pictures or of malice.
    page_bytes: int = 10 * 1024 * 1024
    page_tags: int = 300_000
    #: Files inside a .docx.
    members: int = 10_000
    #: Heads and feet of the pages of a .docx that are looked at, and bytes of one.
    margins: int = 60
    margin_bytes: int = 512 * 1024
    #: Paragraphs and cells, empty ones too.
    blocks: int = 300_000
    #: Pages of a .pdf.
    pages: int = 2_000
    #: Pages of a .pdf on which tables are looked for (about 0.1 s each); later pages are read as plain text.
    table_pages: int = 60
    #: Pages without letters that are read from their picture, and the seconds for one and for all of them.
    ocr_pages: int = 60
    ocr_page_seconds: float = 30
    ocr_seconds: float = 240
    #: Dots of one picture of a page: A4 at 300 dpi has nine million.
    page_dots: int = 25_000_000
    #: A .pdf is read by a process of its own, which may crash or swell; False where none can be started.
    is_apart: bool = True
    #: Seconds and megabytes for the process that reads a .doc or .pdf; seconds for LibreOffice, where that fails soon.
    apart_seconds: float = 20
    apart_megabytes: int = 1_024
    office_seconds: float = 25


def check_length(chars: int, name: str, limits: Limits) -> None:
    """Pass a text of so many characters.

    Raises:
        BadInput: `document.too_long`.
    """
    if chars > limits.chars:
        raise BadInput(code="document.too_long", file=name)


class Budget:
    """Counts the parts of one document while it is read, before they fill the memory."""

    def __init__(self, parts: int, name: str) -> None:
        self._left = parts
        self._name = name

    def spend(self) -> None:
        """One part more.

        Raises:
            BadInput: `document.too_long` when there were too many.
        """
        self._left -= 1
        if self._left < 0:
            raise BadInput(code="document.too_long", file=self._name)
