"""Sentences to commitments: who governs what, which clauses are promises, and the fields of each."""

from dataclasses import dataclass, field, replace

from dondoc.core.extraction import FoundCommitment
from dondoc.core.target import Target
from dondoc.extract.areas import find_area
from dondoc.extract.calendar import Era
from dondoc.extract.clauses import Clause, Reading, Splitter
from dondoc.extract.dates import Deadline, choose, find_deadlines
from dondoc.extract.fields import (
    Measures,
    find_action,
    find_kind,
    is_explicit,
    measure,
    names_blanked,
    past_modals,
)
from dondoc.extract.flow import Sentence
from dondoc.extract.heads import verb_start
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.owners import find_charged, find_subject, is_issuer
from dondoc.extract.passages import Passage
from dondoc.extract.promises import promise_clause
from dondoc.extract.refs import find_refs
from dondoc.extract.rules import load_rules
from dondoc.extract.rules.rule import Candidate, Finding
from dondoc.extract.sections import Heading, Placed, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    """A lead-in that governs what follows: who, its words, and where it stands."""

    owner: str | None = None
    words: str = ""
    style: str = ""


@dataclass(slots=True)
class _InSentence:
    """What earlier clauses of a sentence hand on to the later ones."""

    owner: str | None = None
    #: The sentence names its own subject, so no lead-in speaks for it.
    has_subject: bool = False
    head_date: Deadline | None = None
    last_date: Deadline | None = None
    last_targets: tuple[Target, ...] = ()
    parent: int | None = None


