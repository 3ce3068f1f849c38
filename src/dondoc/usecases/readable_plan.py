"""Whether a plan, once printed and signed, is read back as it was planned; what its notes have to tell so that it is.

Each task is printed, read, and compared field by field. What its words alone would not give is told in its note
(`core.task_note`); what cannot be given at all is refused with the reason, and a refused task of the ledger stands in
the plan under its code, so that none is lost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dondoc.core.document import Document
from dondoc.core.extraction import Extraction, FoundCommitment, Kind
from dondoc.core.period import Period
from dondoc.core.task_note import Label
from dondoc.draft.clause import lower_first, upper_first
from dondoc.draft.figures import day_text, period_text
from dondoc.draft.next_plan import PlannedItem
from dondoc.draft.plain_text import lines_of, plain_lines
from dondoc.draft.plan_text import PlanVoice, plan_text
from dondoc.draft.report_context import ReportContext
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.pipeline import extract

#: Reads the visible text of a report.
Read = Callable[[str], Extraction]


def reader(lexicon: Lexicon) -> Read:
    """The reading that any document gets."""

    def read(text: str) -> Extraction:
        return extract(Document(name="", media_type="text/plain", sha256="0" * 64, text=text, blocks=()), lexicon)

    return read


_CLOSING = " .;"
_BULLET = "- "
_ROUNDS = 3
_SAFE_WORDS = "hoàn thành nhiệm vụ mang mã {code}, nội dung nêu tại phụ lục của báo cáo này"


class Field(StrEnum):
    """What has to come back of a planned task."""

    WORDS = "words"
    KIND = "kind"
    TARGETS = "targets"
    DUE = "due"
    RECURRENCE = "recurrence"
    OWNER = "owner"
    AREA = "area"


#: By which entry of its note a task tells what its words do not give.
LABELS = {
    Field.KIND: Label.NATURE,
    Field.TARGETS: Label.TARGETS,
    Field.DUE: Label.DUE,
    Field.RECURRENCE: Label.RHYTHM,
    Field.OWNER: Label.LEAD,
    Field.AREA: Label.AREA,
}
#: Why a task does not come back, by what is lost of it.
REASONS = {
    Field.WORDS: "plan.words_change",
    Field.KIND: "plan.kind_unclear",
    Field.TARGETS: "plan.target_lost",
    Field.DUE: "plan.date_lost",
    Field.RECURRENCE: "plan.rhythm_lost",
    Field.OWNER: "plan.owner_unclear",
    Field.AREA: "plan.area_unclear",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A task that would not come back as planned: why, as a code of `dondoc.messages` with its parameters."""

    item: PlannedItem
    code: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A plan that comes back as it stands here, and what of the wished one would not."""

    items: tuple[PlannedItem, ...]
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What a printed task was read as: one commitment when all is well."""

    item: PlannedItem
    found: tuple[FoundCommitment, ...]
    #: What differs; empty when the task came back exactly.
    wrong: frozenset[Field]


def settle_plan(items: Sequence[PlannedItem], context: ReportContext, voice: PlanVoice, read: Read) -> Settled:
    """The plan in a form that is read back exactly; `context` prints the wished one.

    Words and names are taken in the spelling in which they are read where only spaces, marks and capitals differ. What
    cannot come back stands under its code, and is left out where it has none; both are among the refused.
    """
    if not items:
        return Settled(items=())
    page = _Page.of(context, items, voice)
    plan: list[PlannedItem | None] = [_consistent(item) for item in items]
    for _ in range(_ROUNDS):
        checked = page.check(plan, read)
        if not any(one.wrong for one in checked.values()):
            return Settled(items=tuple(item for item in plan if item is not None))
        for place, one in checked.items():
            plan[place] = _mended(one)
    refused = {place: refusal_of(one, voice) for place, one in page.check(plan, read).items() if one.wrong}
    for place, refusal in refused.items():
        plan[place] = _safe(refusal.item) if refusal.item.code else None
    for place, one in page.check(plan, read).items():
        if one.wrong:
            plan[place] = _bare(one.item) if one.item.code else None
            refused.setdefault(place, refusal_of(one, voice))
    return Settled(items=tuple(item for item in plan if item is not None), refused=tuple(refused.values()))


def read_back(
    items: Sequence[PlannedItem], lines: Sequence[str], found: Extraction, voice: PlanVoice
) -> list[ReadBack]:
    """Each task beside what its printed line was read as, by the words that both share."""
    free = list(found.commitments)
    back: list[ReadBack] = []
    for item, line in zip(items, lines, strict=True):
        words = _squeezed(line).strip(_CLOSING)
        own = [one for one in free if _is_part(one, words, item)]
        exact = [one for one in own if _squeezed(one.text).strip(_CLOSING) == words]
        if len(own) > 1 and exact:
            own = exact[:1]  # the same words stand in another task too
        for one in own:
            free.remove(one)
        wrong = differences(item, own[0], voice) if len(own) == 1 else frozenset(Field)
        back.append(ReadBack(item=item, found=tuple(own), wrong=wrong))
    return back


