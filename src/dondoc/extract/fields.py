"""What a clause measures, its main verb, and where its words begin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.core.extraction import Reason
from dondoc.core.period import Period
from dondoc.core.target import Target
from dondoc.extract.anchor import Anchor
from dondoc.extract.calendar import mentions
from dondoc.extract.dates import Deadline, choose, find_deadlines
from dondoc.extract.guesses import guess
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold
from dondoc.extract.recurrence import Rhythm, find_rhythm
from dondoc.extract.refs import reference_spans
from dondoc.extract.targets import FoundTarget, each_target, find_targets


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What a stretch of words measures: numbers, a date, a rhythm."""

    targets: tuple[Target, ...]
    deadline: Deadline | None
    rhythm: Rhythm | None
    #: The numbers where they stand.
    found: tuple[FoundTarget, ...] = ()
    #: Why the targets are taken to add up so, to count so, to be what they are.
    guesses: tuple[Reason, ...] = ()
    #: Characters of the words that were measured.
    length: int = 0


def measure(
    text: str, anchor: Anchor, lexicon: Lexicon, *, bare: bool = False, subject: tuple[int, int] = (0, 0)
) -> Measures:
    """Targets, deadline and rhythm of a clause; `bare` reads a table's cell; the `subject`'s numbers are its name."""
    key = fold(text)
    rhythm = find_rhythm(key, anchor)
    taken = [(one.start, one.end) for one in mentions(key, anchor, lexicon)] + reference_spans(text) + [subject]
    targets = find_targets(text, key, taken, lexicon, rhythm=rhythm is not None)
    if rhythm is not None:
        targets = [one for one in targets if not rhythm.start <= one.start < rhythm.end or one.target.unit != "lần"]
    guessed = [guess(one, key, lexicon, rhythm) for one in targets]
    return Measures(
        targets=tuple(target for target, _ in guessed),
        deadline=choose(find_deadlines(key, anchor, lexicon, bare=bare)),
        rhythm=rhythm,
        found=tuple(targets),
        guesses=tuple(dict.fromkeys(reason for _, reasons in guessed for reason in reasons)),
        length=len(text),
    )


def has_target(text: str, anchor: Anchor, lexicon: Lexicon) -> bool:
    """Whether a stretch has a target, as `measure` would find; the first one settles it."""
    key = fold(text)
    rhythm = find_rhythm(key, anchor)
    taken = [(one.start, one.end) for one in mentions(key, anchor, lexicon)] + reference_spans(text)
    return any(
        rhythm is None or not rhythm.start <= one.start < rhythm.end or one.target.unit != "lần"
        for one in each_target(text, key, taken, lexicon, rhythm=rhythm is not None)
    )


def is_explicit(deadline: Deadline, plan: Period | None) -> bool:
    """Whether a deadline says more than the plan's own period; end words ("đến hết năm 2024") always do."""
    if plan is None or deadline.ends or deadline.window is None:
        return True
    whole = plan.calendar
    return not (deadline.window.end == whole.end and deadline.window.start <= whole.start)


def find_action(body: str, lexicon: Lexicon) -> str:
    """The main verb: the first that is no auxiliary."""
    first = ""
    body, at = main_part(body, lexicon), 0
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


def main_part(body: str, lexicon: Lexicon) -> str:
    """The clause from its main verb on, "phối hợp với X" and "phấn đấu" passed over."""
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
        return main_part(body[rest:], lexicon)
    return body
