"""From the snapshot of a period to the words of its report; pure, and every commitment is accounted for."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dondoc.core.instants import local_date
from dondoc.core.period import Period
from dondoc.core.progress import Headline
from dondoc.core.report import ReportPlan
from dondoc.core.snapshot import Snapshot
from dondoc.draft.annex import build_annex, with_annexes
from dondoc.draft.charts import build_charts
from dondoc.draft.clause import lower_first, one_line, upper_first
from dondoc.draft.figures import covered_text, day_text, number_text, period_text, roman
from dondoc.draft.keys import with_keys
from dondoc.draft.limits import limit_groups
from dondoc.draft.merged_text import MergedParts, merged_parts
from dondoc.draft.merging import MergedUnits
from dondoc.draft.next_plan import PlannedItem
from dondoc.draft.number_and_date import date_words, number_line
from dondoc.draft.office import Area, Part, ReportOffice
from dondoc.draft.plan_text import PlanVoice, plan_text
from dondoc.draft.report_context import Annex, Group, Line, ReportContext, Section
from dondoc.draft.unit_names import short_name
from dondoc.draft.wording import (
    DONE,
    Account,
    Voice,
    result_lines,
)

_REST = Area("", "Nội dung khác")
_HEADLINE_WORDS = (
    ("done_on_time", "hoàn thành đúng hạn"),
    ("done_late", "hoàn thành chậm"),
    ("partly_done", "hoàn thành một phần"),
    ("not_done", "chưa thực hiện được"),
    ("overdue", "quá thời hạn"),
    ("in_time", "đang thực hiện trong hạn"),
    ("suspended", "tạm dừng"),
    ("waived", "được cho phép không thực hiện"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What the parts of the report are written from."""

    snapshot: Snapshot
    accounts: tuple[Account, ...]
    areas: tuple[Area, ...]
    plan: tuple[PlannedItem, ...]
    next_period: Period
    issuer: str
    voice: Voice
    area_heading: str
    #: What the units below reported, where the report merges it.
    merged: MergedParts | None = None


def build_context(
    snapshot: Snapshot,
    *,
    office: ReportOffice,
    areas: Sequence[Area],
    next_plan: Sequence[PlannedItem],
    units: Mapping[int, str],
    next_period: Period | None = None,
    merged: MergedUnits | None = None,
) -> ReportContext:
    """The report of a snapshot. `units` names units by id; the next period is the following one of the same length.

    Areas give the order of the groups; work of an area that is not among them stands under "Nội dung khác".
    `merged` is what the units below reported, where the snapshot tells of the unit's own work alone.
    """
    unit_id = snapshot.plan.unit_id
    issuer = issuer_of(office, unit_id, units)
    following = next_period or snapshot.plan.period.next()
    voice = Voice(
        verbs=office.verbs,
        units=units,
        cut_off=snapshot.plan.cut_off,
        dates_printed=office.dates_printed,
        unit_id=unit_id,
        unit=short_name(issuer),
    )
    facts = _Facts(
        snapshot=snapshot,
        accounts=Account.all_of(snapshot),
        areas=tuple(areas),
        plan=tuple(next_plan),
        next_period=following,
        issuer=issuer,
        voice=voice,
        area_heading=office.area_heading,
        merged=merged_parts(merged, voice) if merged is not None else None,
    )
    title = _title(office, snapshot.plan, following)
    addressees = _addressees(office)
    context = ReportContext(
        superior=one_line(office.superior).upper(),
        issuer=issuer.upper(),
        number_line=number_line(one_line(office.number_suffix)),
        place_date_line=f"{one_line(office.place) or '…'}, {date_words(local_date(snapshot.known_at).year)}",
        document_type="BÁO CÁO",
        title=title,
        addressee_line=addressees[0] if addressees else "",
        addressees=addressees[1:],
        lead=f"{one_line(office.basis)}, {issuer} báo cáo {lower_first(title)} như sau:",
        sections=_sections(facts, office),
        closing=f"Trên đây là báo cáo {lower_first(title)} của {issuer}./.",
        recipients=_recipients(office, has_addressee=bool(addressees)),
        signer_authority=one_line(office.signer.authority),
        signer_acting=one_line(office.signer.acting),
        signer_position=one_line(office.signer.position),
        signer_name=one_line(office.signer.name),
        annexes=(),
        charts=build_charts(snapshot, areas),
    )
    return with_annexes(context, _annexes(facts, office, units))


