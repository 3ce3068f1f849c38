"""Before a report is signed: what its superior will ask of the plan, and which promises it no longer speaks of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dondoc.core.document import Document
from dondoc.core.extraction import Extraction, FoundCommitment
from dondoc.core.period import Period
from dondoc.core.progress import TaskView, results, state_of
from dondoc.core.reported import ReportedResult
from dondoc.core.task import Status
from dondoc.draft.clause import take_apart, verb_at_head
from dondoc.draft.figures import day_text, quantity_text
from dondoc.draft.plan_lint import Earlier, PlanRemark, PlanRules, PlanTask, lint_plan
from dondoc.extract.matching import match_results
from dondoc.extract.normalize import fold
from dondoc.extract.reported_words import ReportedWords
from dondoc.usecases.ports import Work
from dondoc.usecases.read_tasks import load_views

_WORD = re.compile(r"[^\W\d_]+")
#: Two promises are the same work when so large a part of the shorter one's words is in the other, of so many words.
_SAME, _FEWEST = 0.75, 4
#: Nothing is asked of what was given up.
_GONE = frozenset({Status.WAIVED, Status.REJECTED, Status.DRAFT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A promise of the last report."""

    words: str
    #: "" where only the paper is known.
    code: str = ""
    owner: str = ""
    due: date | None = None
    result: str = ""
    #: Where it was promised: "Báo cáo số …".
    paper: str = ""
    status: Status | None = None
    found: FoundCommitment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReview:
    """What is to be looked at before signing."""

    tasks: tuple[PlanTask, ...]
    remarks: tuple[PlanRemark, ...]
    #: Promises of the last report that the new one neither tells of, nor carries on.
    dropped: tuple[Past, ...]
    #: Whether promises of an earlier report were known to compare with.
    has_past: bool

    @property
    def is_fine(self) -> bool:
        """Nothing to ask."""
        return not self.remarks and not self.dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A report as it was read: the text, its promises, what it tells as done."""

    document: Document
    extraction: Extraction
    reported: Sequence[ReportedResult]


def review_plan(paper: Paper, past: Sequence[Past], rules: PlanRules, words: ReportedWords) -> PlanReview:
    """The remarks on the plan of a report, and the promises of the last one that it drops."""
    commitments = paper.extraction.commitments
    tasks = tuple(PlanTask(found=found, earlier=_earlier(found, past)) for found in commitments)
    period = paper.extraction.header.plan_period
    last_day = period.calendar.last if period is not None else None
    return PlanReview(
        tasks=tasks,
        remarks=lint_plan(tasks, rules, last_day=last_day),
        dropped=tuple(dropped(paper, past, words)),
        has_past=bool(past),
    )


def dropped(paper: Paper, past: Sequence[Past], words: ReportedWords) -> list[Past]:
    """The promises that a report does not mention: not by code, not as a result, not as a task of the next plan."""
    text = paper.document.text.casefold()
    silent = [p for p in past if p.status not in _GONE and not (p.code and p.code.casefold() in text)]
    told = _told(silent, paper.reported, words)
    plan = [_words(found.display) for found in paper.extraction.commitments]
    return [p for p in silent if id(p) not in told and not any(_is_same(_words(p.words), other) for other in plan)]


def past_of_paper(extraction: Extraction, name: str) -> list[Past]:
    """The promises of an earlier report that only its file is known of."""
    return [
        Past(
            words=found.display,
            owner=found.owner or "",
            due=found.due if found.due_explicit else None,
            paper=name,
            found=found,
        )
        for found in extraction.commitments
    ]


def past_of_ledger(
    work: Work, unit_ids: Iterable[int], before: Period | None, verbs: frozenset[str], *, until: date | None = None
) -> list[Past]:
    """The confirmed promises of the newest period before a plan, with what the ledger knows of each.

    `verbs` can begin a promise: by them a promise is set beside the results of a report. What is to begin after
    `until`, the day up to which the report tells, is not asked for yet.
    """
    views = [v for v in load_views(work, unit_ids) if v.promised.period is not None]
    begun = [v for v in views if until is None or not v.work or min(w.slot.window.start for w in v.work) <= until]
    earlier = [v for v in begun if before is None or _starts(v) < before.calendar.start]
    newest = max((_starts(v) for v in earlier), default=None)
    papers = {d.id: d for d in work.documents.all()}
    rows: list[Past] = []
    for view in (v for v in earlier if _starts(v) == newest):
        document = papers.get(view.promised.document_id or 0)
        paper = (f"{document.number or document.name}") if document is not None else ""
        rows.append(_past(view, paper, _found(view, verbs)))
    return rows


def _starts(view: TaskView) -> date:
    period = view.promised.period
    return period.calendar.start if period is not None else date.max


def _found(view: TaskView, verbs: frozenset[str]) -> FoundCommitment:
    promised = view.promised
    rest = take_apart(promised.display, promised.owner, verbs).rest
    return FoundCommitment(
        start=promised.start,
        end=promised.end,
        text=promised.text,
        display=promised.display,
        action=verb_at_head(rest, verbs),
        kind=promised.kind,
        targets=promised.targets,
        owner=promised.owner,
        area=promised.area,
        refs=promised.refs,
        confidence=promised.confidence,
    )


def _past(view: TaskView, paper: str, found: FoundCommitment) -> Past:
    terms = view.terms
    reached = [quantity_text(r.value, r.target) for r in results(view) if r.value is not None]
    units = [r.target.unit for r in results(view) if r.value is not None]
    words = [f"{text} {unit}" if text.endswith("%") else text for text, unit in zip(reached, units, strict=True)]
    return Past(
        words=view.promised.display,
        code=view.code,
        owner=terms.owner or "",
        due=terms.due if terms.due_explicit and not terms.due_proposed else None,
        result=", ".join(dict.fromkeys(word.strip() for word in words)),
        paper=paper,
        status=state_of(view),
        found=found,
    )


def _told(past: Sequence[Past], reported: Sequence[ReportedResult], words: ReportedWords) -> set[int]:
    """Those of which the report tells a result, by their words and figures."""
    known = [(p, p.found) for p in past if p.found is not None]
    matching = match_results([found for _, found in known], reported, words)
    return {id(known[match.commitment][0]) for match in matching.matches if match.candidates}


def _earlier(found: FoundCommitment, past: Sequence[Past]) -> Earlier | None:
    own = _words(found.display)
    for p in past:
        if (p.code and p.code.casefold() in found.text.casefold()) or _is_same(_words(p.words), own):
            return Earlier(words=p.words, owner=p.owner, due=p.due, result=p.result)
    return None


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    fewest = min(len(one), len(other))
    return fewest >= _FEWEST and len(one & other) >= _SAME * fewest


def known_of(past: Past) -> str:
    """What is known of a promise, in words: its date and what was reached."""
    parts = [f"hạn {day_text(past.due)}"] if past.due is not None else []
    return ", ".join([*parts, *([f"đã đạt {past.result}"] if past.result else [])])
