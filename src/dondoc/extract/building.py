"""A commitment out of what was read of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dondoc.core.extraction import FoundCommitment, Mark, Reason
from dondoc.extract.anchor import Anchor
from dondoc.extract.areas import explain_area, find_area
from dondoc.extract.dates import Deadline
from dondoc.extract.display import Fragment, display
from dondoc.extract.fields import Measures, find_action, is_explicit
from dondoc.extract.kinds import find_kind, is_direction
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.marks import in_order
from dondoc.extract.normalize import squeeze
from dondoc.extract.plural import guess_fan_out, is_plural, opening
from dondoc.extract.refs import find_refs
from dondoc.extract.sections import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was read of one commitment."""

    start: int
    end: int
    #: Its words with furniture folded away.
    text: str
    #: Folded words from the verb on, names blanked: for kind and action.
    body: str
    #: Folded words by which the area is found, without the subject.
    words: str
    measures: Measures
    #: The deadline that binds it, its own or an inherited one.
    deadline: Deadline | None
    owner: str | None
    #: The words name the owner themselves.
    names_owner: bool = False
    role: Role = Role.PLAN
    certain: bool = False
    #: Lead-in or heading that governs it.
    heading: str = ""
    #: Folded headings from the title down to the nearest.
    headings: tuple[str, ...] = ()
    #: Which rules found it, and where it stands.
    reasons: tuple[Reason, ...] = ()
    due_reason: Reason | None = None
    owner_reason: Reason | None = None
    #: Where the words stand from which its fields were read.
    marks: tuple[Mark, ...] = ()
    #: Sum of what the rules found.
    weight: float = 0.0
    parent: int | None = None
    #: Words of the clause that its "trong đó" belongs to, or "".
    whole: str = ""
    #: The words that tie it to that clause: "trong đó", "trước mắt".
    joint: str = ""
    #: Words from which the targets and the rhythm were read.
    target_words: tuple[str, ...] = ()
    rhythm_words: str = ""
    #: What other cells of its row say is to be reached ("20 đoàn viên"), or "".
    figure: str = ""
    #: Nothing but who does it is missing of its words.
    stands_alone: bool = False


def build(facts: Facts, anchor: Anchor, lexicon: Lexicon) -> FoundCommitment:
    """The commitment; `text` is set to the document's own slice, and its confidence rated, by the pipeline."""
    measures = facts.measures
    deadline = facts.deadline if facts.deadline and is_explicit(facts.deadline, anchor.plan) else None
    due = deadline.due if deadline else anchor.plan.calendar.last if anchor.plan else None
    rhythm = measures.rhythm
    refs = find_refs(squeeze(facts.text))
    kind = find_kind(
        facts.body,
        lexicon,
        counts=bool(measures.targets),
        recurs=rhythm is not None,
        dated=deadline is not None,
        to_the_end=deadline is not None and deadline.ends and (deadline.due.month, deadline.due.day) == (12, 31),
    )
    words, supplied = display(_fragment(facts), lexicon)
    found = FoundCommitment(
        start=facts.start,
        end=facts.end,
        text=facts.text,
        display=words,
        parent=facts.parent,
        action=find_action(facts.body, lexicon),
        kind=kind.kind,
        targets=measures.targets,
        due=due,
        due_nominal=deadline.nominal if deadline and deadline.nominal != due else None,
        due_explicit=deadline is not None,
        window=facts.deadline.window if facts.deadline else None,
        recurrence=rhythm.recurrence if rhythm else None,
        rrule=rhythm.rrule if rhythm else "",
        owner=facts.owner,
        owner_plural=bool(facts.owner) and is_plural(facts.owner or "", lexicon),
        fan_out=guess_fan_out(facts.owner or "", facts.text),
        direction=is_direction(facts.body, kind.kind, lexicon, cites=bool(refs)),
        area=find_area(facts.words, facts.headings, lexicon),
        refs=refs,
        confidence=0.0,
        marks=in_order(facts.marks),
        heading=facts.heading,
    )
    reasons = _reasons(found, facts, (kind.reason, *supplied), lexicon)
    return replace(found, reasons=tuple(map(str, reasons)))


def _fragment(facts: Facts) -> Fragment:
    return Fragment(
        text=facts.text,
        body=facts.body,
        measures=facts.measures,
        owner=facts.owner,
        names_owner=facts.names_owner,
        whole=facts.whole,
        joint=facts.joint,
        figure=facts.figure,
        heading=facts.heading,
        stands_alone=facts.stands_alone,
    )


def _reasons(found: FoundCommitment, facts: Facts, told: tuple[Reason, ...], lexicon: Lexicon) -> Iterator[Reason]:
    """Why it was found, then why each field that has a value has it."""
    yield from facts.reasons
    yield from told
    yield from (Reason("targets:read", words) for words in facts.target_words)
    yield from facts.measures.guesses
    if found.due is not None:
        if found.due_explicit and facts.due_reason is not None:
            yield facts.due_reason
        else:
            yield Reason("due:period")
    if found.due_nominal is not None:
        yield Reason("due_nominal:before", f"{found.due_nominal:%d/%m/%Y}")
    if found.window is not None and facts.due_reason is not None:
        yield Reason("window:read", facts.due_reason.words)
    if found.recurrence is not None or found.rrule:
        yield Reason("recurrence:read", facts.rhythm_words)
    if facts.owner_reason is not None and found.owner:
        yield facts.owner_reason
    if found.owner_plural:
        yield Reason(f"fan_out:{found.fan_out.value}", opening(found.owner or ""))
    if found.direction:
        yield Reason("direction:soft", found.action)
    yield explain_area(found.area, facts.words, facts.headings, lexicon)
    yield from (Reason("refs:read", ref) for ref in found.refs)
    if found.parent is not None:
        yield Reason("parent:part", facts.joint) if facts.whole else Reason("parent:list")
