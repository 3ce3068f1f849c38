"""Đánh giá chung: ưu điểm from what was reached, hạn chế from what was missed, nguyên nhân from recorded reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from dondoc.core.progress import Headline, Result, SlotWork
from dondoc.core.snapshot import Standing
from dondoc.core.target import Per, Role
from dondoc.draft.clause import lower_first, one_line, task_name, upper_first
from dondoc.draft.figures import day_text, joined, number_text, short_quantity_text
from dondoc.draft.limits import limit_groups, reason_of, so_far
from dondoc.draft.outline import Fill
from dondoc.draft.outline_facts import Content, Facts, count
from dondoc.draft.report_context import Figure, Line
from dondoc.draft.trace_origins import commitment_origin
from dondoc.draft.wording import DONE, Account, owners_text, which_slots

#: In the order of the page: what weighs most comes first.
_MISSED = (
    Standing.NOT_DONE,
    Standing.OVERDUE,
    Standing.PARTLY_DONE,
    Standing.DONE_LATE,
    Standing.SUSPENDED,
)
#: Of these somebody still owes a reason.
_NEEDS_REASON = (Standing.NOT_DONE, Standing.OVERDUE, Standing.PARTLY_DONE, Standing.SUSPENDED)
#: Up to so many tasks are named in one sentence; more stand in lines of their own.
_NAMED_IN_ONE = 3
#: So many targets are named as exceeded, so many areas as fully done; the rest is counted.
_NAMED = 5
#: A share from which it is a merit to name it, in per cent.
_MERIT = 75
#: Heading of what the units below missed, in a merged report.
_BELOW = "Đối với các đơn vị trực thuộc"
#: Fewer pieces of work say nothing about the whole.
_FEWEST = 2
_LEADS = {
    Standing.NOT_DONE: "nhiệm vụ chưa thực hiện được",
    Standing.OVERDUE: "nhiệm vụ đã quá thời hạn nhưng chưa hoàn thành",
    Standing.PARTLY_DONE: "nhiệm vụ mới hoàn thành một phần",
    Standing.DONE_LATE: "nhiệm vụ hoàn thành chậm so với thời hạn",
    Standing.SUSPENDED: "nhiệm vụ tạm dừng",
}


def strengths(facts: Facts) -> Content:
    """What was reached; nothing where there is no merit to name."""
    lines = (_on_time(facts), _exceeded(facts), _full_areas(facts), _better(facts))
    return Content(lines=tuple(line for line in lines if line is not None))


def _on_time(facts: Facts) -> Line | None:
    """The share of what was due that was done on time, where it is a merit."""
    headline = facts.snapshot.headline
    settled = _judged(headline)
    if settled < _FEWEST or headline.done_on_time * 100 < _MERIT * settled:
        return None
    if headline.done_on_time == settled:
        whole = count(settled)
        return _on_time_line(f"- Toàn bộ {whole} đầu việc đến hạn trong kỳ đều hoàn thành đúng hạn.", [whole], facts)
    number, share = f"{count(headline.done_on_time)}/{count(settled)}", _percent(headline.done_on_time, settled)
    return _on_time_line(f"- {number} đầu việc đến hạn hoàn thành đúng hạn, đạt {share}.", [number, share], facts)


def _on_time_line(text: str, told: Iterable[str], facts: Facts) -> Line:
    """The line with what its figures were counted from: all that was done on time."""
    done = [a for a in facts.accounts if a.of_standing(Standing.DONE_ON_TIME)]
    origins = tuple(commitment_origin(a.view.promised) for a in done)
    figures = tuple(Figure(text=words, meaning="đầu việc hoàn thành đúng hạn", origins=origins) for words in told)
    return Line(text=text, codes=_codes(done), figures=figures)


def _judged(headline: Headline) -> int:
    """What had come due: all but what is under way in time, and what somebody stopped or released from."""
    return headline.total - headline.in_time - headline.suspended - headline.waived


def _percent(part: int, whole: int) -> str:
    share = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return number_text(share, percent=True)


def _exceeded(facts: Facts) -> Line | None:
    found: list[tuple[Account, tuple[str, str]]] = []
    for account in facts.accounts:
        over = [r for r in account.results() if _is_over(r, account)]
        if over and len(account.of_standing(*DONE)) == len(account.works):
            found.append((account, _over_text(account, over[0])))
    if not found:
        return None
    codes = _codes(account for account, _ in found)
    if len(found) == 1:
        [(_, (name, more))] = found
        return Line(text=f"- Chỉ tiêu {name} {more} so với kế hoạch.", codes=codes)
    named = "; ".join(f"{name} ({more})" for _, (name, more) in found[:_NAMED])
    others = "; và một số chỉ tiêu khác" if len(found) > _NAMED else ""
    return Line(text=f"- Có {count(len(found))} chỉ tiêu vượt kế hoạch: {named}{others}.", codes=codes)


def _is_over(result: Result, account: Account) -> bool:
    is_reached = result.value is not None and result.value > result.target.value
    # Of what each unit or each month has to reach no sum can be set beside the number.
    is_whole = result.target.per is Per.COMMITMENT or account.only is not None
    return is_reached and result.is_met and result.target.role is Role.REACH and is_whole


def _over_text(account: Account, result: Result) -> tuple[str, str]:
    """The promise, and by how much it was exceeded."""
    over = (result.value or Decimal(0)) - result.target.value
    if result.target.percent:
        more = f"cao hơn {number_text(over, percent=True).removesuffix('%')} điểm phần trăm"
    else:
        more = f"vượt {short_quantity_text(over, result.target)}"
    return f"“{task_name(account.terms.display)}”", more


def _full_areas(facts: Facts) -> Line | None:
    """Areas in which all that had come due was done on time."""
    works: dict[str, list[Standing]] = {}
    for account in facts.accounts:
        due = [s for s in account.standings() if s is not Standing.UNDER_WAY]
        works.setdefault(account.terms.area, []).extend(due)
    known = [a for a in facts.areas if a.code in works]
    full = [a for a in known if len(works[a.code]) >= _FEWEST and set(works[a.code]) == {Standing.DONE_ON_TIME}]
    if not full or len(full) == len(known):  # all areas: the share has said so
        return None
    names = "; ".join(lower_first(a.label) for a in full[:_NAMED])
    more = "; và một số lĩnh vực khác" if len(full) > _NAMED else ""
    codes = {a.code for a in full}
    told = _codes(a for a in facts.accounts if a.terms.area in codes and a.works)
    return Line(text=f"- Lĩnh vực hoàn thành toàn bộ đầu việc đúng hạn: {names}{more}.", codes=told)


def _better(facts: Facts) -> Line | None:
    """The share done on time beside that of the same period a year before, where it grew."""
    before = facts.snapshot.year_before
    if before is None:
        return None
    now, then = facts.snapshot.headline, before.headline
    judged, earlier = _judged(now), _judged(then)
    if not judged or not earlier or now.done_on_time * earlier <= then.done_on_time * judged:
        return None
    shares = (_percent(now.done_on_time, judged), _percent(then.done_on_time, earlier))
    text = f"- Tỷ lệ đầu việc hoàn thành đúng hạn cao hơn cùng kỳ năm trước ({' so với '.join(shares)})."
    return _on_time_line(text, shares, facts)


def limits(facts: Facts) -> Content:
    """One sentence for each standing in which something was missed; without a part for causes it has the reasons."""
    has_causes = Fill.CAUSES in facts.outline.fills()
    found: list[Line] = []
    for wanted in _MISSED:
        missed = [m for account in facts.accounts for m in _missed(account, wanted, facts, with_reason=not has_causes)]
        found += _sentences(missed, wanted)
    if not found and _has_work(facts):
        found.append(Line(text="- Trong kỳ không có nhiệm vụ chậm hoặc chưa hoàn thành."))
    return Content(lines=tuple(found), groups=_of_units_below(facts))


def _of_units_below(facts: Facts) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    below = facts.merged.limits if facts.merged is not None else ()
    return ((_BELOW, below),) if below else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Missed:
    code: str
    #: “Task” (months or units).
    name: str
    #: "thời hạn ngày 30/11/2017, mới đạt 01/03 tổ công đoàn", or "".
    detail: str

    @property
    def text(self) -> str:
        if not self.detail:
            return self.name
        return f"{self.name} – {self.detail}" if self.name.endswith(")") else f"{self.name} ({self.detail})"


def _missed(account: Account, wanted: Standing, facts: Facts, *, with_reason: bool) -> list[_Missed]:
    """The slots of that standing, those of which the same is to say together."""
    told: dict[str, list[SlotWork]] = {}
    for work in account.of_standing(wanted):
        details = _details(account, work, wanted)
        if with_reason:
            details.append(
                f"nguyên nhân: {lower_first(reason_of(work))}" if reason_of(work) else "chưa nêu nguyên nhân"
            )
        told.setdefault(", ".join(d for d in details if d), []).append(work)
    name = f"“{task_name(account.terms.display)}”"
    return [
        _Missed(code=account.view.code, name=f"{name}{which_slots(account, works, facts.voice)}", detail=detail)
        for detail, works in told.items()
    ]


def _details(account: Account, work: SlotWork, wanted: Standing) -> list[str]:
    match wanted:
        case Standing.OVERDUE:
            reached = so_far(account, work) or "chưa ghi nhận kết quả"
            return [f"thời hạn ngày {day_text(work.slot.due)}", reached]
        case Standing.PARTLY_DONE:
            return [so_far(account, work)]
        case Standing.DONE_LATE:
            days = ((work.slot.done_on or work.slot.due) - work.slot.due).days
            late = [f"chậm {count(days)} ngày"] if days > 0 else []
            return [*late, f"thời hạn ngày {day_text(work.slot.due)}"]
        case Standing.SUSPENDED:
            return [f"theo ý kiến của {by}" if (by := one_line(work.slot.decided_by)) else ""]
        case _:
            return []


def _sentences(missed: Sequence[_Missed], wanted: Standing) -> list[Line]:
    lead, codes = _LEADS[wanted], _unique(one.code for one in missed)
    if len(codes) < 2:
        told = [f"{lead.removeprefix('nhiệm vụ ')}{f' ({one.detail})' if one.detail else ''}" for one in missed]
        return [Line(text=f"- Nhiệm vụ {m.name} {t}.", codes=(m.code,)) for m, t in zip(missed, told, strict=True)]
    head = f"- Còn {count(len(codes))} {lead}"
    if len(missed) <= _NAMED_IN_ONE:
        named = "; ".join(one.text for one in missed)
        return [Line(text=f"{head}: {named}.", codes=codes)]
    last = len(missed)
    items = (Line(text=f"+ {m.text}{'.' if n == last else ';'}", codes=(m.code,)) for n, m in enumerate(missed, 1))
    return [Line(text=f"{head}:", codes=codes), *items]


def causes(facts: Facts) -> Content:
    """Each recorded reason once with the tasks that it is given for; then whose reasons are still to be given."""
    reasons: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    unknown: list[tuple[str, str]] = []
    for account in facts.accounts:
        for wanted in _MISSED:
            for reason, works in _by_reason(account.of_standing(wanted)).items():
                name = f"“{task_name(account.terms.display)}”{which_slots(account, works, facts.voice)}"
                if reason:
                    same = reasons.setdefault(_alike(reason), (reason, []))
                    same[1].append((account.view.code, name))
                elif wanted in _NEEDS_REASON:
                    who = account.terms.owner or owners_text(works, facts.voice.units)
                    unknown.append((account.view.code, f"{name}{f' – {who}' if who else ''}"))
    lines = [
        Line(text=f"- {upper_first(words)}, đối với {_tasks(tasks)}.", codes=_unique(code for code, _ in tasks))
        for words, tasks in sorted(reasons.values(), key=lambda same: -len(same[1]))
    ]
    if unknown:
        names = "; ".join(dict.fromkeys(name for _, name in unknown))
        codes = _unique(code for code, _ in unknown)
        lines.append(Line(text=f"- (cần bổ sung nguyên nhân: {names})", codes=codes, is_open=True))
    return Content(lines=tuple(lines))


def _by_reason(works: Iterable[SlotWork]) -> dict[str, list[SlotWork]]:
    found: dict[str, list[SlotWork]] = {}
    for work in works:
        found.setdefault(reason_of(work), []).append(work)
    return found


def _alike(reason: str) -> str:
    """Reasons that differ in case, spaces and marks only are one."""
    return " ".join("".join(c if c.isalnum() else " " for c in reason.casefold()).split())


def _tasks(tasks: Sequence[tuple[str, str]]) -> str:
    names = list(dict.fromkeys(name for _, name in tasks))
    return f"{'nhiệm vụ' if len(names) == 1 else 'các nhiệm vụ'} {joined(names)}"


def standings(facts: Facts) -> Content:
    """What was missed with its reasons, under headings by where it stands."""
    groups = limit_groups(facts.accounts, facts.voice)
    lines = (
        () if groups or not _has_work(facts) else (Line(text="Trong kỳ không có nội dung chậm hoặc chưa hoàn thành."),)
    )
    return Content(lines=lines, groups=(*((g.heading, g.lines) for g in groups), *_of_units_below(facts)))


def _has_work(facts: Facts) -> bool:
    return any(account.works for account in facts.accounts)


def _codes(accounts: Iterable[Account]) -> tuple[str, ...]:
    return tuple(account.view.code for account in accounts)


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