@dataclass(slots=True)
class Reader:
    """Reads the sentences of one document in order."""

    lexicon: Lexicon
    era: Era
    issuer: str | None
    title: str = ""
    found: list[FoundCommitment] = field(default_factory=list)
    _lead: _Lead = field(default_factory=_Lead)
    _rules = load_rules()

    def heading(self, placed: Placed) -> None:
        """A new heading ends what a lead-in governs."""
        self._lead = _Lead()

    def sentence(self, sentence: Sentence) -> None:
        """Add the commitments of a sentence."""
        passage = sentence.passage
        if sentence.start == passage.body and passage.style and passage.style == self._lead.style:
            self._lead = _Lead()
        if sentence.role is not Role.PLAN:
            if sentence.role in {Role.RESULTS, Role.LIMITS, Role.UNKNOWN}:
                self._promise(sentence)
            return
        splitter = Splitter(
            passage=passage, mask=sentence.mask, lexicon=self.lexicon, counts=lambda a, b: self._counts(passage, a, b)
        )
        reading = splitter.read(sentence.start, sentence.end)
        if sentence.placed.is_intro:
            reading = replace(reading, clauses=())
        self._take(sentence, reading)

    def _take(self, sentence: Sentence, reading: Reading) -> None:
        if reading.lead:
            ends = sentence.passage.key[: sentence.end].rstrip().endswith(":")
            style = sentence.passage.style if ends else ""
            self._lead = _Lead(owner=reading.lead_owner, words=reading.lead, style=style)
        inside = _InSentence()
        for clause in reading.clauses:
            self._clause(sentence, clause, inside)

    def _counts(self, passage: Passage, start: int, end: int) -> bool:
        return start < end and bool(measure(passage.text[start:end], self.era, self.lexicon).targets)

    def _promise(self, sentence: Sentence) -> None:
        """A promise with "sẽ" counts wherever it stands."""
        clause = promise_clause(sentence.passage, sentence.start, sentence.end, self.lexicon)
        if clause is not None:
            self._clause(sentence, clause, _InSentence())

    def _clause(self, sentence: Sentence, clause: Clause, inside: _InSentence) -> None:
        passage = sentence.passage
        text = passage.text[clause.start : clause.end]
        begin = verb_start(passage, clause.start, clause.end, self.lexicon)
        subject = find_subject(passage.text, passage.key, begin, clause.end, self.lexicon)
        named = (subject.start - clause.start, subject.end - clause.start) if subject else (0, 0)
        measures = measure(text, self.era, self.lexicon, subject=named)
        body_at = past_modals(passage.key, subject.verb_at if subject else begin, clause.end, self.lexicon)
        body = passage.key[body_at : clause.end]
        candidate = Candidate(
            key=passage.key[clause.start : clause.end],
            body=body,
            role=sentence.role,
            certain=sentence.certain,
            has_subject=subject is not None,
            counts=bool(measures.targets),
            dated=measures.deadline is not None and is_explicit(measures.deadline, self.era.plan),
            closed=passage.key[: sentence.end].rstrip()[-1:] in {".", ";", "…", "!"},
            begins_item=bool(passage.style) and clause.start - passage.body < 3,
            sentence=passage.key[sentence.start : clause.end].strip(),
            lexicon=self.lexicon,
        )
        findings = self._judge(candidate)
        if findings is None:
            return
        own = squeeze(passage.text[subject.start : subject.end]) if subject else None
        owner, owner_why = self._owner(sentence, clause, own, inside, text)
        deadline, due_why = self._deadline(sentence, clause, measures, inside, begin)
        targets = self._targets(measures, clause, inside)
        self._add(sentence, clause, _Facts(
            body=names_blanked(passage.text[body_at : clause.end], body), measures=replace(measures, targets=targets), deadline=deadline, owner=owner, own=own,
            words=passage.key[body_at : clause.end], reasons=(*self._why(sentence), *_findings(findings), *due_why, *owner_why),
            weight=sum(finding.weight for finding in findings),
            parent=inside.parent if clause.hangs else None,
        ))  # fmt: skip
        inside.parent = len(self.found) - 1 if not clause.hangs else inside.parent
        inside.last_targets, inside.last_date = targets, deadline

    def _judge(self, candidate: Candidate) -> list[Finding] | None:
        """The findings that speak for a commitment; None when a rule speaks against it or none speaks for it."""
        findings = []
        for rule in self._rules:
            finding = rule.apply(candidate)
            if finding is None:
                continue
            if rule.ignores:
                return None
            findings.append(finding)
        return findings or None

    def _owner(
        self, sentence: Sentence, clause: Clause, own: str | None, inside: _InSentence, text: str
    ) -> tuple[str | None, tuple[str, ...]]:
        charged = find_charged(text, fold(text), 0, len(text), self.lexicon)
        if charged:
            return self._not_issuer(charged), (f"owner:charged {charged!r}",)
        if own:
            inside.owner, inside.has_subject = own, True
        elif clause.told and not inside.has_subject:
            inside.owner, inside.has_subject = clause.told, True
        if inside.has_subject:
            return self._not_issuer(inside.owner), ((f"owner:subject {inside.owner!r}",) if inside.owner else ())
        if self._lead.owner:
            return self._not_issuer(self._lead.owner), (f"owner:lead-in {self._lead.owner!r}",)
        heading = sentence.placed.owner
        return (self._not_issuer(heading), (f"owner:heading {heading!r}",)) if heading else (None, ())

    def _not_issuer(self, owner: str | None) -> str | None:
        return None if owner is None or is_issuer(owner, self.issuer, self.lexicon) else owner

    def _deadline(
        self, sentence: Sentence, clause: Clause, measures: Measures, inside: _InSentence, begin: int
    ) -> tuple[Deadline | None, tuple[str, ...]]:
        deadline = measures.deadline
        if deadline is not None:
            if deadline.start < begin - clause.start and "," in sentence.passage.key[clause.start : begin]:
                inside.head_date = deadline
            return deadline, (f"due:clause {_quote(sentence.passage.text[clause.start : clause.end], deadline)!r}",)
        handed = inside.last_date if clause.hangs else inside.head_date
        if handed is not None:
            return handed, ("due:sentence",)
        for heading in reversed(sentence.placed.path):
            of_heading = heading_deadline(heading, self.era, self.lexicon)
            if of_heading is not None and is_explicit(of_heading, self.era.plan):
                return of_heading, (f"due:heading {heading.text!r}",)
        return None, ()

    def _targets(self, measures: Measures, clause: Clause, inside: _InSentence) -> tuple[Target, ...]:
        """A "trong đó" share without a noun of its own counts what the whole counts."""
        if not (clause.hangs and inside.last_targets):
            return measures.targets
        unit = inside.last_targets[0].unit
        return tuple(
            replace(target, unit=unit) if target.percent and not fold(unit).startswith(fold(target.unit)) else target
            for target in measures.targets
        )

    def _why(self, sentence: Sentence) -> tuple[str, ...]:
        if sentence.role is not Role.PLAN:
            return (f"section:{sentence.role.value}",)
        if sentence.placed.path and sentence.certain:
            heading = next((one for one in reversed(sentence.placed.path) if one.role is Role.PLAN), None)
            return (f'section:plan "{(heading or sentence.placed.path[-1]).text[:80]}"',)
        return (f'section:cue "{squeeze(sentence.cue)[:80]}"',) if sentence.cue else ("section:document",)

    def _add(self, sentence: Sentence, clause: Clause, facts: "_Facts") -> None:
        start, end = sentence.passage.span(clause.start, clause.end)
        headings = tuple(heading.text for heading in sentence.placed.path)
        words = self._lead.words or (headings[-1] if headings else "")
        label = sentence.passage.key[sentence.passage.body : clause.start]
        areas = (
            (*(fold(heading) for heading in headings), label[-120:]) if label.strip() else tuple(map(fold, headings))
        )
        self.found.append(
            build(
                start, end, sentence.passage.text[clause.start : clause.end], facts, self.era, self.lexicon,
                role=sentence.role, certain=sentence.certain, heading=words, areas=areas,
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What was read of one commitment."""

    body: str
    measures: Measures
    deadline: Deadline | None
    owner: str | None
    own: str | None
    #: The folded words by which the area is found, without the subject.
    words: str = ""
    reasons: tuple[str, ...] = ()
    weight: float = 0.0
    parent: int | None = None


def build(
    start: int, end: int, text: str, facts: _Facts, era: Era, lexicon: Lexicon, *,
    role: Role, certain: bool, heading: str, areas: tuple[str, ...],
) -> FoundCommitment:  # fmt: skip
    """A commitment of its facts. `text` is the reading with furniture folded away; the slice is set by the pipeline."""
    deadline, measures = facts.deadline, facts.measures
    explicit = deadline is not None and is_explicit(deadline, era.plan)
    if not explicit:
        deadline = None
    due = deadline.due if deadline else era.plan.calendar.last if era.plan else None
    base = 0.5 if certain else 0.4 if role is Role.PLAN else 0.3
    confidence = min(0.98, base + facts.weight + (0.1 if explicit else 0) + (0.03 if facts.owner else 0))
    clean = squeeze(text)
    rhythm = measures.rhythm
    return FoundCommitment(
        start=start,
        end=end,
        text=text,
        display=_display(clean, facts),
        parent=facts.parent,
        action=find_action(facts.body, lexicon),
        kind=find_kind(facts.body, lexicon, counts=bool(measures.targets), recurs=rhythm is not None, dated=explicit),
        targets=measures.targets,
        due=due,
        due_nominal=deadline.nominal if deadline and deadline.nominal != due else None,
        due_explicit=explicit,
        window=deadline.window if deadline else None,
        recurrence=rhythm.recurrence if rhythm else None,
        rrule=rhythm.rrule if rhythm else "",
        owner=facts.owner,
        area=find_area(facts.words or fold(clean), areas, lexicon),
        refs=find_refs(clean),
        confidence=round(confidence, 2),
        reasons=facts.reasons,
        heading=heading,
    )


def heading_deadline(heading: Heading, era: Era, lexicon: Lexicon) -> Deadline | None:
    """The date of a heading: "Trong quý III", "Tháng 9"."""
    key = fold(heading.text)
    bare = key.startswith(("tháng", "quý", "ngày", "tuần", "từ ngày", "đợt"))
    return choose(find_deadlines(key, era, lexicon, bare=bare))


def _display(clean: str, facts: _Facts) -> str:
    if facts.owner and not facts.own and fold(facts.owner) not in fold(clean):
        return f"{facts.owner}: {clean}"
    return clean[:1].upper() + clean[1:]


def _findings(findings: list[Finding]) -> tuple[str, ...]:
    return tuple(f'{one.rule} "{one.words}"' if one.words else one.rule for one in findings)


def _quote(text: str, deadline: Deadline) -> str:
    return squeeze(text[max(0, deadline.start - 20) : deadline.end])
