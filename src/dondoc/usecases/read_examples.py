"""Examples out of reviews: what was found in a document, and what a person made of each line of it.

Nothing is stored here: found is the reading as it was, the answer is the commitment as it was confirmed (with what was
later put right by `amend --correct-reading`), and the judgements say who looked at which line.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from dondoc.core.commitment import Amendment, AmendmentKind, Commitment, current_terms
from dondoc.core.example import Judgement, Reading
from dondoc.core.extraction import Kind
from dondoc.core.instants import local_date
from dondoc.core.period import Period
from dondoc.core.report import SourceDocument
from dondoc.core.task import Status
from dondoc.extract.display import without_marks
from dondoc.extract.scoring import Answer, Answers, Attribute, Number
from dondoc.usecases.gold_file import parse_found
from dondoc.usecases.ingest_report import without_codes
from dondoc.usecases.ports import Work
from dondoc.usecases.quote_places import Span, apart, find_words, stands_in, trim


class Outcome(StrEnum):
    """What a person made of a line that was found."""

    CONFIRMED = "confirmed"
    MENDED = "mended"
    REJECTED = "rejected"
    #: Nobody looked, though a rule may have accepted it (`--accept-above`).
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One commitment as found, and what became of it."""

    #: Place in the reading.
    index: int
    found: Answer
    outcome: Outcome
    #: As it should have been read; None where it was rejected or not looked at.
    answer: Answer | None = None
    #: The field ("display", "direction", or an attribute of the scoring), and its value before and after.
    changes: tuple[tuple[str, object, object], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A commitment that the reading had missed; no answer where its words are not in the text."""

    words: str
    answer: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A document with all that a review said of it."""

    document: SourceDocument
    reading: Reading
    found: Answers
    lines: tuple[Line, ...]
    added: tuple[Added, ...]
    #: The day of the last decision.
    judged_on: date

    @property
    def is_whole(self) -> bool:
        """Whether somebody looked at every line."""
        return all(line.outcome is not Outcome.UNSEEN for line in self.lines)

    @property
    def unseen(self) -> int:
        """How many lines nobody looked at."""
        return sum(line.outcome is Outcome.UNSEEN for line in self.lines)

    @property
    def gold(self) -> Answers:
        """What should be found, in the order of the text and without overlap."""
        answers = [line.answer for line in self.lines if line.answer is not None]
        answers += [one.answer for one in self.added if one.answer is not None]
        placed = apart(self.document.text, [(one.start, one.end) for one in answers])
        items = [replace(answers[index], start=start, end=end) for index, (start, end) in placed]
        return replace(self.found, items=tuple(items))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The examples that can be used, and what could not."""

    whole: tuple[Example, ...] = ()
    #: Reviewed in part: their missing lines would count as right.
    partly: tuple[Example, ...] = ()
    #: Brought in before readings were kept, or forgotten.
    without_reading: tuple[SourceDocument, ...] = ()


def gather_examples(work: Work, *, unit_ids: Iterable[int] | None = None, since: date | None = None) -> Gathered:
    """The examples of all documents that somebody reviewed, or of some units, judged on or after `since`."""
    units = None if unit_ids is None else set(unit_ids)
    judgements = work.examples.judgements()
    books = _Books(work)
    found: list[Example] = []
    bare: list[SourceDocument] = []
    documents = work.documents.all()
    for document in documents:
        judged = judgements.get(document.id, [])
        if not any(one.was_seen for one in judged) or (units is not None and document.unit_id not in units):
            continue
        reading = work.examples.reading(document.id)
        if reading is None:
            bare.append(document)
        else:
            found.append(books.example(document, reading, judged))
    recent = [one for one in found if since is None or one.judged_on >= since]
    replaced = _replaced(recent, documents)
    return Gathered(
        whole=tuple(one for one in recent if one.is_whole and one.document.id not in replaced),
        partly=tuple(one for one in recent if not one.is_whole),
        without_reading=tuple(bare),
    )


def _replaced(examples: Sequence[Example], documents: Sequence[SourceDocument]) -> set[int]:
    """Earlier texts of a document whose later text is a whole example too: the same lines count once."""
    revises = {one.id: one.revises_id for one in documents}
    replaced: set[int] = set()
    for one in examples:
        earlier = one.document.revises_id if one.is_whole else None
        while earlier is not None:
            replaced.add(earlier)
            earlier = revises.get(earlier)
    return replaced


class _Books:
    """The commitments with their corrections and the reasons of rejections, read at once."""

    def __init__(self, work: Work) -> None:
        self.commitments = {one.id: one for one in work.commitments.all()}
        self.amendments = work.commitments.amendments()
        rejected = [f"draft-{one.id}" for one in self.commitments.values() if one.status is Status.REJECTED]
        self.reasons = {
            event.entity: str(payload.get("reason", ""))
            for event, payload in work.events.told_of(rejected)
            if payload is not None and event.type == "commitment.rejected"
        }

    def example(self, document: SourceDocument, reading: Reading, judged: Sequence[Judgement]) -> Example:
        """What was made of one document."""
        found = parse_found(reading.found, document.name)
        paper = _Paper(text=document.text, plan_end=_plan_end(found))
        by_span = {(one.start, one.end): one for one in judged if not one.is_addition}
        rows = json.loads(reading.found)["commitments"]
        lines = [
            self._line(paper, index, item, rows[index], by_span.get((item.start, item.end)))
            for index, item in enumerate(found.items)
        ]
        taken = [(line.answer.start, line.answer.end) for line in lines if line.answer is not None]
        added: list[Added] = []
        for one in judged:
            if one.is_addition:
                added.append(paper.added(self._as_read(self.commitments[one.commitment_id]), taken))
                answer = added[-1].answer
                taken += [(answer.start, answer.end)] if answer is not None else []
        return Example(
            document=document,
            reading=reading,
            found=found,
            lines=tuple(lines),
            added=tuple(added),
            judged_on=max(local_date(one.at) for one in judged),
        )

    def _line(
        self, paper: "_Paper", index: int, found: Answer, row: Mapping[str, Any], judged: Judgement | None
    ) -> Line:
        if judged is None or not judged.was_seen:
            return Line(index=index, found=found, outcome=Outcome.UNSEEN)
        commitment = self.commitments[judged.commitment_id]
        if commitment.status is Status.REJECTED:
            reason = self.reasons.get(f"draft-{commitment.id}", "")
            return Line(index=index, found=found, outcome=Outcome.REJECTED, reason=reason)
        terms = self._as_read(commitment)
        changes = _changes(terms, found, row)
        is_reworded = any(name == "display" for name, _, _ in changes)
        return Line(
            index=index,
            found=found,
            outcome=Outcome.MENDED if changes else Outcome.CONFIRMED,
            answer=paper.answer(terms, paper.span(found, terms.display if is_reworded else None)),
            changes=changes,
        )

    def _as_read(self, commitment: Commitment) -> Commitment:
        """The promise with what was put right because the paper had been misread; other amendments are no reading."""
        amendments: list[Amendment] = [
            one for one in self.amendments.get(commitment.id, []) if one.kind is AmendmentKind.CORRECT_READING
        ]
        terms = current_terms(commitment, amendments)
        if terms.targets != commitment.targets:
            return replace(terms, kind=Kind.COUNTABLE if terms.targets else Kind.DELIVERABLE)
        return terms


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """A text, by which commitments become answers: only what it says can be read out of it."""

    text: str
    #: The last day of the plan's period, which a promise without a date of its own has.
    plan_end: str | None

    def answer(self, terms: Commitment, span: Span, unjudged: frozenset[Attribute] = frozenset()) -> Answer:
        """The commitment as it should have been read."""
        due = terms.due.isoformat() if terms.due is not None else None
        kind = terms.kind if terms.targets or terms.kind is not Kind.COUNTABLE else Kind.DELIVERABLE
        return Answer(
            start=span[0],
            end=span[1],
            kind=(Kind.COUNTABLE if terms.targets else kind).value,
            targets=_numbers(terms),
            due=due if terms.due_explicit else self.plan_end,
            due_explicit=terms.due_explicit,
            recurrence=terms.recurrence.value if terms.recurrence else None,
            # Somebody whom the text does not name is nobody whom it could be read to charge.
            owner=terms.owner if terms.owner is not None and stands_in(terms.owner, self.text) else None,
            areas=(terms.area,),
            refs=tuple(ref for ref in terms.refs if ref in self.text),
            unjudged=unjudged,
        )

    def span(self, found: Answer, words: str | None) -> Span:
        """The span that was found, or a wider one of the text where the reviewer wrote out its words."""
        for start, end in find_words(self.text, words) if words is not None else ():
            if start < found.end and found.start < end and (start < found.start or found.end < end):
                return trim(self.text, (start, end))
        return trim(self.text, (found.start, found.end))

    def added(self, terms: Commitment, taken: Sequence[Span]) -> Added:
        """A commitment that was added by hand, where its words stand; those of a line that was found are no place."""
        places = [trim(self.text, place) for place in find_words(self.text, terms.text)]
        free = [place for place in places if all(place[1] <= start or end <= place[0] for start, end in taken)]
        place = next(iter(free or [one for one in places if one not in taken]), None)
        if place is None:
            return Added(words=terms.display, answer=None)
        return Added(words=terms.display, answer=self.answer(terms, place, _unjudged(terms)))


def _plan_end(found: Answers) -> str | None:
    if found.plan_period is None:
        return None
    return Period.parse(found.plan_period).calendar.last.isoformat()


def _numbers(terms: Commitment) -> tuple[Number, ...]:
    return tuple(
        Number(comparator=t.comparator.value, value=float(t.value), unit=t.unit, percent=t.percent)
        for t in terms.targets
    )


def _changes(terms: Commitment, found: Answer, row: Mapping[str, Any]) -> tuple[tuple[str, object, object], ...]:
    """What the reviewer changed, field by field; a date that we proposed is no change."""
    changes: list[tuple[str, object, object]] = []
    was = without_marks(without_codes(row["display"]), row["text"])
    if was != terms.display:
        changes.append(("display", was, terms.display))
    due = terms.due.isoformat() if terms.due is not None and not terms.due_proposed else None
    pairs: list[tuple[Attribute, object, object]] = [
        (Attribute.KIND, found.kind, terms.kind.value),
        (Attribute.TARGETS, found.targets, _numbers(terms)),
        (Attribute.DUE, found.due, due),
        (Attribute.DUE_EXPLICIT, found.due_explicit, terms.due_explicit),
        (Attribute.RECURRENCE, found.recurrence, terms.recurrence.value if terms.recurrence else None),
        (Attribute.OWNER, found.owner, terms.owner),
        (Attribute.AREA, found.areas[:1], (terms.area,)),
        (Attribute.REFS, found.refs, terms.refs),
    ]
    changes += [(name.value, before, after) for name, before, after in pairs if before != after]
    if row["direction"] != terms.is_direction:
        changes.append(("direction", row["direction"], terms.is_direction))
    return tuple(changes)


def _unjudged(terms: Commitment) -> frozenset[Attribute]:
    """What somebody who adds a commitment was not asked, or left as it was."""
    unjudged = {Attribute.OWNER, Attribute.RECURRENCE, Attribute.REFS}
    if not terms.targets:
        unjudged |= {Attribute.KIND, Attribute.TARGET, Attribute.TARGETS, Attribute.UNIT}
    if not terms.due_explicit:
        unjudged |= {Attribute.DUE, Attribute.DUE_EXPLICIT}
    if terms.area == "other":
        unjudged.add(Attribute.AREA)
    return frozenset(unjudged)