def _annexes(facts: _Facts, office: ReportOffice, units: Mapping[int, str]) -> list[Annex]:
    """The unit's own commitments, where it has any, then what the units below reported."""
    own = build_annex(facts.snapshot, office=office, units=units, issuer=facts.issuer)
    if facts.merged is None:
        return [own]
    below = [replace(annex, reference=own.reference) for annex in facts.merged.annexes]
    return [own, *below] if own.rows else below


def issuer_of(office: ReportOffice, unit_id: int, units: Mapping[int, str]) -> str:
    """Whose report it is, as its head and its sentences call it."""
    return one_line(office.issuer or units.get(unit_id, "")) or f"Đơn vị số {unit_id}"


def unaccounted(snapshot: Snapshot, context: ReportContext) -> tuple[str, ...]:
    """Codes of commitments that the report does not account for: absent from its results, or not in one annex row.

    A report without annexes accounts for them in its text alone.
    Empty for every report of `build_context`; anything else is a fault of this program and must not be printed.
    """
    told = {
        code
        for section in context.sections
        if section.key != Part.PLAN.value
        for line in (*section.paragraphs, *(line for group in section.groups for line in group.lines))
        for code in line.codes
    }
    rows = Counter(row.code for annex in context.annexes for row in annex.rows)
    wanted = 1 if context.annexes else 0
    return tuple(view.code for view in snapshot.views if view.code not in told or rows[view.code] != wanted)


def _title(office: ReportOffice, plan: ReportPlan, following: Period) -> str:
    subject = one_line(office.subject)
    return f"Kết quả {subject} {covered_text(plan)} và nhiệm vụ trọng tâm {period_text(following)}"


def _addressees(office: ReportOffice) -> tuple[str, ...]:
    """The line "Kính gửi: …." for one; "Kính gửi:" and a line each for several (phụ lục I, mục II khoản 9)."""
    if not office.superior:
        return ()
    listed = (office.addressee,) if isinstance(office.addressee, str) else office.addressee
    names = [name for one in listed if (name := one_line(one).rstrip(" .;"))] or [one_line(office.superior)]
    if len(names) == 1:
        return (f"Kính gửi: {names[0]}.",)
    return ("Kính gửi:", *_listed(names))


def _listed(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"- {name}{'.' if i == len(names) else ';'}" for i, name in enumerate(names, 1))


def _recipients(office: ReportOffice, *, has_addressee: bool) -> tuple[str, ...]:
    names = [*(["Như trên"] if has_addressee else []), *(one_line(r).rstrip(" .;") for r in office.recipients)]
    return _listed(names)


def _sections(facts: _Facts, office: ReportOffice) -> tuple[Section, ...]:
    period, following = covered_text(facts.snapshot.plan), period_text(facts.next_period)
    writers: Mapping[Part, Callable[[_Facts], tuple[tuple[Line, ...], tuple[Group, ...]]]] = {
        Part.OVERVIEW: _overview,
        Part.RESULTS: _results,
        Part.LIMITS: _limits,
        Part.PLAN: _plan,
    }
    sections: list[Section] = []
    for number, part in enumerate(office.parts, 1):
        heading = part.heading.replace("{period}", period).replace("{next_period}", following).upper()
        paragraphs, groups = writers[part.part](facts)
        name = f"{roman(number)}."
        sections.append(
            Section(number=name, heading=heading, paragraphs=paragraphs, groups=groups, key=part.part.value)
        )
    return with_keys(sections)


