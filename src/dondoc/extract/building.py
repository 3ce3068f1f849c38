"""A commitment out of what was read of it."""

from dataclasses import dataclass

from dondoc.core.extraction import FoundCommitment, Mark, Reason
from dondoc.extract.anchor import Anchor
from dondoc.extract.areas import find_area
from dondoc.extract.dates import Deadline
from dondoc.extract.fields import Measures, find_action, find_kind, is_explicit
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.marks import in_order
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.refs import find_refs
from dondoc.extract.sections import Role

#: How sure a place makes: a heading says plan; words of running text do; only the sentence itself does.
_BY_HEADING, _BY_CUE, _BY_ITSELF = 0.5, 0.4, 0.3
_SUREST = 0.98


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
    #: What other cells of its row say is to be reached ("20 đoàn viên"), or "".
    figure: str = ""


def build(facts: Facts, anchor: Anchor, lexicon: Lexicon) -> FoundCommitment:
    """The commitment; `text` is set to the document's own slice by the pipeline."""
    measures = facts.measures
    deadline = facts.deadline if facts.deadline and is_explicit(facts.deadline, anchor.plan) else None
    due = deadline.due if deadline else anchor.plan.calendar.last if anchor.plan else None
    clean = squeeze(facts.text)
    rhythm = measures.rhythm
    return FoundCommitment(
        start=facts.start,
        end=facts.end,
        text=facts.text,
        display=_display(clean, facts, lexicon),
        parent=facts.parent,
        action=find_action(facts.body, lexicon),
        kind=find_kind(
            facts.body,
            lexicon,
            counts=bool(measures.targets),
            recurs=rhythm is not None,
            dated=deadline is not None,
        ),
        targets=measures.targets,
        due=due,
        due_nominal=deadline.nominal if deadline and deadline.nominal != due else None,
        due_explicit=deadline is not None,
        window=deadline.window if deadline else None,
        recurrence=rhythm.recurrence if rhythm else None,
        rrule=rhythm.rrule if rhythm else "",
        owner=facts.owner,
        area=find_area(facts.words, facts.headings, lexicon),
        refs=find_refs(clean),
        confidence=_confidence(facts, dated=deadline is not None),
        reasons=tuple(str(one) for one in (*facts.reasons, facts.due_reason, facts.owner_reason) if one),
        marks=in_order(facts.marks),
        heading=facts.heading,
    )


def _confidence(facts: Facts, *, dated: bool) -> float:
    base = _BY_HEADING if facts.certain else _BY_CUE if facts.role is Role.PLAN else _BY_ITSELF
    return round(min(_SUREST, base + facts.weight + (0.1 if dated else 0) + (0.03 if facts.owner else 0)), 2)


def _display(clean: str, facts: Facts, lexicon: Lexicon) -> str:
    """The words so that they can be read alone: the owner of a heading or lead-in becomes their subject.

    "Các đơn vị" over "Tiếp tục hoàn thiện hồ sơ" reads "Các đơn vị tiếp tục hoàn thiện hồ sơ".
    """
    whole, key = clean[:1].upper() + clean[1:], fold(clean)
    if not facts.owner or facts.names_owner or fold(facts.owner) in key:
        return whole
    owner = facts.owner[:1].upper() + facts.owner[1:]
    verbs = lexicon.verbs
    if not any(phrases.match(key, 0) for phrases in (verbs.openers, verbs.adverbs, verbs.modals)):
        return f"{owner}: {clean}"
    return f"{owner} {clean if clean[1:2].isupper() else clean[:1].lower() + clean[1:]}"
