"""Sentences to commitments: who governs what, which clauses are promises, and the fields of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dondoc.core.extraction import FoundCommitment, Mark, MarkedField, Reason
from dondoc.core.task_note import Note
from dondoc.extract.anchor import Anchor
from dondoc.extract.building import Facts, build
from dondoc.extract.clauses import Clause, Reading, Splitter
from dondoc.extract.fields import Measures, has_target, is_explicit, measure, names_blanked, past_modals
from dondoc.extract.flow import Sentence
from dondoc.extract.governing import Due, InSentence, Lead, Owner, Whole
from dondoc.extract.guesses import as_parts_of
from dondoc.extract.heading_dates import heading_deadline
from dondoc.extract.heads import verb_start
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.marks import date_span, locate, mark, measured_marks, measured_words
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.noted import NoteReader
from dondoc.extract.owners import Subject, asks_of, find_charged, find_subject, is_issuer
from dondoc.extract.passages import BULLETS, Passage
from dondoc.extract.promises import promise_clause
from dondoc.extract.rules import load_rules
from dondoc.extract.rules.rule import Candidate, Finding
from dondoc.extract.sections import Placed, Role
from dondoc.extract.sentences import has_words, trim

#: What a note speaks for its task.
_CERTAIN = 1.0
#: How far before a part its "trong đó" may stand.
_NEAR = 20


#: Numberings of the items of a list, which may have items of their own.
_ITEMS = frozenset({"num", "num)", "letter"}) | BULLETS
_ORDERED = re.compile(r"(?<!\w)(?:đề nghị|yêu cầu|giao|phân công|chỉ đạo)(?!\w)")
_COUNTED = re.compile(r"(?:ít nhất |tối thiểu |trên |từ |phấn đấu )*\d[\d.,]*\s*%\s*[^\W\d]")
#: A date that a comma sets off so near the head of a sentence holds for its later clauses.
_HEAD = 22


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
    _lead: Lead = field(default_factory=Lead)
    #: The last commitment that hangs on nothing, for a sentence that begins with "Trong đó".
    _last: Whole = field(default_factory=Whole)
    _rules = load_rules()

    def heading(self, placed: Placed) -> None:
        """A new heading ends what a lead-in governs, unless it is an item of its list ("… yêu cầu các xã:", "3. …")."""
        lead = self._lead.outer or self._lead
        heading = placed.path[-1] if placed.path else None
        goes_on = heading is not None and heading.owner is None and heading.style in _ITEMS - lead.open
        self._lead, self._last = lead if goes_on and lead.orders_many else Lead(), Whole()

    def sentence(self, sentence: Sentence) -> None:
        """Add the commitments of a sentence."""
        passage = sentence.passage
        if sentence.start == passage.body and passage.style and passage.style == self._lead.style:
            self._lead = self._lead.after
        if self._lead.within is not None and self._lead.within is not passage:
            self._lead = self._lead.after
        if sentence.note is not None:
            self._noted(sentence, sentence.note)
        elif sentence.role is Role.PLAN:
            self._take(sentence, self._read(sentence))
        elif sentence.role in {Role.RESULTS, Role.LIMITS, Role.UNKNOWN}:
            clause = promise_clause(passage, sentence.start, sentence.end, self.lexicon)
            if clause is not None:  # a promise with "sẽ" counts wherever it stands
                self._clause(sentence, clause, InSentence())

    def _read(self, sentence: Sentence) -> Reading:
        passage = sentence.passage
        splitter = Splitter(
            passage=passage, mask=sentence.mask, lexicon=self.lexicon, counts=lambda a, b: self._counts(passage, a, b)
        )
        reading = splitter.read(sentence.start, sentence.end)
        if not sentence.placed.is_intro:
            return reading
        # "Ban Chấp hành … xây dựng kế hoạch như sau:" names nobody who is told to do it
        ordered = _ORDERED.search(passage.key, sentence.start, sentence.end) is not None
        return replace(reading, clauses=(), lead_owner=reading.lead_owner if ordered else None)

    def _take(self, sentence: Sentence, reading: Reading) -> None:
        if reading.lead:
            ends = sentence.passage.key[max(0, sentence.end - 40) : sentence.end].rstrip().endswith(":")
            style = sentence.passage.style if ends else ""
            many = self._names_many(reading.lead_owner or "")
            goes_on = ends or (not sentence.placed.path and (many or reading.lead_owner is None))
            within = None if goes_on else sentence.passage  # one unit told in passing is told that alone
            where = locate(sentence.passage, reading.lead_owner or "", sentence.start, sentence.end)
            marks = mark(sentence.passage, where, MarkedField.OWNER)
            outer = self._lead if self._lead.owner and self._lead.style != style else self._lead.outer
            nested = outer if sentence.passage.style and outer is not None and outer.style != style else None
            lead = Lead(owner=reading.lead_owner, words=reading.lead, style=style, within=within, marks=marks)
            if nested is not None and lead.owner is None:
                lead = replace(lead, owner=nested.owner, marks=nested.marks)
            self._lead = replace(
                lead,
                outer=nested,
                open=frozenset(heading.style for heading in sentence.placed.path),
                orders_many=ends and not style and many and self._orders(sentence),
            )
        elif self._lead.whole is not None and not sentence.passage.style:
            self._lead = replace(self._lead, whole=None)  # running text again: the list is over
        inside, before = InSentence(whole=self._last), len(self.found)
        for clause in reading.clauses:
            self._clause(sentence, clause, inside)
        if reading.lead and self._lead.style and len(self.found) > before:
            self._lead = replace(self._lead, whole=inside.whole.index)

    def _orders(self, sentence: Sentence) -> bool:
        return _ORDERED.search(sentence.passage.key, sentence.start, sentence.end) is not None

    def _names_many(self, owner: str) -> bool:
        return self.lexicon.owners.quantifiers.search(fold(owner)) is not None

    def _counts(self, passage: Passage, start: int, end: int) -> bool:
        return start < end and has_target(passage.text[start:end], self.anchor, self.lexicon)

    def _clause(self, sentence: Sentence, clause: Clause, inside: InSentence) -> None:
        part = self._part(sentence, clause)
        findings = self._judge(self._candidate(part))
        if findings is None:
            inside.whole = inside.whole if clause.hangs else Whole()
            return
        self.found.append(build(self._facts(part, inside, findings), self.anchor, self.lexicon))
        if not clause.hangs:
            inside.whole = self._last = Whole(index=len(self.found) - 1, text=part.text)
            inside.list_of = inside.list_of if clause.listed else inside.whole

    def _noted(self, sentence: Sentence, note: Note) -> None:
        """A task with a note: all its words are one commitment, and what the note says counts."""
        passage, inside = sentence.passage, InSentence()
        first, last = trim(passage, passage.body, note.start)
        if not has_words(passage.key, first, last):
            return
        part = self._part(sentence, Clause(start=first, end=last))
        reader = NoteReader(passage=passage, note=note, anchor=self.anchor, issuer=self.issuer, lexicon=self.lexicon)
        facts = replace(
            self._facts(part, inside, (), reader),
            end=passage.span(first, note.end)[1],
            reasons=(self._why(sentence), Reason("section:note")),
            weight=_CERTAIN,
            parent=None,
            stands_alone=True,
        )
        self.found.append(reader.settle(build(facts, self.anchor, self.lexicon)))
        self._last = Whole()

    def _facts(
        self, part: _Part, inside: InSentence, findings: Sequence[Finding], note: NoteReader | None = None
    ) -> Facts:
        """What was read of a clause; of a task with a note, what the note says of it."""
        clause, sentence = part.clause, part.sentence
        owner, due, measures = self._owner(part, inside), self._deadline(part, inside), self._measures(part, inside)
        inside.last_targets, inside.last_date = measures.targets, due
        read = part.measures if note is None else note.left(part.measures)
        numbers, rhythm = measured_words(part.text, read, self.lexicon)
        if note is not None:
            owner, due, measures = note.owner(owner), note.due(due), note.measures(measures)
            numbers, rhythm = note.words(numbers, rhythm)
        whole = self._whole(part, inside)
        start, end = part.passage.span(clause.start, clause.end)
        headings = tuple(heading.text for heading in sentence.placed.path)
        return Facts(
            start=start,
            end=end,
            text=part.text,
            body=names_blanked(part.passage.text[part.body_at : clause.end], part.body),
            words=part.body,
            measures=measures,
            deadline=due.deadline,
            owner=owner.name,
            names_owner=part.subject is not None,
            role=sentence.role,
            certain=sentence.certain,
            heading=self._lead.words or (headings[-1] if headings else ""),
            headings=self._topics(part, headings),
            reasons=(self._why(sentence), *_words_of(findings)),
            due_reason=due.reason,
            owner_reason=owner.reason,
            marks=(
                *measured_marks(part.passage, clause.start, read, self.lexicon),
                *due.marks,
                *owner.marks,
                *(note.marks() if note is not None else ()),
            ),
            weight=sum(finding.weight for finding in findings),
            parent=whole.index,
            whole=whole.text if clause.hangs else "",
            joint=self._joint(part) if clause.hangs else "",
            target_words=numbers,
            rhythm_words=rhythm,
        )

    def _whole(self, part: _Part, inside: InSentence) -> Whole:
        """What the clause hangs on: the clause before its "trong đó", or the clause before the colon of its list."""
        if part.clause.hangs:
            return inside.whole
        if part.clause.listed:
            return inside.list_of
        return Whole(index=self._lead.whole if part.passage.style else None)

    def _joint(self, part: _Part) -> str:
        """The words that tie a part to its clause: "trong đó", "trước mắt"."""
        before = part.passage.key[max(part.sentence.start, part.clause.start - _NEAR) : part.clause.start]
        return next((phrase for phrase in self.lexicon.connectors.part.words if phrase in before), "")

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

    def _owner(self, part: _Part, inside: InSentence) -> Owner:
        """The nearest who: charged in passing, subject of the clause or sentence, lead-in, heading."""
        passage, clause = part.passage, part.clause
        charged = find_charged(part.text, fold(part.text), 0, len(part.text), self.lexicon)
        if part.own and part.subject:
            marks = mark(passage, (part.subject.start, part.subject.end), MarkedField.OWNER)
            inside.owner, inside.has_subject = _owner("subject", part.own, marks), True
        elif clause.told and not inside.has_subject:
            where = locate(passage, clause.told, part.sentence.start, clause.end)
            inside.owner = _owner("told", clause.told, mark(passage, where, MarkedField.OWNER))
            inside.has_subject = True
        where = locate(passage, charged or "", clause.start, clause.end)
        # "…; 70% gia đình được công nhận": what is counted is its own subject
        counted = part.own is None and _COUNTED.match(part.key) is not None
        for owner in (
            _owner("charged", charged, mark(passage, where, MarkedField.OWNER)),
            inside.owner if inside.has_subject and not counted else Owner(),
            _owner("lead", self._lead.owner, self._lead.marks),
            _of_heading(part.sentence),
        ):
            if owner.name:
                return Owner() if is_issuer(owner.name, self.issuer, self.lexicon) else owner
        return Owner()

    def _deadline(self, part: _Part, inside: InSentence) -> Due:
        """The clause's own date, else that of its whole, of the head of its sentence, of its heading."""
        deadline, clause, passage = part.measures.deadline, part.clause, part.passage
        if deadline is not None:
            first, last = date_span(part.key, deadline.start, deadline.end)
            due = Due(
                deadline=deadline,
                reason=Reason("due:clause", squeeze(part.text[first:last])),
                marks=mark(passage, (clause.start + first, clause.start + last), MarkedField.DUE),
            )
            at_head = deadline.start < part.begin - clause.start and "," in passage.key[clause.start : part.begin]
            # "Phấn đấu đến năm 2020, …" too
            if at_head or (deadline.start < _HEAD and part.key[deadline.end :].lstrip().startswith(",")):
                inside.head_date = due
            return due
        handed = inside.last_date if clause.hangs else inside.head_date
        if part.measures.rhythm is not None and not clause.hangs:
            handed = None  # "Đến hết năm 2020, kết nạp …; mỗi năm giới thiệu …": what recurs has its own time
        if handed is not None and handed.deadline is not None:
            words = handed.reason.words if handed.reason else ""
            return replace(handed, reason=Reason("due:whole" if clause.hangs else "due:sentence", words))
        for heading in reversed(part.sentence.placed.path):
            of_heading = heading_deadline(heading, self.anchor, self.lexicon)
            if of_heading is not None and is_explicit(of_heading, self.anchor.plan):
                first, last = date_span(fold(heading.text), of_heading.start, of_heading.end)
                words = heading.text[first:last]
                where = locate(heading.source, words) if heading.source else None
                marks = mark(heading.source, where, MarkedField.DUE) if heading.source else ()
                return Due(deadline=of_heading, reason=Reason("due:heading", words), marks=marks)
        return Due()

    def _measures(self, part: _Part, inside: InSentence) -> Measures:
        """What the clause measures; a "trong đó" share without a noun of its own counts what the whole counts."""
        measures = part.measures
        if not (part.clause.hangs and inside.last_targets):
            return measures
        targets, guesses = as_parts_of(inside.last_targets[0], measures.targets, measures.guesses)
        return replace(measures, targets=targets, guesses=guesses)

    def _topics(self, part: _Part, headings: tuple[str, ...]) -> tuple[str, ...]:
        """What the area may be read from beside the clause: title, headings, a label before the clause, its subject."""
        label = part.passage.key[part.passage.body : part.clause.start][-120:]
        owner = fold(part.own) if part.own else ""
        return tuple(words for words in (*map(fold, (self.title, *headings)), label, owner) if words.strip())

    def _why(self, sentence: Sentence) -> Reason:
        """What says that plan stands here."""
        if sentence.role is not Role.PLAN:
            return Reason(f"section:{sentence.role.value}")
        planned = [one.text for one in sentence.placed.path if one.role is Role.PLAN and one.text]
        if planned and sentence.certain:
            return Reason("section:plan", planned[-1][:80])
        return Reason("section:cue", squeeze(sentence.cue)[:80]) if sentence.cue else Reason("section:document")


def _owner(source: str, name: str | None, marks: tuple[Mark, ...]) -> Owner:
    return Owner(name=name, reason=Reason(f"owner:{source}", name), marks=marks) if name else Owner()


def _of_heading(sentence: Sentence) -> Owner:
    """The unit that the nearest heading names which names one."""
    heading = next((one for one in reversed(sentence.placed.path) if one.owner), None)
    if heading is None or heading.owner is None or heading.source is None:
        return Owner(name=heading.owner if heading else None)
    where = locate(heading.source, heading.owner)
    return _owner("heading", heading.owner, mark(heading.source, where, MarkedField.OWNER))


def _words_of(findings: Sequence[Finding]) -> tuple[Reason, ...]:
    return tuple(Reason(one.rule, one.words) for one in findings)
