"""The fields of one clause: its targets, deadline, rhythm, owner, kind, area, and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.core.extraction import Kind
from dondoc.core.period import Period
from dondoc.core.target import Target
from dondoc.extract.anchor import Anchor
from dondoc.extract.calendar import mentions
from dondoc.extract.dates import Deadline, choose, find_deadlines
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold
from dondoc.extract.numbers import FoundTarget, find_targets
from dondoc.extract.recurrence import Rhythm, find_rhythm
from dondoc.extract.refs import reference_spans

_MANNER = re.compile(r"\s+(?:kịp thời|thường xuyên|có hiệu quả|nghiêm túc|chặt chẽ|liên tục)(?!\w)")

#: What is done whenever the case arises has no end: "đối với cơ sở vi phạm", "theo đề nghị của …", "khi có …".
_WHENEVER = re.compile(
    r"(?<!\w)(?:(?:đối với|các|những|trường hợp|hành vi)\s[^,;]{0,30}vi phạm|theo (?:đề nghị|yêu cầu) của"
    r"|(?:mỗi )?khi (?:có|phát hiện|xảy ra|phát sinh)|vào các (?:đợt|dịp|giờ))(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What a stretch of words measures: numbers, a date, a rhythm."""

    targets: tuple[Target, ...]
    deadline: Deadline | None
    rhythm: Rhythm | None
    #: The numbers where they stand.
    found: tuple[FoundTarget, ...] = ()
    #: Characters of the words that were measured.
    length: int = 0


def measure(
    text: str, anchor: Anchor, lexicon: Lexicon, *, bare: bool = False, subject: tuple[int, int] = (0, 0)
) -> Measures:
    """Targets, deadline and rhythm of a clause; `bare` reads a table's cell; the `subject`'s numbers are its name."""
    key = fold(text)
    rhythm = find_rhythm(key)
    taken = [(one.start, one.end) for one in mentions(key, anchor, lexicon)] + reference_spans(text) + [subject]
    targets = find_targets(text, key, taken, lexicon, rhythm=rhythm is not None)
    if rhythm is not None:
        targets = [one for one in targets if not rhythm.start <= one.start < rhythm.end or one.target.unit != "lần"]
    return Measures(
        targets=tuple(one.target for one in targets),
        deadline=choose(find_deadlines(key, anchor, lexicon, bare=bare)),
        rhythm=rhythm,
        found=tuple(targets),
        length=len(text),
    )


def is_explicit(deadline: Deadline, plan: Period | None) -> bool:
    """Whether a deadline says more than the plan's own period; end words ("đến hết năm 2024") always do."""
    if plan is None or deadline.ends or deadline.window is None:
        return True
    whole = plan.calendar
    return not (deadline.window.end == whole.end and deadline.window.start <= whole.start)


def find_kind(body: str, lexicon: Lexicon, *, counts: bool, recurs: bool, dated: bool) -> Kind:
    """Countable with a target; deliverable with a rhythm, a date or a product; else by its opening words."""
    if counts:
        return Kind.COUNTABLE
    if recurs or dated:
        return Kind.DELIVERABLE
    if _WHENEVER.search(body):
        return Kind.ONGOING
    body = _main_part(body, lexicon)
    manner = lexicon.verbs.adverbs.match(body, 0)
    if manner and not lexicon.verbs.ongoing.match(body, 0):
        body = body[len(manner) :].lstrip(" ,")
        if lexicon.verbs.openers.match(body, 0) is None:
            return Kind.ONGOING
    opening = lexicon.verbs.ongoing.match(body, 0)
    if opening is None:
        verb = lexicon.verbs.openers.match(body, 0)
        return Kind.ONGOING if verb and _MANNER.match(body, len(verb)) else Kind.DELIVERABLE
    if opening in {"tiếp tục", "tập trung", "chủ động", "kịp thời", "tích cực", "đẩy nhanh"}:
        after = body[len(opening) :].lstrip()[:30]
        product = lexicon.verbs.product.search(after)
        if product and product[0] < 3:
            return Kind.DELIVERABLE
    return Kind.ONGOING


def find_action(body: str, lexicon: Lexicon) -> str:
    """The main verb: the first that is no auxiliary."""
    first = ""
    body, at = _main_part(body, lexicon), 0
    for _ in range(4):
        verb = lexicon.verbs.openers.match(body, at) or lexicon.verbs.adverbs.match(body, at)
        if verb is None:
            break
        if lexicon.verbs.openers.match(body, at):
            first = first or verb
            if verb not in lexicon.verbs.auxiliary.words:
                return verb
        at += len(verb)
        while at < len(body) and body[at] in " ,":
            at += 1
    return first


def past_modals(key: str, at: int, end: int, lexicon: Lexicon) -> int:
    """Where the words after "sẽ", "phải", "cần", "có trách nhiệm" begin."""
    while (modal := lexicon.verbs.modals.match(key, at)) and at + len(modal) < end:
        at += len(modal)
        while at < end and key[at] == " ":
            at += 1
    return at


def names_blanked(text: str, key: str) -> str:
    """The key with words in capitals (but the first) blanked: no name is read as a verb ("Cấp nước Đông Giang")."""
    return "".join(
        " " * len(word) if index and word[:1].isupper() else key[at : at + len(word)]
        for index, (at, word) in enumerate(_pieces(text))
    )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Words and the stretches between them, with their places."""
    for match in re.finditer(r"\w+|\W+", text):
        yield match.start(), match[0]


def _main_part(body: str, lexicon: Lexicon) -> str:
    """The clause from its main verb, "phối hợp với X" and "phấn đấu" passed over."""
    for opening in ("phối hợp", "cùng", "chủ trì", "phấn đấu", "sớm", "tập trung"):
        if not body.startswith(opening + " "):
            continue
        rest = len(opening) + 1
        if opening in {"phối hợp", "cùng"}:
            later = next(
                (at for at, verb in lexicon.verbs.openers.finditer(body, rest) if verb != "phối hợp"),
                None,
            )
            return body[later:] if later else body
        return _main_part(body[rest:], lexicon)
    return body
