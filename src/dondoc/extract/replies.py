"""The own words of a reply: what was quoted, what signs it and what a machine added is cut off, and kept apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dondoc.extract.normalize import fold
from dondoc.extract.phrases import Phrases

_QUOTED = re.compile(r"\s*>")
_QUOTE_MARKS = re.compile(r"^(?:\s*>)+\s?")
_EDGE = " \t*_.,;:!/-–—~=#()[]"
#: An address or a time of day: without either, "… đã viết:" is a sentence of the sender.
_STAMP = re.compile(r"[^\s@]@[^\s@]|(?<!\d)\d{1,2}\s?(?::|h|giờ)\s?\d{2}(?!\d)")
_RULE = re.compile(r"\s*[-_=*]{2,}")
_LONG_RULE = re.compile(r"\s*[_=-]{8,}\s*")
_SIGNATURE = re.compile(r"-- ?")
#: A code as it is printed: some parts with hyphens, the period among them, a number at the end.
_CODE = re.compile(
    r"(?<![\w-])[^\W_]{1,20}(?:-[^\W_]{1,20}){0,4}-\d{4,8}(?:-[^\W_]{1,6}){0,2}-\d{2,4}(?:\.\d{1,3})?(?!\d)"
)
#: The head of a quotation is wrapped over so many lines at most, and no longer than this.
_WRAPPED, _HEAD_LENGTH = 4, 400
#: Lines of a header block are looked for in so many lines.
_BLOCK = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CutWords:
    """Words by which quotations and signatures are known (config/replies.toml)."""

    quote_opens: Phrases
    quote_closes: Phrases
    header_first: Phrases
    header_next: Phrases
    separators: Phrases
    sign_offs: Phrases
    machine_lines: Phrases
    disclaimers: Phrases
    postscripts: Phrases


@dataclass(frozen=True, slots=True)
class Block:
    """Words of the sender's own, with what they were written below, if they were put between quoted lines."""

    words: str
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A reply taken apart; `cut` is everything else in its order, for whoever wants to see it."""

    blocks: tuple[Block, ...]
    cut: str

    @property
    def words(self) -> str:
        """All own words, line by line."""
        return "\n".join(block.words for block in self.blocks)


def own_words(text: str, cut_words: CutWords) -> OwnWords:
    """Take a reply apart; linear in its length, never raises.

    Lines that begin with ">" are quoted wherever they stand. From a head ("Vào … đã viết:", a block "Từ: … Đã gửi: …",
    "----- Thư gốc -----") on everything is quoted, unless ">" lines follow the head: then only these are.
    """
    kept, cut = _unquoted(text.splitlines(), cut_words)
    blocks: list[Block] = []
    quoted: list[str] = []
    for is_own, lines in groupby(kept, key=lambda line: line.is_own):
        words = [line.text for line in lines]
        if not is_own:
            quoted = [_QUOTE_MARKS.sub("", line) for line in words]
            cut += words
            continue
        own, signed = _unsigned(words, cut_words)
        cut += signed
        if own:
            blocks.append(Block("\n".join(own), "\n".join(quoted)))
        quoted = quoted if not own else []
    return OwnWords(tuple(blocks), "\n".join(cut))


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    is_own: bool


def _unquoted(lines: Sequence[str], words: CutWords) -> tuple[list[_Line], list[str]]:
    """The lines up to where everything is quoted, each own or quoted; and those after it."""
    kept: list[_Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if _QUOTED.match(line):
            kept.append(_Line(line, False))
            at += 1
            continue
        head = _head_length(lines, at, words)
        if head and not _is_quoted_next(lines, at + head):
            return kept, list(lines[at:])
        step = head or 1
        kept += [_Line(one, not head and bool(one.strip())) for one in lines[at : at + step] if head or one.strip()]
        at += step
    return kept, []


def _is_quoted_next(lines: Sequence[str], at: int) -> bool:
    for line in lines[at : at + _BLOCK]:
        if line.strip():
            return _QUOTED.match(line) is not None
    return False


def _head_length(lines: Sequence[str], at: int, words: CutWords) -> int:
    """How many lines from `at` on lead into a quotation; 0 when none do."""
    key = _key(lines[at])
    if not key:
        return 1 if _LONG_RULE.fullmatch(lines[at]) and _leads_to_header(lines, at + 1, words) else 0
    if _RULE.match(lines[at]) and words.separators.search(key) is not None:
        return 1
    if _opens(key, words.header_first) and _is_header(lines, at, words):
        return 1
    return _said_length(lines, at, key, words)


def _said_length(lines: Sequence[str], at: int, key: str, words: CutWords) -> int:
    """The lines of "Vào Th 2, 3 thg 7, 2026 lúc 08:01 … <…> đã viết:", which programs wrap."""
    if not words.quote_opens.match(key, 0):
        return 0
    joined = ""
    for count, line in enumerate(lines[at : at + _WRAPPED], start=1):
        joined = f"{joined} {line.strip()}"
        if len(joined) > _HEAD_LENGTH or not line.strip():
            return 0
        if line.rstrip().endswith(":"):
            said = fold(joined.rstrip(" :"))
            closes = any(said.endswith(f" {phrase}") for phrase in words.quote_closes.words)
            return count if closes and _STAMP.search(said) else 0
        if line.rstrip().endswith((".", ";", "!", "?")):
            return 0  # "Vào ngày 20/8 đã trao 10 suất quà." is a sentence of its own
    return 0


def _leads_to_header(lines: Sequence[str], at: int, words: CutWords) -> bool:
    following = next((i for i in range(at, min(at + 3, len(lines))) if lines[i].strip()), None)
    return following is not None and _is_header(lines, following, words)


def _is_header(lines: Sequence[str], at: int, words: CutWords) -> bool:
    """Whether "Từ: …" stands at `at` and another line of a header soon after it."""
    if not _opens(_key(lines[at]), words.header_first):
        return False
    return any(_opens(_key(line), words.header_next) for line in lines[at + 1 : at + 1 + _BLOCK])


def _opens(key: str, labels: Phrases) -> bool:
    """Whether a line begins with one of the labels and a colon."""
    label = labels.match(key, 0)
    return label is not None and key[len(label) :].lstrip(" *").startswith(":")


def _unsigned(lines: Sequence[str], words: CutWords) -> tuple[list[str], list[str]]:
    """Own lines without signature, lines of machines and warnings; and these."""
    own: list[str] = []
    cut: list[str] = []
    # A code of a task below a signature is no part of it: somebody goes on.
    last_code = max((at for at, line in enumerate(lines) if _CODE.search(line)), default=-1)
    is_cutting = False
    for at, line in enumerate(lines):
        key = _key(line)
        if words.postscripts.match(fold(line.strip()), 0):
            is_cutting = False
        elif not is_cutting:
            is_cutting = at >= last_code and _ends_words(line, key, words)
        (cut if is_cutting else own).append(line)
    return own, cut


def _ends_words(line: str, key: str, words: CutWords) -> bool:
    if _SIGNATURE.fullmatch(line.rstrip("\r\n")):
        return True
    whole = key in words.sign_offs.words
    return whole or words.machine_lines.match(key, 0) is not None or words.disclaimers.match(key, 0) is not None


def _key(line: str) -> str:
    return fold(line).strip(_EDGE + "<>|").strip()


def printed_codes(text: str) -> Iterator[str]:
    """What looks like a code of a task, in order.

    >>> list(printed_codes("CDX-2026-H2-03: đã xong, theo Kế hoạch 15/KH-CĐ"))
    ['CDX-2026-H2-03']
    """
    return (match[0] for match in _CODE.finditer(text))
