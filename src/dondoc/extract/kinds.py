"""What sort of promise a clause is, and why: countable, deliverable, ongoing; and whether it only gives a direction."""

import re
from dataclasses import dataclass

from dondoc.core.extraction import Kind, Reason
from dondoc.extract.fields import find_action, main_part
from dondoc.extract.lexicon import Lexicon

_MANNER = re.compile(r"\s+(?:kịp thời|thường xuyên|có hiệu quả|nghiêm túc|chặt chẽ|chặt|liên tục)(?!\w)")

#: What is done whenever the case arises has no end: "đối với cơ sở vi phạm", "theo đề nghị của …", "khi có …".
_WHENEVER = re.compile(
    r"(?<!\w)(?:(?:đối với|các|những|trường hợp|hành vi)\s[^,;]{0,30}vi phạm|theo (?:đề nghị|yêu cầu) của"
    r"|(?:mỗi )?khi (?:có|phát hiện|xảy ra|phát sinh)|vào các (?:đợt|dịp|giờ))(?!\w)"
)


#: What must not happen is judged at the end: "không để xảy ra tai nạn", "không còn chi hội yếu".
_MUST_NOT = re.compile(r"(?:phấn đấu |quyết tâm |bảo đảm |đảm bảo )?không(?: để| có| còn| phát sinh| xảy ra)(?!\w)")


#: Money is handled by the rules all the time: "Thu, nộp hội phí đúng quy định", "chi đúng, đủ".
_BY_RULE = re.compile(
    r"(?:thu|nộp|chi|đóng|sử dụng|quản lý)(?!\w)[^;]{0,80}?(?<!\w)(?:đúng quy định|đúng, đủ|đúng và đủ|đầy đủ"
    r"|đúng mục đích|đúng chế độ|đúng nguyên tắc|minh bạch)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class KindRead:
    """A kind, with the reason that made it."""

    kind: Kind
    reason: Reason


def find_kind(
    body: str, lexicon: Lexicon, *, counts: bool, recurs: bool, dated: bool, to_the_end: bool = False
) -> KindRead:
    """Countable with a target; deliverable with a rhythm, a date or a product; else by its opening words.

    A date `to_the_end` of the year only says how long an effort goes on ("đến hết năm, tiếp tục đẩy mạnh …").
    """
    if counts:
        return KindRead(Kind.COUNTABLE, Reason("kind:counts"))
    effort = lexicon.verbs.ongoing.match(main_part(body, lexicon), 0)
    if recurs or (dated and not (to_the_end and effort)):
        return KindRead(Kind.DELIVERABLE, Reason("kind:recurs" if recurs else "kind:dated"))
    whenever = _WHENEVER.search(body) or _BY_RULE.match(main_part(body, lexicon))
    if whenever:
        return KindRead(Kind.ONGOING, Reason("kind:whenever", whenever[0].strip()))
    return _by_words(main_part(body, lexicon), lexicon)


def _by_words(body: str, lexicon: Lexicon) -> KindRead:
    """The kind of a clause without number, date or rhythm, by its opening words."""
    verbs = lexicon.verbs
    manner = verbs.adverbs.match(body, 0)
    if manner and not verbs.ongoing.match(body, 0):
        body = body[len(manner) :].lstrip(" ,")
        if verbs.openers.match(body, 0) is None:
            return KindRead(Kind.ONGOING, Reason("kind:effort", manner))
    opening = verbs.ongoing.match(body, 0)
    if opening is None:
        verb = verbs.openers.match(body, 0)
        how = _MANNER.match(body, len(verb)) if verb else None
        if how:
            return KindRead(Kind.ONGOING, Reason("kind:effort", how[0].strip()))
        return KindRead(Kind.DELIVERABLE, Reason("kind:product", verb) if verb else Reason("kind:plain"))
    if opening in {"tiếp tục", "tập trung", "chủ động", "kịp thời", "tích cực", "đẩy nhanh"}:
        product = verbs.product.search(body[len(opening) :].lstrip()[:30])
        if product and product[0] < 3:
            return KindRead(Kind.DELIVERABLE, Reason("kind:product", product[1]))
    return KindRead(Kind.ONGOING, Reason("kind:effort", opening))


def is_direction(body: str, kind: Kind, lexicon: Lexicon, *, cites: bool) -> bool:
    """Whether a clause only gives a direction: continued effort without number, date, rhythm, or anything definite.

    What is done whenever the case arises, what must not happen, what carries out a cited document, and concrete work
    ("tăng cường kiểm tra …") are tasks.
    """
    if kind is not Kind.ONGOING or cites or _MUST_NOT.match(body) or _WHENEVER.search(body):
        return False
    verb = find_action(body, lexicon)
    return verb not in lexicon.verbs.hard.words or verb in lexicon.verbs.generic.words