def differences(item: PlannedItem, found: FoundCommitment, voice: PlanVoice) -> frozenset[Field]:
    """The fields in which a commitment that was read is not the planned task."""
    pairs: Mapping[Field, tuple[object, object]] = {
        Field.WORDS: (item.text, _read_words(item, found)),
        Field.KIND: (item.kind, found.kind),
        Field.TARGETS: (_figures(item), _figures(found)),
        Field.DUE: ((item.due, item.due_explicit), (found.due, found.due_explicit)),
        Field.RECURRENCE: (item.recurrence, found.recurrence),
        Field.OWNER: (item.owner, found.owner),
        Field.AREA: (item.area if item.area in voice.areas else "other", found.area),
    }
    return frozenset(field for field, (planned, read) in pairs.items() if planned != read)


def refusal_of(one: ReadBack, voice: PlanVoice) -> Refusal:
    """Why a task would not come back, with what was read of it."""
    item = one.item
    task = ("task", item.text)
    if not one.found:
        code = "plan.reads_as_result" if looks_back(item.text) else "plan.reads_as_nothing"
        return Refusal(item=item, code=code, params=(task,))
    if len(one.found) > 1:
        parts = "; ".join(f"“{found.display}”" for found in one.found)
        return Refusal(
            item=item, code="plan.two_tasks", params=(task, ("count", str(len(one.found))), ("parts", parts))
        )
    field = next(field for field in Field if field in one.wrong)
    [found] = one.found
    read = {
        Field.WORDS: found.display,
        Field.TARGETS: "; ".join(f"{t.value} {t.unit}" for t in found.targets),
        Field.DUE: day_text(found.due) if found.due else "",
        Field.OWNER: found.owner or voice.issuer,
        Field.AREA: voice.areas.get(found.area, found.area),
    }.get(field, "")
    return Refusal(item=item, code=REASONS[field], params=(task, ("read", read or "…")))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSetting:
    """The plan in which a new task is to stand: its period, the one reported, and how the office heads an area."""

    period: Period
    reported: Period
    voice: PlanVoice
    area_heading: str = "Công tác {area}"


