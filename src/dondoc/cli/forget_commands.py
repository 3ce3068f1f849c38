"""people forget and export: what is kept of a person, and erasing it."""

from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsOf, Workspace
from dondoc.cli.screen import print_json, say, warn
from dondoc.errors import Unavailable

if TYPE_CHECKING:
    from dondoc.usecases.forget_person import Forgotten
    from dondoc.wiring import Office

_EXIT_PARTLY = 3

#: What each place is to a clerk; a column of words is named by its table.
_PLACES = {
    "people": "tên và địa chỉ thư trong danh sách",
    "contacts": "địa chỉ liên lạc",
    "pairings": "mã ghép nối",
    "receipts": "lượt báo đã nhận, nhắc lại sau",
    "answer_links": "đường dẫn trả lời (thu hồi)",
    "extension_requests": "đề nghị lùi hạn (rút)",
    "inbound": "thư, tin đã gửi đến (xóa nội dung)",
    "messages": "thư đã gửi đi (địa chỉ)",
    "event_payloads": "nội dung trong sổ sự kiện (giữ dấu băm)",
    "evidence": "chỗ ghi tên ở minh chứng, lời xác nhận",
    "slots": "chỗ ghi tên ở việc",
    "activities": "chỗ ghi tên ở hoạt động",
    "amendments": "chỗ ghi tên ở điều chỉnh",
    "documents": "văn bản đã đưa vào",
    "commitments": "nguyên văn cam kết",
    "written_reports": "báo cáo đã lập",
    "events": "dòng sổ sự kiện do người này thao tác dưới tên riêng",
}


def forget(
    code: Annotated[str, typer.Argument(help="Mã của người.")],
    reason: Annotated[str, typer.Option("--reason", help="Vì sao xóa; được ghi vào sổ.")],
    law: Annotated[str, typer.Option("--law", help="Theo luật nào; được ghi vào sổ.")] = "Luật 91/2025/QH15",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ cho xem sẽ xóa gì, giữ gì.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Xóa thông tin cá nhân của một người theo yêu cầu; số liệu, ngày, trạng thái và sổ vẫn kiểm tra được."""
    from dondoc.wiring.erasure import forget as forget_now
    from dondoc.wiring.erasure import old_copies

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        planned = forget_now(office, code, reason=reason, law=law, dry_run=True)
        _tell(planned, [path.name for path in old_copies(office)])
        if dry_run:
            return
        if not yes and not _agrees(planned):
            say("Đã dừng; chưa xóa gì.")
            return
        _forget(office, code, reason=reason, law=law)
    say(f"Đã xóa thông tin; từ nay ghi là “{planned.label}”.")


def _forget(office: "Office", code: str, *, reason: str, law: str) -> None:
    from dondoc.wiring.erasure import forget as forget_now
    from dondoc.wiring.erasure import scrub

    forget_now(office, code, reason=reason, law=law)
    try:
        scrub(office)
    except Unavailable as error:
        warn(f"Đã xóa, nhưng chưa dọn được tệp cơ sở dữ liệu: {office.explain(error)}")
        warn("Tắt các chương trình dondoc đang chạy rồi gõ: dondoc people scrub")
        raise typer.Exit(_EXIT_PARTLY) from error


def scrub_file(workspace: Workspace = None) -> None:
    """Ghi lại tệp cơ sở dữ liệu để không còn dấu vết của những gì đã xóa."""
    from dondoc.wiring.erasure import scrub

    with open_workspace(workspace) as office:
        scrub(office)
    say("Đã dọn tệp cơ sở dữ liệu.")


def _tell(planned: "Forgotten", copies: list[str]) -> None:
    say(f"{planned.person.name} (mã {planned.person.code}) sẽ được ghi là “{planned.label}”. Mã giữ nguyên.")
    say("Xóa:")
    counts: dict[str, int] = {}
    for place, count in planned.erased.items():
        table = place.partition(".")[0]
        counts[table] = counts.get(table, 0) + count
    for table, count in counts.items():
        say(f"  {_PLACES.get(table, f'chỗ ghi tên ở {table}')}: {count}")
    if planned.kept:
        say("Giữ nguyên theo quy định lưu trữ:")
        for table, count in planned.kept.items():
            say(f"  {_PLACES.get(table, table)}: {count}")
    say("Tệp minh chứng có thời hạn riêng: dondoc evidence destroy SỐ --erase-name --reason “…” --law “…”")
    say("Chỗ chỉ ghi tên gọi một chữ không tự nhận ra được: xem dondoc activity list rồi sửa bằng activity mend.")
    if planned.has_namesake:
        say("Có người trùng họ tên: chỗ ghi họ tên trong câu chữ giữ nguyên, vì không rõ nói về ai.")
    for name in copies:
        say(f"Bản chép cũ của cơ sở dữ liệu còn thông tin này: data/{name}; xóa khi không cần nữa.")


def _agrees(planned: "Forgotten") -> bool:
    question = f"Xóa thông tin của {planned.person.name}? Không lấy lại được. (c/k)"
    answer = typer.prompt(question, default="k", show_default=False, prompt_suffix=" ")
    return str(answer).strip().casefold() in {"c", "có", "co", "y"}


def export(
    code: Annotated[str, typer.Argument(help="Mã của người.")],
    workspace: Workspace = None,
) -> None:
    """In mọi điều đang giữ về một người, dạng JSON, để trả lời yêu cầu của người đó."""
    from dondoc.usecases.export_person import export_person

    with open_workspace(workspace) as office, office.work() as work:
        found = export_person(work, code)
    print_json(found)


def register(people: typer.Typer) -> None:
    """Add the commands to the group of people."""
    people.command()(forget)
    people.command("scrub")(scrub_file)
    people.command()(export)