def _overview(facts: _Facts) -> tuple[tuple[Line, ...], tuple[Group, ...]]:
    headline = facts.snapshot.headline
    directions = sum(1 for a in facts.accounts if a.is_direction)
    cut_off = day_text(facts.snapshot.plan.cut_off)
    tracked = _count(len(facts.accounts) - directions)
    words = f"Tính đến ngày {cut_off}, {facts.issuer} theo dõi {tracked} cam kết có thời hạn"
    words += f" với {_count(headline.total)} đầu việc: {_headline_text(headline)}." if headline.total else "."
    paragraphs = [Line(text=words)]
    if directions:
        paragraphs.append(Line(text=f"Ngoài ra có {_count(directions)} nội dung định hướng, theo dõi thường xuyên."))
    if attested := _attested(facts.accounts):
        text = f"Trong số đầu việc hoàn thành, {_count(attested)} đầu việc tính theo xác nhận, chưa có minh chứng."
        paragraphs.append(Line(text=text))
    if facts.snapshot.unplanned:
        number = _count(len(facts.snapshot.unplanned))
        paragraphs.append(Line(text=f"Ngoài kế hoạch đã phát sinh và thực hiện {number} hoạt động."))
    below = facts.merged.overview if facts.merged is not None else ()
    return (*(paragraphs if facts.accounts or not below else ()), *below), ()


def _headline_text(headline: Headline) -> str:
    counts = [(getattr(headline, name), words) for name, words in _HEADLINE_WORDS]
    return ", ".join(f"{words} {_count(number)}" for number, words in counts if number)


def _attested(accounts: Iterable[Account]) -> int:
    return sum(1 for a in accounts for w in a.of_standing(*DONE) if w.slot.attestation is not None)


def _results(facts: _Facts) -> tuple[tuple[Line, ...], tuple[Group, ...]]:
    """What was done and is under way, the lines of each area written together."""
    known = {area.code for area in facts.areas}
    codes = {*(a.terms.area for a in facts.accounts), *(a.area for a, _ in facts.snapshot.unplanned)}
    lines: list[tuple[str, Line]] = []
    for area in (*facts.areas, _REST):
        own = {area.code} if area is not _REST else codes - known
        unplanned = [row for row in facts.snapshot.unplanned if row[0].area in own]
        accounts = [a for a in facts.accounts if a.terms.area in own]
        lines += [(area.code, line) for line in result_lines(accounts, unplanned, facts.voice)]
    below = facts.merged.results if facts.merged is not None else ()
    groups = _by_area(facts, [*lines, *below])
    if not groups:
        return (Line(text="Trong kỳ chưa ghi nhận kết quả."),), ()
    return (), groups


def _limits(facts: _Facts) -> tuple[tuple[Line, ...], tuple[Group, ...]]:
    groups = limit_groups(facts.accounts, facts.voice)
    if facts.merged is not None and facts.merged.limits:
        heading, number = "Đối với các đơn vị trực thuộc", f"{len(groups) + 1}."
        groups = (*groups, Group(number=number, heading=heading, lines=facts.merged.limits))
    if not groups:
        return (Line(text="Không có nội dung chậm hoặc chưa hoàn thành trong kỳ."),), ()
    return (), groups


def _plan(facts: _Facts) -> tuple[tuple[Line, ...], tuple[Group, ...]]:
    if not facts.plan:
        return (Line(text="Kỳ này chưa có nhiệm vụ chuyển tiếp."),), ()
    voice = PlanVoice(issuer=facts.issuer, units=facts.voice.units, areas={a.code: a.label for a in facts.areas})
    lines = [
        (item.area, Line(text=f"- {plan_text(item, voice)}", codes=(item.code,) if item.code else ()))
        for item in facts.plan
    ]
    intro = f"Trong {period_text(facts.next_period)}, {facts.issuer} tập trung thực hiện các nhiệm vụ sau:"
    return (Line(text=intro),), _by_area(facts, lines, closes_with_semicolons=True)


def _by_area(
    facts: _Facts, lines: Sequence[tuple[str, Line]], *, closes_with_semicolons: bool = False
) -> tuple[Group, ...]:
    known = {area.code for area in facts.areas}
    groups: list[Group] = []
    for area in (*facts.areas, _REST):
        own = [line for code, line in lines if code == area.code or (area is _REST and code not in known)]
        if not own:
            continue
        if closes_with_semicolons:
            last = len(own)
            own = [replace(line, text=line.text + ("." if i == last else ";")) for i, line in enumerate(own, 1)]
        heading = _REST.label if area is _REST else facts.area_heading.replace("{area}", lower_first(area.label))
        groups.append(Group(number=f"{len(groups) + 1}.", heading=upper_first(one_line(heading)), lines=tuple(own)))
    return tuple(groups)


def _count(number: int) -> str:
    return number_text(Decimal(number))
