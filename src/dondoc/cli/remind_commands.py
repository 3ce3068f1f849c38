"""remind: send what is due today, or rehearse it."""

from collections import Counter
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsJson, LookAsOf, Workspace
from dondoc.cli.screen import day, print_json, print_table, say, warn
from dondoc.core.notice import Channel
from dondoc.core.period import Period
from dondoc.errors import BadInput, Unavailable
from dondoc.messages.words import CHANNELS

if TYPE_CHECKING:
    from dondoc.usecases.gather_office import LetterRun
    from dondoc.usecases.rehearse_letters import Rehearsal
    from dondoc.wiring import Office

_EXIT_PARTLY = 3

#: People who have a column of their own in the table of a rehearsal.
_COLUMNS = 5
_COLUMN_WIDTH = 10


def remind(
    workspace: Workspace = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ cho xem ai sẽ nhận gì; không ghi, không gửi.")
    ] = False,
    start: Annotated[
        bool, typer.Option("--start", help="Bắt đầu nhắc mọi người (trước đó chỉ cán bộ theo dõi).")
    ] = False,
    rehearse: Annotated[
        str | None, typer.Option("--rehearse", help="Diễn tập: mọi thư của cả kỳ, ví dụ 2026-H2; không gửi.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Thư mục nhận các tệp của --rehearse hoặc --copy.")
    ] = None,
    copy: Annotated[
        bool, typer.Option("--copy", help="In lời nhắc để chép vào Zalo và phiếu để in; không ghi, không gửi.")
    ] = False,
    by: Annotated[
        str, typer.Option("--by", help="Với --copy: person (từng người) hoặc unit (từng đơn vị).")
    ] = "person",
    as_of: LookAsOf = None,
    actor: ActAs = None,
    as_json: AsJson = False,
) -> None:
    """Gửi thư nhắc việc của hôm nay; chạy lại trong ngày không gửi thêm."""
    _require_one_purpose(start=start, dry_run=dry_run, rehearse=rehearse is not None, copy=copy, out=out)
    if by not in {"person", "unit"}:
        raise typer.BadParameter("--by là person (từng người) hoặc unit (từng đơn vị).")
    only_looks = (dry_run or copy or rehearse is not None) and not start
    with open_workspace(workspace, as_of=as_of, actor=actor, only_looks=only_looks) as office:
        if start:
            _start(office)
        if rehearse is not None:
            _rehearse(office, rehearse, out, as_json=as_json)
            return
        if copy:
            _copy(office, by, out, as_json=as_json)
            return
        run = _run(office, office.today, dry_run=dry_run)
        if as_json:
            print_json(_as_json(office, run))
        else:
            _print(office, run)
        failed = run.failed
        if failed and not run.sent:
            raise Unavailable(code="mail.none_sent", count=len(failed), problem=office.explain(failed[0].error))
    if failed:
        raise typer.Exit(_EXIT_PARTLY)


def _require_one_purpose(*, start: bool, dry_run: bool, rehearse: bool, copy: bool, out: Path | None) -> None:
    if start and dry_run:
        raise typer.BadParameter("--start có ghi vào sổ nên không đi cùng --dry-run.")
    if out is not None and not rehearse and not copy:
        raise typer.BadParameter("-o chỉ đi cùng --rehearse hoặc --copy.")
    if copy and (start or dry_run or rehearse):
        raise typer.BadParameter("--copy không đi cùng --start, --dry-run hay --rehearse.")


def _run(office: "Office", today: date, *, dry_run: bool) -> "LetterRun":
    from dondoc.usecases.send_reminders import send_reminders

    begin = office.database.reading if dry_run else office.begin
    return send_reminders(
        begin, office.letter_post, office.letter_rules, today=today, now=office.clock.now, dry_run=dry_run
    )


def _start(office: "Office") -> None:
    from dondoc.usecases.own_unit import own_unit
    from dondoc.usecases.send_reminders import start_reminders

    with office.begin() as work:
        since = start_reminders(work, office.clock.today())
        work.events.append(
            own_unit(work).code, "reminders.started", "reminders", {"since": since.isoformat()},
            actor=office.actor, at=office.clock.now(),
        )  # fmt: skip
    say(f"Nhắc việc đã bật cho mọi người từ ngày {day(since)}.")


