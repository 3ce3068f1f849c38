"""The chair's monthly check: the numbers by unit, what is late, what nobody has heard of, five things to decide.

What does not fit on one page stands in the annex: the page names the first of each list and counts the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, assert_never

from dondoc.core.monthly import Choice, Matter, MatterKind, Task, UnitStanding
from dondoc.core.progress import Headline, TaskView, headline
from dondoc.core.proof_counts import ProofCounts
from dondoc.draft.digest import one_line, salute, shorten
from dondoc.draft.figures import target_text
from dondoc.draft.reminder_figures import count, day, result_text

#: How many things to decide stand on the page.
DECISIONS = 5
#: Lines of each list and of the table of units that fit on the page, and how long a line may be.
_LATE, _SILENT, _UNITS = 4, 3, 6
_WORDS, _WISH_WORDS, _NAME, _UNIT_NAME, _WHAT = 44, 30, 32, 44, 150
#: Where a name is cut in its middle, so much of its end stays: units are often told apart by a number at the end.
_NAME_END = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """The four numbers of QĐ 42/2014/QĐ-TTg (given, done, under way in time, overdue), and what was not heard of."""

    name: str
    total: str
    done: str
    in_time: str
    overdue: str
    silent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """Something for the chair to decide."""

    number: str
    what: str
    #: What can be decided.
    how: str
    #: Who keeps the list enters the decision so.
    command: str
    #: Where the chair decides with one press, or "".
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortLine:
    """A task in one line."""

    code: str
    words: str
    #: "hạn 21/11/2017, quá 06 ngày" or "không có tin từ 01/10/2017".
    standing: str
    doer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressLetter:
    """The monthly letter; the page to print has the same words."""

    template: ClassVar[str] = "progress"

    subject: str
    salutation: str
    opening: str
    #: Name of the unit in capitals, and "KIỂM TRA ĐỊNH KỲ THÁNG 11/2017".
    issuer: str
    title: str
    as_of: str
    sum: NumberRow
    #: Outcomes that are neither of the four, and old tasks nobody has answered for; "" when there are none.
    rest: str
    decisions: tuple[DecisionLine, ...]
    #: What else waits, or "".
    decisions_rest: str
    units: tuple[NumberRow, ...]
    late: tuple[ShortLine, ...]
    late_rest: str
    silent_title: str
    silent: tuple[ShortLine, ...]
    silent_rest: str
    chat: str
    #: Codes of all that is late or was not heard of, as printed.
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexGroup:
    """A list of the annex: all tasks of one sort."""

    heading: str
    lines: tuple[ShortLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthAnnex:
    """All that is late and all that was not heard of, for a month in which the page could not name it."""

    template: ClassVar[str] = "month_annex.docx"

    issuer: str
    title: str
    as_of: str
    groups: tuple[AnnexGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFacts:
    """What the letter is written from."""

    #: Name of the unit.
    unit: str
    views: Sequence[TaskView]
    #: How many tasks were due before they were confirmed and have no outcome.
    old: int
    late: Sequence[Task]
    silent: Sequence[Task]
    #: The day on which a slot was last heard of, by its id.
    heard: Mapping[int, date]
    standings: Sequence[UnitStanding]
    choice: Choice
    #: Names of units and of people by id, and codes of units.
    units: Mapping[int, str]
    unit_codes: Mapping[int, str]
    people: Mapping[int, str]
    silent_days: int
    proofs: ProofCounts
    #: Working days after which an entry is late.
    late_entry_days: int
    #: Links to decide wishes, by id of the wish.
    links: Mapping[int, str]


def make_progress_letter(receiver: str, facts: MonthFacts, *, today: date) -> ProgressLetter:
    """The check of a month, as it stands on `today`."""
    total = headline(facts.views, today=today)
    late, silent = _late_lines(facts, today), _silent_lines(facts)
    return ProgressLetter(
        subject=f"[Đôn đốc] Kiểm tra tháng {today.month}/{today.year}: {count(total.overdue)} việc quá hạn, "
        f"{count(len(facts.choice.chosen))} việc cần quyết định",
        salutation=salute(receiver),
        opening=f"Tính đến ngày {day(today)}, {one_line(facts.unit)} có {_numbers(total, facts)}",
        issuer=one_line(facts.unit).upper(),
        title=f"KIỂM TRA ĐỊNH KỲ THÁNG {today.month}/{today.year}",
        as_of=f"Số liệu đến ngày {day(today)}",
        sum=_row("Cộng", total, len(facts.silent)),
        rest=" ".join(filter(None, (_rest(total, facts.old), _proofs(facts)))),
        decisions=tuple(_decision(n, matter, facts, today) for n, matter in enumerate(facts.choice.chosen, start=1)),
        decisions_rest=_decisions_rest(facts.choice),
        units=_unit_rows(facts),
        late=tuple(_short(line) for line in late[:_LATE]),
        late_rest=_more(len(late) - _LATE, "việc quá hạn"),
        silent_title=f"Không có tin từ {facts.silent_days} ngày trở lên (chưa quá hạn)",
        silent=tuple(_short(line) for line in silent[:_SILENT]),
        silent_rest=_more(len(silent) - _SILENT, "việc không có tin"),
        chat=_chat(total, facts, today),
        codes=tuple(dict.fromkeys(line.code for line in (*late, *silent))),
    )


def without_papers(letter: ProgressLetter) -> ProgressLetter:
    """The letter when the page to print, or its annex, could not be made."""
    missing = (
        "Bản in (.docx) chưa lập được nên không gửi kèm đủ: đề nghị cán bộ theo dõi sửa mẫu văn bản (dondoc doctor nêu "
        "chỗ hỏng), rồi in: dondoc letters month."
    )
    return replace(letter, opening=f"{letter.opening} {missing}")


def make_annex(facts: MonthFacts, *, today: date) -> MonthAnnex | None:
    """The whole lists, or None when the page names everything."""
    late, silent = _late_lines(facts, today), _silent_lines(facts)
    if len(late) <= _LATE and len(silent) <= _SILENT:
        return None
    parts = (("Việc quá hạn", late), (f"Việc không có tin từ {facts.silent_days} ngày trở lên", silent))
    return MonthAnnex(
        issuer=one_line(facts.unit).upper(),
        title=f"PHỤ LỤC KIỂM TRA ĐỊNH KỲ THÁNG {today.month}/{today.year}",
        as_of=f"Số liệu đến ngày {day(today)}",
        groups=tuple(
            AnnexGroup(heading=f"{name} ({count(len(lines))})", lines=lines) for name, lines in parts if lines
        ),
    )


def _late_lines(facts: MonthFacts, today: date) -> tuple[ShortLine, ...]:
    ranked = sorted(facts.late, key=lambda task: (task[1].slot.due, task[0].slot_code(task[1].slot)))
    return tuple(
        _line(task, facts, f"hạn {day(task[1].slot.due)}, quá {count((today - task[1].slot.due).days)} ngày")
        for task in ranked
    )


def _silent_lines(facts: MonthFacts) -> tuple[ShortLine, ...]:
    """What is overdue stands in its own list."""
    late = {task[1].slot.id for task in facts.late}
    quiet = [(facts.heard[task[1].slot.id], task) for task in facts.silent if task[1].slot.id not in late]
    ranked = sorted(quiet, key=lambda pair: (pair[0], pair[1][0].slot_code(pair[1][1].slot)))
    return tuple(
        _line(task, facts, f"không có tin từ {day(since)}, hạn {day(task[1].slot.due)}") for since, task in ranked
    )


def _line(task: Task, facts: MonthFacts, standing: str) -> ShortLine:
    view, work = task
    return ShortLine(
        code=view.slot_code(work.slot), words=_full_words(view), standing=standing, doer=_doer(task, facts)
    )


def _short(line: ShortLine) -> ShortLine:
    return replace(line, words=shorten(line.words, _WORDS), doer=abridge(line.doer, _NAME))


def _full_words(view: TaskView) -> str:
    return one_line(view.promised.display).rstrip(" ;,./")


def _words(view: TaskView) -> str:
    return shorten(_full_words(view), _WORDS)


def abridge(name: str, longest: int) -> str:
    """A name cut in its middle, at the end of words.

    >>> abridge("Công đoàn bộ phận Phân xưởng may hoàn thiện số 12", 32)
    'Công đoàn bộ phận… thiện số 12'
    """
    if len(name) <= longest:
        return name
    end = name[-_NAME_END:].partition(" ")[2] or name[-_NAME_END:]
    return f"{shorten(name, longest - len(end) - 1)} {end}"


def _doer(task: Task, facts: MonthFacts) -> str:
    """The person or the unit; inside the own unit the part that the promise names ("Ban Nữ công")."""
    assignee = task[1].slot.assignee
    person = facts.people.get(assignee.person_id, "") if assignee.person_id is not None else ""
    unit = one_line(facts.units.get(assignee.unit_id, ""))
    owner = one_line(task[0].terms.owner or "") if unit == one_line(facts.unit) else ""
    return one_line(person) or owner[:1].upper() + owner[1:] or unit


def _decision(number: int, matter: Matter, facts: MonthFacts, today: date) -> DecisionLine:
    view, work = matter.task
    code, doer = view.slot_code(work.slot), abridge(_doer(matter.task, facts), _NAME)
    what, how, command = _words_of(matter, facts, code, doer, today)
    link = facts.links.get(matter.wish.id, "") if matter.wish is not None else ""
    return DecisionLine(number=str(number), what=shorten(what, _WHAT), how=how, command=command, link=link)


def _words_of(matter: Matter, facts: MonthFacts, code: str, doer: str, today: date) -> tuple[str, str, str]:
    view, work = matter.task
    words, due = _words(view), work.slot.due
    match matter.kind:
        case MatterKind.WISH:
            wish = matter.wish
            until, reason = (day(wish.until), one_line(wish.reason)) if wish else ("", "")
            asker = abridge(one_line(facts.people.get(wish.person_id, doer)), _NAME) if wish else doer
            return (
                f"{asker} xin lùi {code} ({shorten(words, _WISH_WORDS)}) từ {day(due)} đến {until}: {reason}",
                f"Đồng ý lùi đến {until}, hoặc không",
                f"dondoc amend {code} --due {until} --reason “…” --approver “…”",
            )
        case MatterKind.CAP_BROKEN:
            result = matter.result
            reached, cap = (result_text(result), target_text(result.target)) if result else ("", "")
            return (
                f"{code} ({words}): đã {reached}, vượt mức {cap}",
                f"Yêu cầu {doer} giải trình và nêu biện pháp",
                f"dondoc not-done {code} --reason “…”",
            )
        case MatterKind.NO_OWNER:
            unit_id = work.slot.assignee.unit_id
            return (
                f"{doer} chưa có ai phụ trách: còn {count(matter.count)} việc, sớm nhất là {code}, hạn {day(due)}",
                "Chỉ định người phụ trách",
                f"dondoc people add “…” --unit {facts.unit_codes.get(unit_id, '…')} --role officer",
            )
        case MatterKind.LONG_LATE:
            return (
                f"{code} ({words}) quá hạn {count((today - due).days)} ngày, {doer} thực hiện",
                "Ký công văn đôn đốc, cho gia hạn hoặc cho thôi",
                f"dondoc letters late {facts.unit_codes.get(work.slot.assignee.unit_id, '')}".rstrip(),
            )
        case MatterKind.EVIDENCE:
            return (
                f"{count(matter.count)} minh chứng chờ công nhận, lâu nhất từ {day(matter.since)} ({code})",
                "Giao người công nhận hoặc trả lại",
                "dondoc evidence list --waiting",
            )
        case _:
            assert_never(matter.kind)


_LEFT_WORDS = {
    MatterKind.WISH: "đề nghị lùi hạn",
    MatterKind.CAP_BROKEN: "chỉ tiêu vượt mức cho phép",
    MatterKind.NO_OWNER: "đơn vị chưa có người phụ trách",
    MatterKind.LONG_LATE: "việc quá hạn",
    MatterKind.EVIDENCE: "nhóm minh chứng chờ công nhận",
}


def _decisions_rest(choice: Choice) -> str:
    parts = [f"{count(number)} {_LEFT_WORDS[kind]}" for kind, number in sorted(choice.left.items())]
    return f"Ngoài ra còn {', '.join(parts)}." if parts else ""


def _unit_rows(facts: MonthFacts) -> tuple[NumberRow, ...]:
    """The first units, then all others in one row."""
    room = _UNITS if len(facts.standings) <= _UNITS else _UNITS - 1
    first, others = facts.standings[:room], facts.standings[room:]
    rows = [_row(abridge(one_line(facts.units.get(s.unit_id, "")), _UNIT_NAME), s.headline, s.silent) for s in first]
    if others:
        whole = _together([s.headline for s in others])
        rows.append(_row(f"Các đơn vị còn lại ({count(len(others))})", whole, sum(s.silent for s in others)))
    return tuple(rows)


def _together(headlines: Sequence[Headline]) -> Headline:
    names = Headline.__dataclass_fields__
    return Headline(**{name: sum(getattr(h, name) for h in headlines) for name in names})


def _row(name: str, numbers: Headline, silent: int) -> NumberRow:
    return NumberRow(
        name=name,
        total=count(numbers.total),
        done=count(numbers.done),
        in_time=count(numbers.in_time),
        overdue=count(numbers.overdue),
        silent=count(silent),
    )


def _rest(numbers: Headline, old: int) -> str:
    parts = [
        f"{words} {count(n)} việc"
        for words, n in (
            ("hoàn thành một phần", numbers.partly_done),
            ("không thực hiện được", numbers.not_done),
            ("được miễn", numbers.waived),
            ("tạm dừng", numbers.suspended),
        )
        if n
    ]
    other = f"Trong tổng số còn có: {', '.join(parts)}." if parts else ""
    unanswered = f"Ngoài ra có {count(old)} việc cũ chưa xác nhận kết quả." if old else ""
    return " ".join(words for words in (other, unanswered) if words)


def _proofs(facts: MonthFacts) -> str:
    """Proofs that ask for a second look, or ""."""
    own, late = facts.proofs.self_accepted, facts.proofs.late
    parts = [f"{count(own)} do chính người gửi công nhận"] if own else []
    if late:
        parts.append(f"{count(late)} ghi muộn (quá {count(facts.late_entry_days)} ngày làm việc hoặc sau chốt số liệu)")
    return f"Trong {count(facts.proofs.total)} minh chứng có {', '.join(parts)}." if parts else ""


def _more(number: int, what: str) -> str:
    return f"… và {count(number)} {what} khác: xem phụ lục kèm theo." if number > 0 else ""


def _numbers(numbers: Headline, facts: MonthFacts) -> str:
    return (
        f"tổng số {count(numbers.total)} việc: đã hoàn thành {count(numbers.done)}, đang thực hiện trong hạn "
        f"{count(numbers.in_time)}, quá hạn {count(numbers.overdue)}; {count(len(facts.silent))} việc không có tin từ "
        f"{facts.silent_days} ngày trở lên."
    )


def _chat(numbers: Headline, facts: MonthFacts, today: date) -> str:
    lines = [f"Đến {day(today)}: {_numbers(numbers, facts)}"]
    lines += [
        f"{n}. {_decision(n, matter, facts, today).what}" for n, matter in enumerate(facts.choice.chosen, start=1)
    ]
    return "\n".join(lines)
