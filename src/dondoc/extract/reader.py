"""Sentences to commitments: who governs what, which clauses are promises, and the fields of each."""

from dataclasses import dataclass, field, replace

from dondoc.core.extraction import FoundCommitment
from dondoc.core.target import Target
from dondoc.extract.anchor import Anchor
from dondoc.extract.building import Facts, build
from dondoc.extract.clauses import Clause, Reading, Splitter
from dondoc.extract.dates import Deadline, choose, find_deadlines
from dondoc.extract.fields import Measures, is_explicit, measure, names_blanked, past_modals
from dondoc.extract.flow import Sentence
from dondoc.extract.heads import verb_start
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.owners import Subject, asks_of, find_charged, find_subject, is_issuer
from dondoc.extract.passages import Passage
from dondoc.extract.promises import promise_clause
from dondoc.extract.rules import load_rules
from dondoc.extract.rules.rule import Candidate, Finding
from dondoc.extract.sections import Heading, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    """A lead-in that governs what follows: who, its words, the numbering of its line, and how far it reaches."""

    owner: str | None = None
    words: str = ""
    style: str = ""
    #: The passage that it cannot leave: an order in passing ("Giao Phòng A chủ trì …") ends with its paragraph.
    within: Passage | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A clause in its sentence, with its time, subject, verb and numbers told apart."""

    sentence: Sentence
    clause: Clause
    text: str
    #: Where the words after a time at the head begin, in the passage.
    begin: int
    subject: Subject | None
    #: Where the words from the verb on begin, in the passage.
    body_at: int
    measures: Measures

    @property
    def passage(self) -> Passage:
        return self.sentence.passage

    @property
    def key(self) -> str:
        return self.passage.key[self.clause.start : self.clause.end]

    @property
    def body(self) -> str:
        return self.passage.key[self.body_at : self.clause.end]

    @property
    def own(self) -> str | None:
        """The unit that the clause names as its subject."""
        return squeeze(self.passage.text[self.subject.start : self.subject.end]) if self.subject else None


@dataclass(slots=True)
class Reader:
    """Reads the sentences of one document in order."""

    lexicon: Lexicon
    anchor: Anchor
    issuer: str | None
    #: The body above the issuer, as the letterhead names it.
    superior: str | None = None
    title: str = ""
    found: list[FoundCommitment] = field(default_factory=list)
    _lead: _Lead = field(default_factory=_Lead)
    _rules = load_rules()

    def heading(self) -> None:
        """A new heading ends what a lead-in governs."""
        self._lead = _Lead()

    def sentence(self, sentence: Sentence) -> None:
        """Add the commitments of a sentence."""
        passage = sentence.passage
        if sentence.start == passage.body and passage.style and passage.style == self._lead.style:
            self._lead = _Lead()
        if self._lead.within is not None and self._lead.within is not passage:
            self._lead = _Lead()
        if sentence.role is Role.PLAN:
            self._take(sentence, self._read(sentence))
        elif sentence.role in {Role.RESULTS, Role.LIMITS, Role.UNKNOWN}:
            clause = promise_clause(passage, sentence.start, sentence.end, self.lexicon)
            if clause is not None:  # a promise with "sẽ" counts wherever it stands
                self._clause(sentence, clause, _InSentence())

    def _read(self, sentence: Sentence) -> Reading:
        passage = sentence.passage
        splitter = Splitter(
            passage=passage, mask=sentence.mask, lexicon=self.lexicon, counts=lambda a, b: self._counts(passage, a, b)
        )
        reading = splitter.read(sentence.start, sentence.end)
        return replace(reading, clauses=()) if sentence.placed.is_intro else reading

    def _take(self, sentence: Sentence, reading: Reading) -> None:
        if reading.lead:
            ends = sentence.passage.key[max(0, sentence.end - 40) : sentence.end].rstrip().endswith(":")
            style = sentence.passage.style if ends else ""
            within = None if ends or not sentence.placed.path else sentence.passage
            self._lead = _Lead(owner=reading.lead_owner, words=reading.lead, style=style, within=within)
        inside = _InSentence()
        for clause in reading.clauses:
            self._clause(sentence, clause, inside)

    def _counts(self, passage: Passage, start: int, end: int) -> bool:
        return start < end and bool(measure(passage.text[start:end], self.anchor, self.lexicon).targets)

    def _clause(self, sentence: Sentence, clause: Clause, inside: _InSentence) -> None:
        part = self._part(sentence, clause)
        findings = self._judge(self._candidate(part))
        if findings is None:
            return
        owner, owner_why = self._owner(part, inside)
        deadline, due_why = self._deadline(part, inside)
        targets = self._targets(part, inside)
        start, end = part.passage.span(clause.start, clause.end)
        headings = tuple(heading.text for heading in sentence.placed.path)
        facts = Facts(
            start=start,
            end=end,
            text=part.text,
            body=names_blanked(part.passage.text[part.body_at : clause.end], part.body),
            words=part.body,
            measures=replace(part.measures, targets=targets),
            deadline=deadline,
            owner=owner,
            names_owner=part.subject is not None,
            role=sentence.role,
            certain=sentence.certain,
            heading=self._lead.words or (headings[-1] if headings else ""),
            headings=self._topics(part, headings),
            reasons=(self._why(sentence), *_words_of(findings), *due_why, *owner_why),
            weight=sum(finding.weight for finding in findings),
            parent=inside.parent if clause.hangs else None,
        )
        self.found.append(build(facts, self.anchor, self.lexicon))
        inside.parent = inside.parent if clause.hangs else len(self.found) - 1
        inside.last_targets, inside.last_date = targets, deadline

    def _part(self, sentence: Sentence, clause: Clause) -> _Part:
        passage = sentence.passage
        begin = verb_start(passage, clause.start, clause.end, self.lexicon)
        subject = None
        if not clause.labelled:
            subject = find_subject(passage.text, passage.key, begin, clause.end, self.lexicon)
        named = (subject.start - clause.start, subject.end - clause.start) if subject else (0, 0)
        text = passage.text[clause.start : clause.end]
        return _Part(
            sentence=sentence,
            clause=clause,
            text=text,
            begin=begin,
            subject=subject,
            body_at=past_modals(passage.key, subject.verb_at if subject else begin, clause.end, self.lexicon),
            measures=measure(text, self.anchor, self.lexicon, subject=named),
        )

    def _candidate(self, part: _Part) -> Candidate:
        deadline, passage = part.measures.deadline, part.passage
        return Candidate(
            key=part.key,
            body=part.body,
            role=part.sentence.role,
            certain=part.sentence.certain,
            has_subject=part.subject is not None,
            counts=bool(part.measures.targets),
            dated=deadline is not None and is_explicit(deadline, self.anchor.plan),
            is_name=all(word[:1].isupper() for word in part.text.split()) and not part.text.isupper(),
            begins_item=bool(passage.style) and part.clause.start - passage.body < 3,
            sentence=passage.key[part.sentence.start : part.clause.end].strip(),
            lexicon=self.lexicon,
            asks_superior=asks_of(passage.key[part.sentence.start : part.clause.end], self.superior, self.lexicon),
        )

    def _judge(self, candidate: Candidate) -> list[Finding] | None:
        """The findings that speak for a commitment; None when a rule speaks against it or none speaks for it."""
        findings = []
        for rule in self._rules:
            finding = rule.apply(candidate)
            if finding is not None and rule.ignores:
                return None
            if finding is not None:
                findings.append(finding)
        return findings or None

    def _owner(self, part: _Part, inside: _InSentence) -> tuple[str | None, tuple[str, ...]]:
        """The nearest who: charged in passing, subject of the clause or sentence, lead-in, heading."""
        charged = find_charged(part.text, fold(part.text), 0, len(part.text), self.lexicon)
        if part.own:
            inside.owner, inside.has_subject = part.own, True
        elif part.clause.told and not inside.has_subject:
            inside.owner, inside.has_subject = part.clause.told, True
        for source, owner in (
            ("charged", charged),
            ("subject", inside.owner if inside.has_subject else None),
            ("lead-in", self._lead.owner),
            ("heading", part.sentence.placed.owner),
        ):
            if owner:
                mine = is_issuer(owner, self.issuer, self.lexicon)
                return None if mine else owner, (f"owner:{source} {owner!r}",)
        return None, ()

    def _deadline(self, part: _Part, inside: _InSentence) -> tuple[Deadline | None, tuple[str, ...]]:
        """The clause's own date, else that of its whole, of the head of its sentence, of its heading."""
        deadline, clause = part.measures.deadline, part.clause
        if deadline is not None:
            if deadline.start < part.begin - clause.start and "," in part.passage.key[clause.start : part.begin]:
                inside.head_date = deadline
            words = squeeze(part.text[max(0, deadline.start - 20) : deadline.end])
            return deadline, (f"due:clause {words!r}",)
        handed = inside.last_date if clause.hangs else inside.head_date
        if handed is not None:
            return handed, ("due:sentence",)
        for heading in reversed(part.sentence.placed.path):
            of_heading = heading_deadline(heading, self.anchor, self.lexicon)
            if of_heading is not None and is_explicit(of_heading, self.anchor.plan):
                return of_heading, (f"due:heading {heading.text!r}",)
        return None, ()

    def _targets(self, part: _Part, inside: _InSentence) -> tuple[Target, ...]:
        """A "trong đó" share without a noun of its own counts what the whole counts."""
        if not (part.clause.hangs and inside.last_targets):
            return part.measures.targets
        unit = inside.last_targets[0].unit
        return tuple(
            replace(target, unit=unit) if target.percent and not fold(unit).startswith(fold(target.unit)) else target
            for target in part.measures.targets
        )

    def _topics(self, part: _Part, headings: tuple[str, ...]) -> tuple[str, ...]:
        """What the area may be read from beside the clause: title, headings, a label before the clause, its subject."""
        label = part.passage.key[part.passage.body : part.clause.start][-120:]
        owner = fold(part.own) if part.own else ""
        return tuple(words for words in (*map(fold, (self.title, *headings)), label, owner) if words.strip())

    def _why(self, sentence: Sentence) -> str:
        if sentence.role is not Role.PLAN:
            return f"section:{sentence.role.value}"
        planned = [one.text for one in sentence.placed.path if one.role is Role.PLAN and one.text]
        if planned and sentence.certain:
            return f'section:plan "{planned[-1][:80]}"'
        return f'section:cue "{squeeze(sentence.cue)[:80]}"' if sentence.cue else "section:document"


def heading_deadline(heading: Heading, anchor: Anchor, lexicon: Lexicon) -> Deadline | None:
    """The date of a heading: "Trong quý III", "Tháng 9"."""
    key = fold(heading.text)
    bare = key.startswith(("tháng", "quý", "ngày", "tuần", "từ ngày", "đợt"))
    return choose(find_deadlines(key, anchor, lexicon, bare=bare))


def _words_of(findings: list[Finding]) -> tuple[str, ...]:
    return tuple(f'{one.rule} "{one.words}"' if one.words else one.rule for one in findings)
