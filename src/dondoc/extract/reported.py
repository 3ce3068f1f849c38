"""What a report says was done: its results, counts of what there is, and shortcomings, with spans and figures.

Read from the sections that headings call results or shortcomings, and from running text where words say that it
happened. Plans, requests, laws, praise, causes and what a speaker wishes are no results.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dondoc.core.document import Document
from dondoc.core.extraction import Extraction, Header
from dondoc.core.reported import ReportedResult
from dondoc.extract.areas import find_area
from dondoc.extract.calendar import Mention, mentions
from dondoc.extract.flow import Sentence, read_flow
from dondoc.extract.layout import read_layout
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.owners import find_subject, is_issuer
from dondoc.extract.passages import Passage
from dondoc.extract.refs import find_refs, reference_spans
from dondoc.extract.reported_clauses import Statement, StatementReader
from dondoc.extract.reported_figures import Counted, FigureReader
from dondoc.extract.reported_heads import HeadReader
from dondoc.extract.reported_judging import Judge, Place, Verdict
from dondoc.extract.reported_numbers import NumberReader, disjoint, without_ending
from dondoc.extract.reported_tables import RowReader
from dondoc.extract.reported_times import TimeReader, Times, past_anchor
from dondoc.extract.reported_words import ReportedWords
from dondoc.extract.sections import Role, place
from dondoc.extract.tables import Table

_QUOTED = re.compile(r'"[^"]{1,300}"')
_NOT_WORD = re.compile(r"\W*")
_TELLING = frozenset({Role.RESULTS, Role.LIMITS, Role.UNKNOWN})
_PASSIVE = re.compile(r"(?<!\w)(?:đã )?được\s(?!giao(?!\w))")
#: Words between a subject and its verb.
_AFTER_NAME = re.compile(r"\s(?:đã|hiện|cũng|đều|luôn|vừa|chưa|còn|không|được|đang|cho|vinh)(?!\w)")
_NOUN_BEFORE = re.compile(r"(?<!\w)(?:người|công tác|việc|ngành|hoạt động|phong trào|hội nghị|lớp|chế độ|tổ|cán bộ)\s$")
_VERB_STOP = re.compile(r'[\d"(]')
_PURPOSE = re.compile(r"(?<!\w)(?:vì|do|nhằm|để|góp phần)(?!\w)")
_WORDS = re.compile(r"(?<=\s)[^\W\d]")
#: These tell the deed only where no other verb does.
_WEAK = frozenset({"có", "đạt", "là", "tăng", "giảm"})
_PLURALS = frozenset({"các", "mỗi", "những", "từng"})
#: A share at the head of an item; the dash before it is no dash of a range of days.
_ITEM_SHARE = re.compile(r"\s*[-+•–]\s*(\d{1,2})\s?/\s?(\d{1,2})")
_NOUN_AFTER = re.compile(r"\s[^\W\d]")
_BEFORE_COUNTS = (",", ";", ":", "(", "-", " có", " được", " tại", " ở", " cho", " với", " còn", " đã", " và")
_FAR_VERB, _OPENING, _TAIL, _BEFORE_SHARE = 90, 60, 4, 30
_CLOSED = (".", "!", "?", "…", ";", ":", '"', ")")


def read_reported(
    document: Document, extraction: Extraction, lexicon: Lexicon, words: ReportedWords
) -> tuple[ReportedResult, ...]:
    """The results that a document reports, in the order of the text, without overlap; never raises on any text.

    `extraction` is what was read of the same document: its header gives the years, and what it takes for a promise
    is no result.
    """
    layout = read_layout(document, lexicon)
    prior = Role.PLAN if layout.kind in lexicon.sections.plan_documents.words else Role.UNKNOWN
    placed = list(place(list(layout.body), prior, lexicon, official=bool(layout.kind)))
    reader = _Reader(lexicon=lexicon, words=words, header=extraction.header)
    rows = RowReader(lexicon=lexicon, words=words)
    for one in read_flow(placed, lexicon):
        if isinstance(one, Sentence):
            reader.sentence(one)
        elif isinstance(one.element, Table):
            reader.found.extend(rows.read(one, one.element))
    promised = [(one.start, one.end) for one in extraction.commitments]
    return _in_order(document, reader.found, promised)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A passage with its readers."""

    passage: Passage
    numbers: NumberReader
    figures: FigureReader
    times: TimeReader


