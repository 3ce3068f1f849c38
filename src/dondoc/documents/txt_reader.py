"""Plain text: decoded, BOM dropped, CR LF to LF, NFC, and nothing else changed, since its offsets are public."""

import codecs
import re
import unicodedata

from dondoc.core.document import Block
from dondoc.documents.limits import Budget, Limits
from dondoc.errors import BadInput

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 little endian begins like UTF-16 little endian, so it is asked first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9àáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝ]")
_LOOSE_MARK = re.compile("[\u0300-\u036f]")
#: What a guess is made from; more does not make it better, only slower.
_SAMPLE = 64 * 1024


def read_txt(data: bytes, *, name: str, limits: Limits) -> tuple[str, tuple[Block, ...]]:
    """The text, and a block for each line that is not blank.

    Raises:
        BadInput: `document.damaged` when no encoding fits; `document.too_long` for too many lines.
    """
    text = unicodedata.normalize("NFC", decode(data, name=name).replace("\r\n", "\n"))
    blocks: list[Block] = []
    budget = Budget(limits.blocks, name)
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            budget.spend()
            begin = start + line.index(stripped[0])
            blocks.append(Block(start=begin, end=begin + len(stripped)))
        start += len(line) + 1
    return text, tuple(blocks)


def decode(data: bytes, *, name: str) -> str:
    """Text of the bytes: by BOM, else UTF-8, else Windows-1258, else the best guess.

    Raises:
        BadInput: `document.damaged` when no encoding fits.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data, error.start):
            raise BadInput(code="document.damaged", file=name) from error
    if _is_cp1258(data[:_SAMPLE]):
        return _strictly(data, "cp1258", name)
    return _strictly(data, _guess(data[:_SAMPLE], name), name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise BadInput(code="document.damaged", file=name) from error


def _is_broken_utf8(data: bytes, place: int) -> bool:
    """Whether it was UTF-8 up to `place`: chance gives a letter of two bytes, not three, and none of Vietnamese."""
    foreign = [letter for letter in data[:place].decode("utf-8") if ord(letter) > 0x7F]
    return len(foreign) >= 3 or any("\u1ea0" <= letter <= "\u1ef9" for letter in foreign)


def _is_cp1258(sample: bytes) -> bool:
    """Whether Windows-1258, which writes tones as marks after the letter, gives Vietnamese without loose marks."""
    try:
        text = unicodedata.normalize("NFC", sample.decode("cp1258"))
    except UnicodeDecodeError:
        return False
    foreign = [letter for letter in text if ord(letter) > 0x7F and letter.isalpha()]
    vietnamese = sum(1 for letter in foreign if _VIETNAMESE.match(letter))
    return bool(foreign) and vietnamese >= 0.95 * len(foreign) and _LOOSE_MARK.search(text) is None


def _guess(sample: bytes, name: str) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, rarely needed

    best = from_bytes(sample).best()
    if best is None:
        raise BadInput(code="document.damaged", file=name)
    return str(best.encoding)
