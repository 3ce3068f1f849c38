"""The words of a commitment so that they can be read alone; what was supplied stands in square brackets.

"nữ từ 30% trở lên" after "Kết nạp 20 đoàn viên, trong đó" reads "[Kết nạp 20 đoàn viên, trong đó] nữ từ 30% trở lên".
"""

import re
from dataclasses import dataclass

from dondoc.core.extraction import Reason
from dondoc.core.target import Role
from dondoc.extract.fields import Measures, find_action
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.phrases import Phrases

_PAGE = re.compile(r"\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*|\s*trang\s+\d+(?:\s*/\s*\d+)?\s*", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-–—+*•●▪■◦»→✓✔➢\uf0b7\uf02d]+|\(?[a-zđ0-9]{1,2}[.)])\s+")
_INNER_BULLET = re.compile(r"([;:])\s*[-–+*•●▪■◦»→✓✔➢\uf0b7\uf02d]\s*(?=[^\W\d])")
_BEFORE_MARK = re.compile(r"\s+(?=[,;:!?)\]”’]|\.(?:\s|$))")
_AFTER_OPENING = re.compile(r"(?<=[(\[“\u2018])\s+")
#: A mark that runs into the next word ("đoàn viên,công nhân"); "TP.HCM" and "9:30" are whole.
_NO_SPACE = re.compile(r"(?<=[^\W\d])([,;:])(?=[^\W\d])")
#: A predicate without a verb of the vocabulary: "100% đoàn viên được tập huấn".
_PREDICATE = re.compile(r"(?<!\w)(?:được|bị|là|có|đều|không|sẽ)(?!\w)")
_WEAK = frozenset({"", "có", "đạt", "phấn đấu", "bảo đảm", "đảm bảo"})
_LONGEST = 140
#: Words of a comparator before a number: "đạt và vượt", "từ".
_COMPARED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A clause with what stands round it."""

    text: str
    #: Folded words from the verb on.
    body: str
    measures: Measures
    owner: str | None = None
    #: The words name the owner themselves.
    names_owner: bool = False
    #: The clause that it is a part of, and by which words ("trong đó"), or "".
    whole: str = ""
    joint: str = ""
    #: What other cells of its row say is to be reached.
    figure: str = ""
    heading: str = ""
    #: Nothing but who does it is missing of its words.
    stands_alone: bool = False


def tidy_words(text: str) -> str:
    r"""Words without page furniture: one line, no bullets, no page number, spaces as in print.

    >>> tidy_words("mở 02 lớp ,\n- 7 -\ngồm :\n- lớp an toàn\n+ lớp chữa cháy( cho tổ trưởng)")
    'mở 02 lớp, gồm: lớp an toàn; lớp chữa cháy (cho tổ trưởng)'
    """
    lines: list[str] = []
    for line in text.split("\n"):
        if not line.strip() or (lines and _PAGE.fullmatch(line)):
            continue
        bullet = _BULLET.match(line) if lines else None
        if bullet and lines[-1].rstrip()[-1:] not in {":", ";", ",", "."}:
            lines[-1] += ";"
        lines.append(line[bullet.end() :] if bullet else line)
    words = _INNER_BULLET.sub(r"\1 ", squeeze(" ".join(lines)))
    words = _AFTER_OPENING.sub("", _BEFORE_MARK.sub("", words))
    return re.sub(r"(?<=[^\W\d_])\((?=\w)", " (", _NO_SPACE.sub(r"\1 ", words))


def display(fragment: Fragment, lexicon: Lexicon) -> tuple[str, tuple[Reason, ...]]:
    """The words to be read alone, and what was supplied."""
    words = tidy_words(fragment.text)
    supplied, reasons = _before(fragment, words, lexicon)
    if supplied:
        carries_on = not supplied.endswith(":") or any(phrases.match(fold(words), 0) for phrases in _verbs(lexicon))
        words = f"[{supplied}] {_lower_first(words) if carries_on else words}"
    figure = tidy_words(fragment.figure)
    if figure and not _says(words, figure):
        words = f"{words}{'' if ':' in words else ':'} [{figure}]"
        reasons = (*reasons, Reason("display:figure", figure))
    return _upper_first(words), reasons


def without_marks(display: str, text: str) -> str:
    """A display with its supplied words as if they stood there: for words that a person has confirmed.

    Brackets of the document's own stay.

    >>> without_marks("[Ban Nữ công] mở lớp theo mẫu [số 2]", "mở lớp theo mẫu [số 2]")
    'Ban Nữ công mở lớp theo mẫu [số 2]'
    """
    own = tidy_words(text)
    return re.sub(r"\[([^\[\]]*)\]", lambda match: match[0] if match[0] in own else match[1], display)


def _before(fragment: Fragment, words: str, lexicon: Lexicon) -> tuple[str, tuple[Reason, ...]]:
    """What is to be read before the words: the clause they are a part of, who does it, a verb, a heading."""
    key = fold(words)
    owner = fragment.owner or ""
    if fragment.names_owner or (owner and fold(owner) in key):
        owner = ""
    if fragment.whole and _is_part(fragment.body, lexicon):
        whole = _shorten(tidy_words(fragment.whole[: 2 * _LONGEST]))
        if owner and fold(owner) not in fold(whole):
            whole = f"{owner} {_lower_first(whole)}"
        return f"{whole}, {fragment.joint or 'trong đó'}", (Reason("display:whole", whole),)
    if owner:
        acts = any(phrases.match(key, 0) for phrases in _verbs(lexicon))
        return (owner if acts else f"{owner}:"), (Reason("display:owner", owner),)
    if not fragment.figure and not fragment.stands_alone and _is_bare_quantity(fragment, lexicon):
        heading = squeeze(fragment.heading).rstrip(" .:;")
        if _lacks_noun(fragment) and 0 < len(heading) <= _LONGEST:
            return f"{heading}:", (Reason("display:heading", heading),)
        if fragment.measures.targets[0].role is not Role.CAP:
            return "đạt", (Reason("display:verb", "đạt"),)
    return "", ()


def _verbs(lexicon: Lexicon) -> tuple[Phrases, ...]:
    return lexicon.verbs.openers, lexicon.verbs.adverbs, lexicon.verbs.modals


def _is_part(body: str, lexicon: Lexicon) -> bool:
    """Whether a part after "trong đó" cannot stand alone: it has no verb, or one that only says how much."""
    return find_action(body, lexicon) in _WEAK


def _is_bare_quantity(fragment: Fragment, lexicon: Lexicon) -> bool:
    """A number with its noun and nothing that acts: "05 lớp tập huấn", "100% tổ công đoàn vững mạnh"."""
    found = fragment.measures.found
    key = fold(fragment.text)
    if not found or ":" in key or any(phrases.match(fragment.body, 0) for phrases in _verbs(lexicon)):
        return False
    before = key[: found[0].start].split()
    rest = key[found[0].end :]
    return len(before) <= _COMPARED and not lexicon.verbs.openers.search(rest) and not _PREDICATE.search(rest)


def _lacks_noun(fragment: Fragment) -> bool:
    """Whether the number stands without the noun that it counts: "từ 30% trở lên"."""
    first = fragment.measures.found[0]
    return not any(char.isalpha() for char in fold(fragment.text)[first.start :].replace("trở lên", ""))


def _says(words: str, figure: str) -> bool:
    """Whether the words have the numbers of a figure already."""
    numbers = re.findall(r"\d[\d.,]*", figure)
    return bool(numbers) and all(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", words) for number in numbers)


def _shorten(words: str) -> str:
    """At most so much that it can be read over: cut at a mark where there is one."""
    if len(words) <= _LONGEST:
        return words
    cut = max(words.rfind(mark, 40, _LONGEST) for mark in (",", ";", ":"))
    return f"{words[: cut if cut > 0 else words.rfind(' ', 0, _LONGEST)].rstrip()} …"


def _upper_first(words: str) -> str:
    at = 1 if words.startswith("[") else 0
    return words[:at] + words[at : at + 1].upper() + words[at + 1 :]


def _lower_first(words: str) -> str:
    """The first letter small, unless the word is a name in capitals or goes on in capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
