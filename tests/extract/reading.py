"""Texts as documents, for the tests of extraction."""

import hashlib
import unicodedata
from functools import cache

from dondoc.core.document import Block, Document
from dondoc.core.extraction import Extraction, FoundCommitment
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.pipeline import extract
from dondoc.settings.lexicon import load_lexicon


@cache
def lexicon() -> Lexicon:
    return load_lexicon(None)


def document(text: str) -> Document:
    """A text file as it is read: one block for each line with something in it."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start=at, end=at + len(line)))
        at += len(line) + 1
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name="bao-cao.txt", media_type="text/plain", sha256=sha256, text=text, blocks=tuple(blocks))


def read(text: str) -> Extraction:
    return extract(document(text), lexicon())


def plan(body: str, *, heading: str = "II. NHIỆM VỤ QUÝ III NĂM 2025") -> tuple[FoundCommitment, ...]:
    """The commitments of a plan section of the union of a made-up yarn mill, dated 28 June 2025."""
    head = (
        "CÔNG ĐOÀN NGÀNH DỆT\nCÔNG ĐOÀN CƠ SỞ NHÀ MÁY SỢI HOA BAN\nSố: 09/BC-CĐCS\n"
        "Hoa Ban, ngày 28 tháng 6 năm 2025\n\n"
        "BÁO CÁO\nKết quả hoạt động quý II, nhiệm vụ quý III năm 2025\n\n"
        "Công đoàn cơ sở Nhà máy Sợi Hoa Ban báo cáo như sau:\nI. KẾT QUẢ QUÝ II\nĐã kết nạp 12 đoàn viên.\n"
    )
    return read(f"{head}{heading}\n{body}\n").commitments


def quotes(body: str) -> list[str]:
    return [" ".join(one.text.split()) for one in plan(body)]


def only(body: str) -> FoundCommitment:
    """The one commitment of a plan section."""
    (one,) = plan(body)
    return one