@dataclass(slots=True)
class _Reader:
    """Reads the sentences of one document in order."""

    lexicon: Lexicon
    words: ReportedWords
    header: Header
    found: list[ReportedResult] = field(default_factory=list)
    _page: _Page | None = None
    #: The paragraph has turned to what was lacking.
    _in_limits: bool = False
    #: The paragraph, and the document, have told of something done.
    _is_past: bool = False
    _has_told: bool = False

    def sentence(self, sentence: Sentence) -> None:
        """Add the results of a sentence."""
        page = self._open(sentence)
        if sentence.placed.is_intro:
            if sentence.placed.path or not self._reports(sentence, page):
                return
        elif sentence.role not in _TELLING:
            return
        limits = self._in_limits or sentence.role is Role.LIMITS or self._begins_however(sentence)
        heads = HeadReader(
            passage=page.passage, mask=sentence.mask, lexicon=self.lexicon, words=self.words, numbers=page.numbers
        )
        told = StatementReader(heads=heads).read(sentence.start, sentence.end, in_limits=limits)
        is_over = self.words.over.search(page.passage.key, sentence.start, sentence.end) is not None
        self._is_past = self._is_past or is_over
        if self._take_all(sentence, page, heads, told.statements):
            self._is_past = self._has_told = True
        self._in_limits = self._in_limits or told.turns_to_limits

    def _open(self, sentence: Sentence) -> _Page:
        """The page of a sentence's passage; a new passage starts afresh."""
        passage = sentence.passage
        if self._page is not None and self._page.passage is passage:
            return self._page
        found = tuple(mentions(passage.key, past_anchor(self.header), self.lexicon))
        refs = reference_spans(passage.text)
        quoted = [match.span() for match in _QUOTED.finditer(passage.key)]
        told = tuple(one for one in found if not self._is_share(passage, one))
        taken = disjoint([*((one.start, one.end) for one in told), *refs, *quoted])
        numbers = NumberReader(passage=passage, lexicon=self.lexicon, words=self.words, taken=taken)
        times = TimeReader(
            passage=passage, header=self.header, mentions=told, numbered=frozenset(end for _, end in refs)
        )
        self._page = _Page(passage=passage, numbers=numbers, figures=FigureReader(numbers=numbers), times=times)
        self._in_limits = self._is_past = False
        return self._page

    def _is_share(self, passage: Passage, day: Mention) -> bool:
        """Whether what looks like a day is a part of a whole: "giải quyết 9/11 kiến nghị"."""
        key = passage.key
        if not (day.may_be_share or _is_share_of_item(key, day)) or _NOUN_AFTER.match(key, day.end) is None:
            return False
        if self.lexicon.numbers.unit_stops.match(key, day.end + 1):
            return False
        before = key[max(0, day.start - _BEFORE_SHARE) : day.start].rstrip()
        verbs = self.lexicon.verbs.openers.words
        return not before or before.endswith(_BEFORE_COUNTS) or without_ending(before, verbs) is not None

    def _reports(self, sentence: Sentence, page: _Page) -> bool:
        """Whether an introduction tells figures of the past ("Trong 8 tháng đầu năm, toàn tỉnh xảy ra 41 vụ cháy")."""
        key, start, end = sentence.passage.key, sentence.start, sentence.end
        past = self.words.over.search(key, start, end) or self.words.done.search(key, start, end)
        if not past and page.times.read(start, end) == Times():
            return False
        return not key[start:end].rstrip().endswith(":") and bool(page.numbers.counts(start, end))

    def _begins_however(self, sentence: Sentence) -> bool:
        """Whether the sentence opens with "Tuy nhiên" and tells of what is lacking."""
        key, start = sentence.passage.key, _first_word(sentence)
        turn = self.words.however.match(key, start)
        return turn is not None and self.words.lacks.search(key, start, sentence.end) is not None

    def _is_aside(self, sentence: Sentence, page: _Page, statements: tuple[Statement, ...]) -> bool:
        """Whether the sentence opens as one does that reports nothing: "Đây là …", "Phát biểu …", "Tiêu biểu là …"."""
        key, words, first = sentence.passage.key, self.words, _first_word(sentence)
        if words.asides.match(key, statements[0].start) or words.asides.match(key, first):
            return True
        if page.numbers.counts(sentence.start, sentence.end):
            return False
        if words.examples.match(key, first):
            return True
        opening = key[statements[0].start : statements[0].start + _OPENING]
        told = sentence.placed.path and sentence.role is Role.RESULTS
        return not told and bool(words.habits.search(opening)) and not words.done.search(key, first, sentence.end)

    def _take_all(self, sentence: Sentence, page: _Page, heads: HeadReader, statements: tuple[Statement, ...]) -> bool:
        """Add the statements of a sentence that are results; whether there is one. A cause ends the sentence."""
        if not statements or self._is_aside(sentence, page, statements):
            return False
        judge = Judge(lexicon=self.lexicon, words=self.words)
        key = page.passage.key
        teller = self._doer(page.passage, statements[0], heads)
        carried = False
        for statement in statements:
            if judge.is_cause(key[statement.start : statement.end]) or judge.is_cause(fold(statement.label)):
                break
            counted = page.figures.read(statement.start, statement.end)
            times = page.times.read(statement.start, statement.end)
            body_at = self._body_at(page.passage, statement, heads)
            where = self._place(sentence, statement, times, carried=carried)
            verdict = judge.verdict(key[statement.start : statement.end], body_at - statement.start, counted, where)
            if verdict is not None and not times.is_to_come:
                doer = self._doer(page.passage, statement, heads)
                part = _Part(sentence=sentence, statement=statement, page=page, body_at=body_at)
                self.found.append(self._build(part, counted, times, verdict, doer=doer, teller=teller))
                carried = True
        return carried

    def _place(self, sentence: Sentence, statement: Statement, times: Times, *, carried: bool) -> Place:
        headings = _topics(sentence, statement)
        dated = times.window is not None or times.happened_on is not None
        return Place(
            is_told=bool(sentence.placed.path) and sentence.role in {Role.RESULTS, Role.LIMITS},
            is_turned=sentence.role is Role.RESULTS,
            is_limit=statement.is_limit,
            is_carried=carried,
            is_past=self._is_past or self._has_told or dated,
            is_dated=times.happened_on is not None,
            is_closed=sentence.passage.text[max(0, sentence.end - _TAIL) : sentence.end].rstrip().endswith(_CLOSED),
            headings=headings,
        )

    def _doer(self, passage: Passage, statement: Statement, heads: HeadReader) -> str | None:
        """The unit that the statement names as its subject."""
        at = heads.words_start(statement.start, statement.end)
        subject = find_subject(passage.text, passage.key, at, statement.end, self.lexicon)
        if subject is None:
            return None
        name = passage.key[subject.start : subject.end]
        end = next((match.start() for match in _AFTER_NAME.finditer(name)), len(name))
        return _as_unit(squeeze(passage.text[subject.start : subject.start + end]))

    def _build(
        self, part: "_Part", counted: Counted, times: Times, verdict: Verdict, *, doer: str | None, teller: str | None
    ) -> ReportedResult:
        """The result; the doer of the sentence does what a later statement opens with a verb."""
        passage, statement, path = part.page.passage, part.statement, part.sentence.placed.path
        key = passage.key[statement.start : statement.end]
        begins_deed = self.lexicon.verbs.openers.match(key, 0) is not None
        owner = doer or (teller if begins_deed and not statement.is_limit else None) or _named(part.sentence)
        if owner is not None and is_issuer(owner, self.header.issuer, self.lexicon):
            owner = None
        words = squeeze(passage.text[statement.start : statement.end])
        start, end = passage.span(statement.start, statement.end)
        return ReportedResult(
            start=start,
            end=end,
            text="",
            display=_display(words, owner if doer is None and begins_deed else None),
            role=verdict.role,
            standing=verdict.standing,
            action=self._action(passage, part.body_at, statement.end),
            figures=counted.figures,
            comparisons=counted.comparisons,
            happened_on=times.happened_on,
            window=times.window,
            as_of=times.as_of,
            place=part.page.times.place(statement.start, statement.end),
            owner=owner,
            area=find_area(key, _topics(part.sentence, statement), self.lexicon),
            heading=statement.label or (path[-1].text if path else ""),
            refs=find_refs(words),
            confidence=verdict.confidence,
            reasons=verdict.reasons,
        )

    def _body_at(self, passage: Passage, statement: Statement, heads: HeadReader) -> int:
        """Where the verb or the count begins, behind a time, the subject, "đã" and manners."""
        at = heads.words_start(statement.start, statement.end)
        subject = find_subject(passage.text, passage.key, at, statement.end, self.lexicon)
        at = heads.past_done(subject.verb_at if subject else at)
        manner = self.lexicon.verbs.adverbs.match(passage.key, at)
        if manner and at + len(manner) < statement.end and self.lexicon.verbs.openers.match(passage.key, at) is None:
            at += len(manner) + 1
        return at

    def _action(self, passage: Passage, at: int, end: int) -> str:
        """The main verb: the first that is no auxiliary, before the first number or quotation; of a passive its own."""
        verbs, key = self.lexicon.verbs, self.words.blanked(passage.key, at, end)
        begin = 0
        if deed := self.words.deeds.match(key, 0):
            return deed
        if verbs.openers.match(key, 0) is None and (passive := _PASSIVE.search(key)):
            found = verbs.openers.search(key, passive.end())
            return found[1] if found else ""
        if key[:1].isdigit():
            begin = next((match.start() for match in _WORDS.finditer(key)), 0)
        purpose = _PURPOSE.search(key, begin + 1)
        last = purpose.start() if purpose else len(key)
        stop = _VERB_STOP.search(key, begin + 1, last)
        text = passage.text[at:end]
        return self._verb(text, key, begin, stop.start() if stop else last) or self._verb(text, key, begin, last)

    def _verb(self, text: str, key: str, at: int, end: int) -> str:
        """The first verb of a stretch that is no auxiliary, else its first verb; names and nouns are none."""
        first = ""
        for where, verb in self.lexicon.verbs.openers.finditer(key, at, end):
            if (text[where].isupper() and where > at) or _NOUN_BEFORE.search(key, max(at, where - 20), where):
                continue
            if verb == "không":
                continue
            first = first or verb
            if verb not in self.lexicon.verbs.auxiliary.words and verb not in _WEAK:
                return verb if where - at < _FAR_VERB else first
        return first


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A statement where it stands."""

    sentence: Sentence
    statement: Statement
    page: _Page
    #: Where its verb or its count begins, in the passage.
    body_at: int


def _is_share_of_item(key: str, day: Mention) -> bool:
    """Whether an item of a list begins with a part of a whole: "- 9/9 tổ công đoàn ký giao ước"."""
    share = _ITEM_SHARE.fullmatch(key, 0, day.end)
    return share is not None and int(share[1]) <= int(share[2])


def _first_word(sentence: Sentence) -> int:
    match = _NOT_WORD.match(sentence.passage.key, sentence.start, sentence.end)
    return match.end() if match else sentence.start


def _named(sentence: Sentence) -> str | None:
    """The unit that a heading names ("2. Phòng Kế hoạch"), where its name is one ("3. Xã hội" is a field of work)."""
    owner = sentence.placed.owner
    return None if owner is None or owner.isupper() else _as_unit(owner)


def _as_unit(name: str) -> str | None:
    """The name, where it is that of a unit or of several; "nhà máy", "phòng đọc" are the office itself, or a thing."""
    words = name.split()
    is_named = any(word[:1].isupper() or fold(word)[:1] == '"' for word in words[1:])
    return name if is_named or (bool(words) and fold(words[0]) in _PLURALS) else None


def _topics(sentence: Sentence, statement: Statement) -> tuple[str, ...]:
    """The folded headings above a statement, its own label last."""
    headings = tuple(fold(heading.text) for heading in sentence.placed.path)
    return (*headings, fold(statement.label)) if statement.label else headings


def _display(words: str, owner: str | None) -> str:
    """The words so that they can be read alone; the doer of the sentence is supplied in square brackets."""
    if owner:
        return f"[{owner[:1].upper()}{owner[1:]}] {words if words[1:2].isupper() else words[:1].lower() + words[1:]}"
    return words[:1].upper() + words[1:]


def _in_order(
    document: Document, found: Iterable[ReportedResult], promised: list[tuple[int, int]]
) -> tuple[ReportedResult, ...]:
    """In the order of the text, each with its slice; none overlaps another or a promise."""
    kept: list[ReportedResult] = []
    promises = sorted(promised)
    at = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        while at < len(promises) and promises[at][1] <= one.start:
            at += 1
        if at < len(promises) and promises[at][0] < one.end:
            continue
        if kept and one.start < kept[-1].end:
            continue
        text = document.text
        figures = tuple(replace(figure, text=text[figure.start : figure.end]) for figure in one.figures)
        comparisons = tuple(replace(each, text=text[each.start : each.end]) for each in one.comparisons)
        kept.append(replace(one, text=text[one.start : one.end], figures=figures, comparisons=comparisons))
    return tuple(kept)