def _print(office: "Office", run: "LetterRun") -> None:
    for sent in run.sent:
        by = "" if sent.channel is Channel.EMAIL else f"{CHANNELS[sent.channel].vi} "
        say(f"Đã gửi {sent.person.name}: {sent.subject} → {by}{sent.to}")
    for planned in run.planned:
        say(f"Sẽ gửi {planned.person.name}: {planned.letter.subject}")
    for failed in run.failed:
        warn(f"Chưa gửi được cho {failed.person.name}: {office.explain(failed.error)}")
    if not run.outcomes:
        say(f"Ngày {day(run.day)} không có thư nào cần gửi.")
    counts: dict[str, int] = {}
    for held in run.held:
        if not held.code and not held.person:
            until = f"; gửi được từ ngày {day(held.until)}" if held.until is not None else ""
            say(f"  {office.held(held.reason)}{until}")
            continue
        counts[office.held(held.reason)] = counts.get(office.held(held.reason), 0) + 1
    for words, count in counts.items():
        say(f"  không nhắc {count} việc: {words}")


def _copy(office: "Office", by: str, out: Path | None, *, as_json: bool) -> None:
    """What each is to be told, to be copied into a chat or printed; nothing is recorded or sent."""
    from dondoc.usecases.copy_reminders import By
    from dondoc.wiring.copying import copied, write_copies

    texts = copied(office, By(by))
    page = write_copies(office, texts, out) if out is not None and texts else None
    if as_json:
        print_json([{"code": one.code, "name": one.name, "text": one.text} for one in texts])
        return
    if not texts:
        say(f"Đến ngày {day(office.today)} chưa có việc nào cần nhắc.")
        return
    if page is not None:
        say(f"Đã ghi {len(texts)} lời nhắc (.txt) và phiếu để in: {page}")
        return
    for one in texts:
        say(f"---- {one.name} ----")
        say(one.text)
        say()


def _as_json(office: "Office", run: "LetterRun") -> dict[str, object]:
    return {
        "day": run.day.isoformat(),
        "dry_run": run.is_dry_run,
        "sent": [
            {"person": s.person.name, "channel": s.channel.value, "to": s.to, "codes": list(s.codes)} for s in run.sent
        ],
        "planned": [{"person": p.person.name, "subject": p.letter.subject} for p in run.planned],
        "failed": [{"person": f.person.name, "reason": office.explain(f.error)} for f in run.failed],
        "held": [{"code": h.code, "person": h.person, "reason": h.reason.value} for h in run.held],
    }


def _rehearse(office: "Office", code: str, out: Path | None, *, as_json: bool) -> None:
    """The letters of a whole period if nothing more were done: a table of the load; nothing is recorded or sent."""
    from dondoc.wiring.rehearsal import rehearse, write_rehearsal

    try:
        period = Period.parse(code)
    except ValueError as error:
        raise BadInput(code="report.no_period", period=code) from error
    rehearsal = rehearse(office, period)
    page = write_rehearsal(office, rehearsal, period, out) if out is not None else None
    if as_json:
        print_json(
            [
                {
                    "day": one.day.isoformat(),
                    "person": one.person.name,
                    "kind": one.kind,
                    "subject": one.letter.subject,
                    "codes": list(one.letter.codes),
                }
                for one in rehearsal.letters
            ]
        )
        return
    _print_load(rehearsal)
    if not rehearsal.was_started:
        say("Nhắc việc chưa bật: đây là các thư nếu bật cho mọi người từ hôm nay (dondoc remind --start).")
    say(
        f"{len(rehearsal.letters)} thư trong kỳ {period.code}, nếu không việc nào được ghi nhận thêm; chưa gửi thư nào."
    )
    if page is not None:
        say(f"Trang tổng hợp: {page}")


def _print_load(rehearsal: "Rehearsal") -> None:
    """Letters by week and person; beyond a few people the rest share a column."""
    from dondoc.core.reminder import week_of

    totals = Counter(one.person.id for one in rehearsal.letters)
    if not totals:
        return
    names = {one.person.id: one.person.name for one in rehearsal.letters}
    shown = sorted(totals, key=lambda person: (-totals[person], names[person]))[:_COLUMNS]
    others = len(totals) - len(shown)
    weeks: dict[date, Counter[int]] = {}
    for one in rehearsal.letters:
        weeks.setdefault(week_of(one.day), Counter())[one.person.id] += 1
    heads = [*(names[person] for person in shown), *([f"{others} người khác"] if others else [])]
    columns = ["Tuần từ", *("\n".join(wrap(head, _COLUMN_WIDTH)) for head in heads), "Cộng"]
    rows = []
    for monday, counts in [*sorted(weeks.items()), (None, totals)]:
        rest = counts.total() - sum(counts[person] for person in shown)
        numbers = [*(counts[person] for person in shown), *([rest] if others else []), counts.total()]
        rows.append((day(monday) if monday is not None else "Cộng", *(str(n) if n else "" for n in numbers)))
    print_table(columns, rows)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(remind)
