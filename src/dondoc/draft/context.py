"""From the snapshot of a period to the words of its report; pure, and every commitment is accounted for."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dondoc.core.instants import local_date
from dondoc.core.period import Period
from dondoc.core.snapshot import Snapshot
from dondoc.draft.annex import build_annex, with_annexes
from dondoc.draft.charts import build_charts
from dondoc.draft.clause import lower_first, one_line
from dondoc.draft.figures import covered_text, period_text
from dondoc.draft.keys import with_keys
from dondoc.draft.merged_text import merged_parts
from dondoc.draft.merging import MergedUnits
from dondoc.draft.next_plan import PlannedItem
from dondoc.draft.number_and_date import date_words, number_line
from dondoc.draft.office import Area, ReportOffice
from dondoc.draft.outline import ACCOUNTS, completed
from dondoc.draft.outline_facts import Facts
from dondoc.draft.outline_pages import in_words, sections_of
from dondoc.draft.report_context import Annex, Line, ReportContext
from dondoc.draft.unit_names import short_name
from dondoc.draft.wording import Account, Voice

_NAME = re.compile(r"\{[a-z_]+\}")
#: Abbreviation of a report (NĐ 30/2020, phụ lục III).
_REPORT = "BC"
_ACCOUNTS = frozenset(fill.value for fill in ACCOUNTS)


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
    facts = _facts_of(snapshot, office, areas, next_plan, units=units, next_period=next_period, merged=merged)
    outline = in_words(completed(office.outline), facts)
    named = replace(office, number_suffix=_suffix(office))
    words = _head_words(office, facts)
    title = _filled(outline.title, words)
    words = {**words, "{title}": lower_first(title)}
    addressees = _addressees(office) if outline.is_addressed else ()
    context = ReportContext(
        superior=one_line(office.superior).upper(),
        issuer=facts.issuer.upper(),
        number_line=number_line(one_line(named.number_suffix)),
        place_date_line=f"{one_line(office.place) or '…'}, {date_words(local_date(snapshot.known_at).year)}",
        document_type=outline.document_type,
        title=title,
        addressee_line=addressees[0] if addressees else "",
        addressees=addressees[1:],
        lead=_filled(outline.lead, words),
        sections=with_keys(sections_of(replace(facts, outline=outline))),
        closing=_filled(outline.closing, words),
        recipients=_recipients(office, has_addressee=bool(addressees)),
        signer_authority=one_line(office.signer.authority),
        signer_acting=one_line(office.signer.acting),
        signer_position=one_line(office.signer.position),
        signer_name=one_line(office.signer.name),
        annexes=(),
        charts=build_charts(snapshot, areas),
    )
    return with_annexes(context, _annexes(facts, named, units))


def _facts_of(
    snapshot: Snapshot,
    office: ReportOffice,
    areas: Sequence[Area],
    next_plan: Sequence[PlannedItem],
    *,
    units: Mapping[int, str],
    next_period: Period | None,
    merged: MergedUnits | None,
) -> Facts:
    """What the parts of the report are written from."""
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
    return Facts(
        snapshot=snapshot,
        accounts=Account.all_of(snapshot),
        areas=tuple(areas),
        plan=tuple(next_plan),
        next_period=following,
        issuer=issuer,
        voice=voice,
        area_heading=office.area_heading,
        outline=office.outline,
        merged=merged_parts(merged, voice) if merged is not None else None,
    )


def _annexes(facts: Facts, office: ReportOffice, units: Mapping[int, str]) -> list[Annex]:
    """The unit's own commitments, where it has any, then what the units below reported."""
    own = build_annex(facts.snapshot, office=office, units=units, issuer=facts.issuer)
    has_own = office.outline.has_annex and (bool(own.rows) or facts.merged is None)
    below = facts.merged.annexes if facts.merged is not None else ()
    return [*([own] if has_own else []), *(replace(annex, reference=own.reference) for annex in below)]


def issuer_of(office: ReportOffice, unit_id: int, units: Mapping[int, str]) -> str:
    """Whose report it is, as its head and its sentences call it."""
    return one_line(office.issuer or units.get(unit_id, "")) or f"Đơn vị số {unit_id}"


def unaccounted(snapshot: Snapshot, context: ReportContext) -> tuple[str, ...]:
    """Codes of commitments that the report does not account for: absent from its results, or not in one annex row.

    A report without annexes accounts for them in its text alone.
    Empty for every report of `build_context`; anything else is a fault of this program and must not be printed.
    """
    told = {code for part, line in _lines(context) if part in _ACCOUNTS for code in line.codes}
    rows = Counter(row.code for annex in context.annexes for row in annex.rows)
    wanted = 1 if context.annexes else 0
    return tuple(view.code for view in snapshot.views if view.code not in told or rows[view.code] != wanted)


def _lines(context: ReportContext) -> Iterator[tuple[str, Line]]:
    """Every line with the part that it is of."""
    for section in context.sections:
        yield from ((section.key, line) for line in section.paragraphs)
        for group in section.groups:
            yield from ((group.key or section.key, line) for line in group.lines)


def _suffix(office: ReportOffice) -> str:
    """The letters behind the number, with the abbreviation of this type of document: "TB-CĐCS" of "BC-CĐCS"."""
    kind, dash, issuer = office.number_suffix.partition("-")
    return f"{office.outline.symbol}{dash}{issuer}" if kind == _REPORT else office.number_suffix


def _head_words(office: ReportOffice, facts: Facts) -> dict[str, str]:
    return {
        "{subject}": one_line(office.subject),
        "{basis}": one_line(office.basis),
        "{issuer}": facts.issuer,
        "{period}": covered_text(facts.snapshot.plan),
        "{next_period}": period_text(facts.next_period),
    }


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with its names replaced; what they hold is not looked at again."""
    return one_line(_NAME.sub(lambda name: words.get(name[0], name[0]), pattern))


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
