"""Plain text: decoded, BOM dropped, CR LF to LF, NFC, and nothing else changed, since its offsets are public."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from dondoc.core.document import Block
from dondoc.core.extraction import Doubt
from dondoc.documents.legacy_tables import Encoding, as_western, to_unicode
from dondoc.documents.legacy_text import Run, converted, doubts_of, is_viqr, mend, weigh
from dondoc.documents.limits import Budget, Limits, check_length
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
#: Bytes of one character, at most.
_MOST_BYTES = 4
#: Encodings of a byte or two a letter that a file without a word of it may be in.
_OF_BYTES = (Encoding.TCVN3, Encoding.VNI, Encoding.VISCII, Encoding.VPS, Encoding.VIETWARE)
#: Part of the words that an encoding must make syllables, and so many words; how far it must be ahead of the next.
_SHARE, _SOME, _FEWEST_WORDS, _AHEAD = 0.75, 0.5, 3, 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file, and the old encoding that it was in, if any."""

    text: str
    encoding: Encoding | None = None


def read_txt(data: bytes, *, name: str, limits: Limits) -> tuple[str, tuple[Block, ...], tuple[Doubt, ...]]:
    """The text, a block for each line that is not blank, and doubts about its encoding.

    Old encodings (TCVN3, VNI, VISCII, VIQR …) are part of decoding, so offsets count in the converted text.

    Raises:
        BadInput: `document.damaged` when no encoding fits, `document.encoding_unknown` when several do;
            `document.too_long` for too many lines or characters.
    """
    check_length(len(data) // _MOST_BYTES, name, limits)
    decoded = decode(data, name=name)
    check_length(len(decoded.text), name, limits)
    text = unicodedata.normalize("NFC", decoded.text.replace("\r\n", "\n"))
    encodings = [decoded.encoding] if decoded.encoding else []
    is_unclear = False
    if not encodings and is_viqr(text):
        text, encodings = to_unicode(text, Encoding.VIQR), [Encoding.VIQR]
    elif not encodings and not text.isascii():
        mended = mend([(Run(line),) for line in text.split("\n")])
        text = unicodedata.normalize("NFC", "\n".join(line for (line,) in mended.texts))
        encodings, is_unclear = list(mended.encodings), mended.is_unclear
    return text, _lines(text, Budget(limits.blocks, name)), doubts_of(encodings, is_unclear=is_unclear)


def _lines(text: str, budget: Budget) -> tuple[Block, ...]:
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            budget.spend()
            begin = start + line.index(stripped[0])
            blocks.append(Block(start=begin, end=begin + len(stripped)))
        start += len(line) + 1
    return tuple(blocks)


def decode(data: bytes, *, name: str) -> Decoded:
    """Text of the bytes: by BOM, else UTF-8, else what gives Vietnamese, else the best guess.

    Raises:
        BadInput: `document.damaged` when no encoding fits, `document.encoding_unknown` when several old ones do.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(_strictly(data[len(bom) :], encoding, name))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data, error.start):
            raise BadInput(code="document.damaged", file=name) from error
    return _old_vietnamese(data, name) or Decoded(_strictly(data, _guess(data[:_SAMPLE], name), name))


def _old_vietnamese(data: bytes, name: str) -> Decoded | None:
    """The text in the encoding of Vietnam that makes syllables of nearly all words; None when there is none."""
    sample = data[:_SAMPLE]
    windows = _from_1258(sample)
    readings = [(weigh(as_western(sample), encoding), encoding) for encoding in _OF_BYTES]
    ranked = sorted([*readings, (weigh(windows), None)], key=lambda reading: -reading[0].share)
    (best, encoding), (second, _) = ranked[0], ranked[1]
    if best.good >= _FEWEST_WORDS and best.share >= _SHARE and best.share - second.share >= _AHEAD:
        return Decoded(converted(as_western(data), encoding), encoding) if encoding else Decoded(_from_1258(data))
    if best.good >= _FEWEST_WORDS and best.share >= _SOME:
        raise BadInput(code="document.encoding_unknown", file=name)
    return Decoded(_from_1258(data)) if _is_vietnamese(windows) else None


def _from_1258(data: bytes) -> str:
    """Windows-1258, which writes tones as marks after the letter, composed; U+FFFD for what it does not have."""
    return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise BadInput(code="document.damaged", file=name) from error


def _is_broken_utf8(data: bytes, place: int) -> bool:
    """Whether it was UTF-8 up to `place`: chance gives a letter of two bytes, not three, and none of Vietnamese."""
    foreign = [letter for letter in data[:place].decode("utf-8") if ord(letter) > 0x7F]
    return len(foreign) >= 3 or any("\u1ea0" <= letter <= "\u1ef9" for letter in foreign)


def _is_vietnamese(text: str) -> bool:
    """Whether the letters with marks are Vietnamese ones, without loose marks and without holes."""
    foreign = [letter for letter in text if ord(letter) > 0x7F and letter.isalpha()]
    vietnamese = sum(1 for letter in foreign if _VIETNAMESE.match(letter))
    is_whole = _LOOSE_MARK.search(text) is None and "\ufffd" not in text
    return is_whole and bool(foreign) and vietnamese >= 0.95 * len(foreign)


def _guess(sample: bytes, name: str) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, rarely needed

    best = from_bytes(sample).best()
    if best is None:
        raise BadInput(code="document.damaged", file=name)
    return str(best.encoding)
