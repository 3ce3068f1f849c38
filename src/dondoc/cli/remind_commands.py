"""remind: send what is due today, or rehearse it."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsJson, LookAsOf, Workspace
from dondoc.cli.screen import day, print_json, say, warn
from dondoc.core.period import Period
from dondoc.errors import BadInput, Unavailable

if TYPE_CHECKING:
    from dondoc.usecases.gather_office import LetterRun
    from dondoc.wiring import Office

_EXIT_PARTLY = 3


def remind(
    workspace: Workspace = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ cho xem ai sẽ nhận gì; không ghi, không gửi.")
    ] = False,
    start: Annotated[
        bool, typer.Option("--start", help="Bắt đầu nhắc mọi người (trước đó chỉ cán bộ theo dõi).")
    ] = False,
    rehearse: Annotated[
        str | None, typer.Option("--rehearse", help="Cho xem lịch nhắc của cả kỳ, ví dụ 2026-H2; không gửi.")
    ] = None,
    as_of: LookAsOf = None,
    actor: ActAs = None,
    as_json: AsJson = False,
) -> None:
    """Gửi thư nhắc việc của hôm nay; chạy lại trong ngày không gửi thêm."""
    if start and dry_run:
        raise typer.BadParameter("--start có ghi vào sổ nên không đi cùng --dry-run.")
    only_looks = (dry_run or rehearse is not None) and not start
    with open_workspace(workspace, as_of=as_of, actor=actor, only_looks=only_looks) as office:
        if start:
            _start(office)
        if rehearse is not None:
            _rehearse(office, rehearse)
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
        say(f"Đã gửi {sent.person.name}: {sent.subject} → {sent.to}")
    for planned in run.planned:
        say(f"Sẽ gửi {planned.person.name}: {planned.letter.subject}")
    for failed in run.failed:
        warn(f"Chưa gửi được cho {failed.person.name}: {office.explain(failed.error)}")
    if not run.outcomes:
        say(f"Ngày {day(run.day)} không có thư nào cần gửi.")
    counts: dict[str, int] = {}
    for held in run.held:
        counts[office.held(held.reason)] = counts.get(office.held(held.reason), 0) + 1
    for words, count in counts.items():
        say(f"  không nhắc {count} việc: {words}")


def _as_json(office: "Office", run: "LetterRun") -> dict[str, object]:
    return {
        "day": run.day.isoformat(),
        "dry_run": run.is_dry_run,
        "sent": [{"person": s.person.name, "to": s.to, "codes": list(s.codes)} for s in run.sent],
        "planned": [{"person": p.person.name, "subject": p.letter.subject} for p in run.planned],
        "failed": [{"person": f.person.name, "reason": office.explain(f.error)} for f in run.failed],
        "held": [{"code": h.code, "person": h.person, "reason": h.reason.value} for h in run.held],
    }


def _rehearse(office: "Office", code: str) -> None:
    """The letters of a whole period if nothing were done: one line a letter, nothing is written."""
    from dondoc.wiring.rehearsal import rehearse

    try:
        period = Period.parse(code)
    except ValueError as error:
        raise BadInput(code="report.no_period", period=code) from error
    letters = 0
    for letter in rehearse(office, period):
        letters += 1
        say(f"{day(letter.day)}  {letter.person}: {letter.subject}")
    say(f"{letters} thư trong kỳ {period.code}, nếu không việc nào được ghi nhận thêm.")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(remind)
