"""A promise taken apart: who, what he does, and the words of time and intent that a later report leaves away."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from dondoc.core.commitment import Commitment

#: Words of intent before the verb: "Công đoàn sẽ tiếp tục phấn đấu …".
INTENT = ("sẽ", "tiếp tục", "phấn đấu", "quyết tâm", "cố gắng", "dự kiến", "cần phải", "cần", "phải", "đặt mục tiêu")
#: Manners that may stand between "đã" and the verb.
_MANNERS = (
    "thường xuyên",
    "kịp thời",
    "chủ động",
    "tích cực",
    "từng bước",
    "trực tiếp",
    "nghiêm túc",
    "đồng loạt",
    "khẩn trương",
    "định kỳ",
    "kiên quyết",
    "luôn",
)
#: A verb that "đã" would turn into a claim about something else than work done.
_NOT_PAST = frozenset({"có", "không", "đề nghị", "yêu cầu", "phấn đấu", "tiếp tục", "đạt"})

#: A date without the word "ngày", and with it.
DATE = r"(?:\d{1,2}\s*[/.\-]\s*\d{1,2}(?:\s*[/.\-]\s*\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"
DAY = rf"(?:ngày\s+)?{DATE}"
_YEAR = r"(?:\s*[/\-]\s*\d{4}|\s+năm\s+\d{4})?"
_MONTH = rf"tháng\s+\d{{1,2}}{_YEAR}"
_QUARTER = rf"quý\s+(?:IV|III|II|I|[1-4])\b{_YEAR}"
_HALF = r"(?:0?6|sáu)\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?"
_SPAN = (
    rf"(?:{DAY}|(?:(?:tuần\s+)?(?:đầu|giữa|cuối)\s+|tuần\s+\d\s+)?(?:{_MONTH}|{_QUARTER})|{_HALF}"
    r"|(?:cuối\s+)?năm\s+\d{4}|thời\s+gian\s+tới)"
)
_BY = (
    r"(?:từ\s+nay\s+đến(?:\s+hết)?|chậm\s+nhất(?:\s+là)?|muộn\s+nhất(?:\s+là)?|không\s+quá|đến\s+hết|đến\s+trước"
    r"|trước|trong|vào|hết|đến)"
)
_FINISH = r"(?:(?:thực\s+hiện\s+)?(?:xong|hoàn\s+thành|hoàn\s+tất)\s+)?"
_DEADLINE = rf"{_FINISH}(?:từ\s+{DAY}\s+đến\s+(?:hết\s+)?{DAY}|{_BY}\s+{_SPAN})"
_TAIL_TIME = re.compile(rf"(?:\s*[,;])?\s+(?:ngay\s+)?{_DEADLINE}(?=\s*(?:[,;(]|$))", re.IGNORECASE)
_HEAD_TIME = re.compile(
    rf"^(?:từ\s+nay\s+đến(?:\s+hết)?\s+{_SPAN}\s*,?\s+|{_DEADLINE}(?:\s*,\s*|\s+(?=(?:sẽ|phấn đấu)\s)))", re.IGNORECASE
)
_LEFT_TIME = re.compile(rf"\b{_BY}\s+(?:{DAY}|{_MONTH}|{_QUARTER}|{_HALF})", re.IGNORECASE)
_FEAST = re.compile(
    rf"\s*,?\s+(?:nhân\s+dịp|chào\s+mừng|nhân\s+kỷ\s+niệm|nhân\s+ngày|tối|sáng|chiều)\s+(?:kỷ\s+niệm\s+)?{DAY}(?=\s*(?:[,;(]|$))",
    re.IGNORECASE,
)
_ANY_TIME = re.compile(
    rf"{DAY}|{_MONTH}|{_QUARTER}|\btháng\s+hành\s+động|\btháng\s+công\s+nhân|\btết\b|\b(?:nhân\s+(?:dịp|kỷ)|chào\s+mừng)"
    r"|\bcuối\s+năm",
    re.IGNORECASE,
)
_DOCUMENT_DAY = re.compile(rf"\S*[/\-][^\W\d_]\S*\s+{DAY}", re.IGNORECASE)
_BARE_DAY = re.compile(r"(?<![\w/\-])(\S+)\s+ngày\s+\d{1,2}\s*[/.]\s*\d{1,2}", re.IGNORECASE)
_OCCASION = frozenset({"niệm", "nhân", "mừng", "dịp", "thống", "và", "lập"})
_SUBJECT = re.compile(r"^(?P<subject>[A-ZĐÀ-Ỹ][^,;:“”]{1,70}?)\s+(?=sẽ\b)", re.UNICODE)
_OF_WHOLE = re.compile(r"^.*?,\s+(?:trong đó|trước mắt)\s+")
#: So many letters tell that a display begins as the document's own words do.
_TELLING = 12
_INNER_MARKS = str.maketrans('“”"', "\u2018’’")


class Shape(StrEnum):
    """What the rest of a promise begins with."""

    #: A verb: "tổ chức …".
    ACTION = "action"
    #: A number: "100% tổ công đoàn …".
    FIGURE = "figure"
    #: A level: "tỷ lệ gia đình đọc sách đạt từ 60% trở lên".
    LEVEL = "level"
    #: Anything else; no other form of it is certain.
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """`subject` (or "") and `rest`, without words of intent and deadlines."""

    subject: str
    rest: str
    shape: Shape
    #: A deadline stood in the middle and is still in `rest`.
    keeps_time: bool


def one_line(words: str) -> str:
    r"""The words of a person or a file on one line: spaces folded, control characters dropped, NFC.

    >>> one_line("tổ chức\n  hội thi ")
    'tổ chức hội thi'
    """
    normal = unicodedata.normalize("NFC", words)
    return " ".join("".join(c if c.isprintable() else _instead_of(c) for c in normal).split())


def _instead_of(char: str) -> str:
    """Nothing for a mark without width (soft hyphen, byte order mark), else a space."""
    return "" if unicodedata.category(char) == "Cf" else " "


def bare(display: str) -> str:
    """A promise without the marks that end it on the page.

    >>> bare("Mở ngày hội đọc sách…. ")
    'Mở ngày hội đọc sách'
    """
    return one_line(display).rstrip(" .;,:…/")


def lower_first(words: str) -> str:
    """The first letter small, unless the word goes on in capitals ("BCH").

    >>> lower_first("Tổ chức"), lower_first("BCH họp")
    ('tổ chức', 'BCH họp')
    """
    if len(words) > 1 and words[1].isupper():
        return words
    return words[:1].lower() + words[1:]


def inside_sentence(words: str) -> str:
    """Somebody's words inside a sentence: small at the first letter, but for a name ("Ban Giám đốc chưa duyệt").

    >>> inside_sentence("Trùng đợt kiểm kê"), inside_sentence("Ban Giám đốc chưa duyệt")
    ('trùng đợt kiểm kê', 'Ban Giám đốc chưa duyệt')
    """
    _, _, second = words.partition(" ")
    return words if second[:1].isupper() else lower_first(words)


def upper_first(words: str) -> str:
    """The first letter great."""
    return words[:1].upper() + words[1:]


def without_deadline(words: str) -> str:
    """The promise without its dates; those of documents and of feasts stay.

    >>> without_deadline("Gửi bản dự thảo cho các tổ trước ngày 12/5/2021")
    'Gửi bản dự thảo cho các tổ'
    >>> without_deadline("Đến hết tháng 4, phấn đấu 60% tổ có góc đọc sách")
    'phấn đấu 60% tổ có góc đọc sách'
    >>> without_deadline("Mở 02 lớp huấn luyện, xong trong tháng 8")
    'Mở 02 lớp huấn luyện'
    >>> without_deadline("Làm theo Hướng dẫn số 7/HD-XYZ ngày 02/3/2021")
    'Làm theo Hướng dẫn số 7/HD-XYZ ngày 02/3/2021'
    """
    return _TAIL_TIME.sub("", _HEAD_TIME.sub("", words)).strip(" ,;")


def without_feast(words: str) -> str:
    """The promise without a day of the past year that it was meant to honour, where it stands at the end.

    >>> without_feast("Mở đêm thơ cho hội viên nhân dịp 20/10")
    'Mở đêm thơ cho hội viên'
    """
    return _FEAST.sub("", words).strip(" ,;")


def names_a_time(words: str) -> bool:
    """Whether a day, month, quarter or feast is still named: its reader might take it for the due date.

    The date of a document that is cited is none.

    >>> names_a_time("Tham quan nhân dịp Quốc khánh"), names_a_time("Làm theo Hướng dẫn số 7/HD-XYZ ngày 02/3/2021")
    (True, False)
    """
    return _ANY_TIME.search(_DOCUMENT_DAY.sub("", words)) is not None


def take_apart(display: str, owner: str | None, verbs: frozenset[str]) -> Clause:
    """Subject, intent, deadline and the rest of a promise; `verbs` are in small letters.

    >>> take_apart("Ban Đời sống mở phiên chợ trong tháng 10", "Ban Đời sống", frozenset({"mở"})).rest
    'mở phiên chợ'
    """
    words = without_deadline(bare(display))
    subject, rest = subject_of(words, owner)
    rest = _without_intent(rest)
    return Clause(subject=subject, rest=rest, shape=shape_of(rest, verbs), keeps_time=keeps_time(words))


def own_words(promised: Commitment) -> str:
    """The promise without the clause it is a part of, which was supplied to be read alone and has its own line.

    "Kết nạp 20 đoàn viên, trong đó nữ từ 30% trở lên" would be read back as two.
    """
    own = " ".join(promised.text.split())
    if promised.parent_id is None or promised.display.lower().startswith(own[:_TELLING].lower()):
        return promised.display
    return _OF_WHOLE.sub("", promised.display)


def task_name(display: str) -> str:
    r"""The promise as the name of a task, to be put between quotation marks.

    The word "sẽ" goes: between quotation marks too, a reader would take it for a new promise.

    >>> task_name("Câu lạc bộ sẽ mở Hội sách “Trang mới” vào ngày 03/5.")
    'Câu lạc bộ mở Hội sách \u2018Trang mới’ vào ngày 03/5'
    """
    words = without_future(bare(display))
    return upper_first(words.translate(_INNER_MARKS))


def without_future(words: str) -> str:
    """Somebody's words without "sẽ".

    >>> without_future("do mưa bão, sẽ tổ chức sau")
    'do mưa bão, tổ chức sau'
    """
    return " ".join(re.sub(r"\bsẽ\b", " ", words, flags=re.IGNORECASE).split())


def verb_at_head(words: str, verbs: frozenset[str]) -> str:
    """The verb (with a manner before it) at the head of the words, or "".

    >>> verb_at_head("thường xuyên chăm sóc vườn cây", frozenset({"chăm sóc"}))
    'thường xuyên chăm sóc'
    """
    lowered = words.lower()
    at = 0
    while manner := next((m for m in _MANNERS if lowered.startswith(m + " ", at)), ""):
        at += len(manner) + 1
    syllables = lowered[at:].split(" ")
    for length in range(min(4, len(syllables)), 0, -1):
        verb = " ".join(syllables[:length]).rstrip(",")
        if verb in verbs and verb not in _NOT_PAST:
            return lowered[: at + len(verb)]
    return ""


def subject_of(words: str, owner: str | None) -> tuple[str, str]:
    """Who a promise begins with (its owner, or whoever "sẽ" do it), and what follows; ("", words) for nobody."""
    if owner and words.lower().startswith((owner.lower() + " ", owner.lower() + ":")):
        return words[: len(owner)], words[len(owner) + 1 :].strip()
    match = _SUBJECT.match(words)
    return (match["subject"], words[match.end() :]) if match else ("", words)


def _without_intent(words: str) -> str:
    rest = words
    while opener := next((i for i in INTENT if rest.lower().startswith(i + " ")), ""):
        rest = rest[len(opener) + 1 :]
    return lower_first(rest)


def shape_of(rest: str, verbs: frozenset[str]) -> Shape:
    """What the words begin with."""
    if verb_at_head(rest, verbs):
        return Shape.ACTION
    if _begins_with_figure(rest):
        return Shape.FIGURE
    is_level = re.match(r"(?:tỷ lệ|tỉ lệ|số)\s[^,;]*\sđạt\s", rest, re.IGNORECASE)
    return Shape.LEVEL if is_level else Shape.OTHER


def _begins_with_figure(words: str) -> bool:
    return re.match(r"(?:từ|trên|hơn|ít nhất|tối thiểu|có ít nhất|có từ|có)?\s*\d", words, re.IGNORECASE) is not None


def keeps_time(words: str) -> bool:
    """Whether a date until which, or on which, something was to be done is still named."""
    if _LEFT_TIME.search(words):
        return True
    return any(m[1].lower() not in _OCCASION and "/" not in m[1] and "-" not in m[1] for m in _BARE_DAY.finditer(words))
