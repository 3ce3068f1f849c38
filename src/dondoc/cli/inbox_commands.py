"""inbox list, show, assign, release, dismiss: messages that wait for a person."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsJson, AsOf, Workspace
from dondoc.cli.screen import day, print_json, print_table, say
from dondoc.core.inbound import Inbound, InboundState
from dondoc.core.instants import local_date
from dondoc.errors import BadInput, NotFound

if TYPE_CHECKING:
    from dondoc.core.incoming import Incoming
    from dondoc.usecases.sort_inbox import Sorted
    from dondoc.wiring import Office

group = typer.Typer(no_args_is_help=True, help="Thư, tin trả lời: xem, xếp vào việc, cho qua, gác lại.")

_LABELS = {
    InboundState.RECEIVED: "chưa đọc",
    InboundState.PROCESSED: "đã ghi nhận",
    InboundState.TO_SORT: "cần phân loại",
    InboundState.QUARANTINED: "giữ lại",
    InboundState.DISMISSED: "đã gác lại",
}

Number = Annotated[int, typer.Argument(help="Số của thư, tin (xem dondoc inbox list).")]


@group.command("list")
def list_(
    workspace: Workspace = None,
    everything: Annotated[bool, typer.Option("--all", help="Cả thư, tin đã ghi nhận hoặc đã gác lại.")] = False,
    as_json: AsJson = False,
) -> None:
    """Thư, tin trả lời cần người xem."""
    from dondoc.usecases.sort_inbox import WAITING

    with open_workspace(workspace) as office, office.work() as work:
        rows = work.inbound.in_states(None if everything else (*WAITING, InboundState.RECEIVED))
        names = {person.id: person.name for person in work.units.people()}
    if as_json:
        print_json([_fields(row) for row in rows])
        return
    print_table(
        ("Số", "Nhận ngày", "Trạng thái", "Người gửi", "Lý do"),
        (
            (
                str(row.id),
                day(local_date(row.received_at)),
                _LABELS[row.state],
                _sender(row, names),
                _printable(row.reason or row.subject),
            )
            for row in rows
        ),
        wide=4,
    )


def _sender(row: Inbound, names: Mapping[int, str]) -> str:
    """Whose it is; of one that was held back nobody knows more than the address."""
    known = "" if row.state is InboundState.QUARANTINED else names.get(row.person_id or 0, "")
    return known or _printable(row.sender) or "–"


def _printable(text: str) -> str:
    r"""Words of others without signs that steer a terminal or turn the order of letters.

    >>> _printable("a\x1b[2Jb\u202e\tc\n")
    'a[2Jb\tc\n'
    """
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cf"})


def _fields(row: Inbound) -> dict[str, object]:
    return {
        "id": row.id,
        "channel": row.channel.value,
        "received_at": row.received_at.isoformat(),
        "state": row.state.value,
        "sender": row.sender,
        "subject": row.subject,
        "activity": row.activity_id,
        "reason": row.reason,
    }


@group.command()
def show(
    number: Number,
    workspace: Workspace = None,
    save: Annotated[Path | None, typer.Option("--save", help="Thư mục để chép bản gốc và các tệp kèm theo ra.")] = None,
) -> None:
    """Một thư, tin: lời của người gửi, phần trích dẫn, các tệp."""
    from dondoc.extract.replies import own_words
    from dondoc.settings.replies import load_reply_rules
    from dondoc.wiring.replies import message_reader

    with open_workspace(workspace) as office:
        with office.work() as work:
            row = work.inbound.get(number)
        if not row.sha256:
            raise NotFound(code="inbound.erased", id=number)
        data = office.blobs.get(row.sha256)
        with message_reader(office, row) as reader:
            incoming = reader.read(data)
        words = own_words(incoming.words, load_reply_rules(office.office_dir).cut)
    say(f"Thư đến số {row.id} ({_LABELS[row.state]}), nhận ngày {day(local_date(row.received_at))}")
    say(f"Người gửi: {_printable(row.sender) or '–'}")
    if row.subject:
        say(f"Tiêu đề: {_printable(row.subject)}")
    if row.reason:
        say(f"Lý do: {_printable(row.reason)}")
    say(f"\nLời của người gửi:\n{_printable(words.words) or '(không có)'}")
    if words.cut.strip():
        say(f"\nPhần trích dẫn, chữ ký:\n{_printable(words.cut)}")
    for file in incoming.files:
        say(f"Tệp: {_printable(file.name)} ({len(file.data) // 1000 or 1} KB)")
    if save is not None:
        _save(save, row, data, incoming)


def _save(folder: Path, row: Inbound, data: bytes, incoming: "Incoming") -> None:
    from dondoc.core.notice import Channel
    from dondoc.intake.mail_reader import safe_name

    ending = "eml" if row.channel is Channel.EMAIL else "json"
    files = [(safe_name(file.name) or f"tep-{at}", file.data) for at, file in enumerate(incoming.files, start=1)]
    names: set[str] = set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in ((f"thu-den-{row.id}.{ending}", data), *files):
            free, count = name, 2
            while free in names or (folder / free).exists():
                free, count = f"{count}-{name}", count + 1
            names.add(free)
            (folder / free).write_bytes(content)
    except OSError as error:
        raise BadInput(code="file.unwritable", file=str(folder), problem=error.strerror or "?") from error
    say(f"Đã chép {len(names)} tệp vào {folder}")


@group.command()
def assign(
    number: Number,
    code: Annotated[str, typer.Argument(help="Mã việc mà thư, tin nói tới.")],
    workspace: Workspace = None,
    more: Annotated[bool, typer.Option("--more", help="Thư, tin còn nói tới việc khác: vẫn để chờ.")] = False,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Xếp một thư, tin vào một việc: lời thành hoạt động, tệp thành minh chứng."""
    from dondoc.usecases.sort_inbox import assign_message
    from dondoc.wiring.replies import message_reader, reply_counter

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        row = _row(office, number)
        with message_reader(office, row) as reader:
            counter = reply_counter(office, now=office.clock.now())
            _tell(assign_message(counter, number, code, reader, more=more))


@group.command()
def release(
    number: Number,
    person: Annotated[str | None, typer.Option("--person", help="Mã người mà lời này được coi là của họ.")] = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Cho qua một thư, tin bị giữ lại vì chưa rõ người gửi."""
    from dondoc.usecases.sort_inbox import release_message
    from dondoc.wiring.replies import message_reader, reply_counter

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        row = _row(office, number)
        with message_reader(office, row) as reader:
            counter = reply_counter(office, now=office.clock.now())
            _tell(release_message(counter, number, person, reader))


@group.command()
def dismiss(
    number: Number,
    reason: Annotated[str, typer.Option("--reason", help="Lý do gác lại.")],
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Gác lại một thư, tin, kèm lý do; bản gốc vẫn giữ."""
    from dondoc.usecases.sort_inbox import dismiss_message
    from dondoc.wiring.replies import reply_counter

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        dismiss_message(reply_counter(office, now=office.clock.now()), number, reason)
    say(f"Đã gác lại thư đến số {number}.")


def _row(office: "Office", number: int) -> Inbound:
    with office.work() as work:
        return work.inbound.get(number)


def _tell(done: "Sorted") -> None:
    numbers = ", ".join(str(one) for one in done.activity_ids)
    what = f"; hoạt động số {numbers}" if numbers else ""
    say(f"Thư đến số {done.inbound.id}: {_LABELS[done.inbound.state]}{what}.")
    if done.inbound.reason:
        say(_printable(done.inbound.reason))


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="inbox")