def unreadable(item: PlannedItem, setting: PlanSetting, read: Read) -> Refusal | None:
    """Why a task that somebody words for the next plan cannot stand in it; None where it comes back as it is meant.

    What the words leave open (who, by when, how much) may be told by its note. Two tasks in one, words that promise
    nothing and work without any date are refused whatever a note could say.
    """
    item = _consistent(item)
    if item.kind is not Kind.ONGOING and item.recurrence is None and not item.due_explicit:
        proposal = f"{item.text.rstrip(_CLOSING)}, chậm nhất ngày {day_text(item.due)}"
        return Refusal(item=item, code="plan.no_date", params=(("task", item.text), ("proposal", proposal)))
    if not any(map(str.isalpha, item.text)):
        return Refusal(item=item, code="plan.reads_as_nothing", params=(("task", item.text),))
    page = _Page.alone(item, setting)
    plain = page.check([replace(item, code="", noted=frozenset())], read)[0]
    if len(plain.found) != 1:
        return refusal_of(replace(plain, item=item), setting.voice)
    one = plain
    for _ in range(_ROUNDS):
        if not one.wrong:
            return None
        one = page.check([_mended(one)], read)[0]
    return refusal_of(replace(one, item=item), setting.voice) if one.wrong else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The visible text of a report of which only the lines of the plan change."""

    lines: tuple[str, ...]
    #: In which line each task of the wished plan stands.
    places: tuple[int, ...]
    voice: PlanVoice

    @classmethod
    def of(cls, context: ReportContext, items: Sequence[PlannedItem], voice: PlanVoice) -> "_Page":
        wanted = [f"{_BULLET}{plan_text(item, voice)}".rstrip(_CLOSING) for item in items]
        known = set(wanted)
        sections = [s for s in context.sections if any(one.text.rstrip(_CLOSING) in known for one in lines_of(s))]
        lines = tuple(plain_lines(context, sections))
        free: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            free.setdefault(line.rstrip(_CLOSING), []).append(number)
        return cls(lines=lines, places=tuple(free[words].pop(0) for words in wanted), voice=voice)

    @classmethod
    def alone(cls, item: PlannedItem, setting: PlanSetting) -> "_Page":
        """A page with one task, under the heading of its area."""
        voice, following = setting.voice, period_text(setting.period)
        area = setting.area_heading.replace("{area}", voice.areas.get(item.area, "nội dung khác").lower())
        lines = (
            voice.issuer.upper(), "BÁO CÁO",
            f"Kết quả hoạt động {period_text(setting.reported)} và nhiệm vụ trọng tâm {following}", "",
            f"{voice.issuer} báo cáo như sau:", f"I. NHIỆM VỤ TRỌNG TÂM {following.upper()}",
            f"Trong {following}, {voice.issuer} tập trung thực hiện các nhiệm vụ sau:", f"1. {area}", "",
        )  # fmt: skip
        return cls(lines=lines, places=(len(lines) - 1,), voice=voice)

    def check(self, plan: Sequence[PlannedItem | None], read: Read) -> dict[int, ReadBack]:
        """The tasks as they are read where they stand, by their place in the plan."""
        lines = list(self.lines)
        shown = {n: plan_text(item, self.voice) for n, item in enumerate(plan) if item is not None}
        for number, place in enumerate(self.places):
            lines[place] = f"{_BULLET}{shown[number]};" if number in shown else ""
        order = sorted(shown, key=lambda number: self.places[number])
        items = [item for number in order if (item := plan[number]) is not None]
        text = "\n".join(lines)
        found = read(text)
        back = dict(zip(order, read_back(items, [shown[n] for n in order], found, self.voice), strict=True))
        used = {one.start for task in back.values() for one in task.found}
        for extra in (one for one in found.commitments if one.start not in used):
            # What nobody planned comes of the task that stands there or next: say a heading that is none above it.
            line = text.count("\n", 0, extra.start)
            near = next((n for n in order if self.places[n] >= line), order[-1] if order else None)
            if near is not None:
                back[near] = replace(back[near], wrong=back[near].wrong | {Field.WORDS})
        return back


def _consistent(item: PlannedItem) -> PlannedItem:
    """A task with a number is countable, one without is not (corpus GUIDE, `kind`); no name ends a note."""
    targets = tuple(replace(target, unit=_closed(target.unit)) for target in item.targets)
    kind = Kind.COUNTABLE if targets else Kind.DELIVERABLE if item.kind is Kind.COUNTABLE else item.kind
    return replace(item, targets=targets, kind=kind, owner=_closed(item.owner or "") or None)


def _closed(name: str) -> str:
    """A name that can stand in a note: no semicolon, no bracket without its other half."""
    name = _squeezed(name.replace(";", ","))
    return name if _is_closed(name) else name.replace("(", "").replace(")", "")


def _is_closed(name: str) -> bool:
    depth = 0
    for char in name:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def _mended(one: ReadBack) -> PlannedItem:
    """The task in the spelling that is read, with what its words do not give in its note."""
    item = one.item
    if not one.wrong:
        return item
    if len(one.found) != 1:
        return replace(item, noted=item.noted | ({Label.AREA} if not item.code or item.noted else {Label.LEAD}))
    [found] = one.found
    noted = set(item.noted)
    for field in one.wrong:
        if field is Field.WORDS and _same_letters(item.text, _read_words(item, found)):
            item = replace(item, text=_read_words(item, found))
        elif field is Field.OWNER and _same_letters(item.owner or "", found.owner or ""):
            item = replace(item, owner=found.owner)
        elif field is Field.OWNER and item.owner and not _names(item.text, item.owner):
            item = replace(item, text=_with_owner(item.owner, item.text))
        elif field is Field.DUE:
            item = replace(item, due_explicit=True)
            noted |= {Label.DUE} if found.due != item.due else set()
        elif field is Field.WORDS:
            noted |= set() if item.code else {Label.AREA}
        else:
            noted.add(LABELS[field])
    return replace(item, noted=frozenset(noted))


def _safe(item: PlannedItem) -> PlannedItem:
    """A task whose words do not come back stands under its code; the words themselves stand in the annex."""
    words = _with_owner(item.owner or "", _SAFE_WORDS.format(code=item.code))
    return replace(item, text=words, noted=frozenset(LABELS.values()), due_explicit=True)


def _bare(item: PlannedItem) -> PlannedItem:
    """The same, without what no note can tell; the commitment itself keeps it."""
    words = _with_owner("", _SAFE_WORDS.format(code=item.code))
    return replace(item, text=words, owner=None, targets=(), kind=Kind.DELIVERABLE, still_owed_by=())


def _figures(one: PlannedItem | FoundCommitment) -> list[tuple[object, ...]]:
    return [(t.comparator, t.value, t.unit, t.percent) for t in one.targets]


def _read_words(item: PlannedItem, found: FoundCommitment) -> str:
    """What was read, without the date that is printed behind the words."""
    is_dated = item.due_explicit and Label.DUE not in item.noted
    words = found.display.rstrip(_CLOSING)
    return words.removesuffix(f", chậm nhất ngày {day_text(item.due)}") if is_dated else words


def _is_part(found: FoundCommitment, words: str, item: PlannedItem) -> bool:
    """Whether what was read stands in the line of a task."""
    text = _squeezed(found.text)
    marked = bool(item.code) and any(f"{Label.CODE.value}: {item.code}{end}" in text for end in ";)")
    return marked or text.strip(_CLOSING) in words


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def _same_letters(one: str, other: str) -> bool:
    return bool(one) and _letters(one) == _letters(other)


def _names(words: str, owner: str) -> bool:
    return _letters(owner) in _letters(words)


def _with_owner(owner: str, words: str) -> str:
    """The words with who does it before them, as a clause begins."""
    return upper_first(f"{owner} {lower_first(words)}".strip())


def _letters(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


def looks_back(words: str) -> bool:
    """Whether words tell of what was done."""
    return bool({"đã", "được", "đạt"} & set(words.lower().split()))
