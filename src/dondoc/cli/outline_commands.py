"""outlines: which outlines a report can follow, what one asks for, and reading a superior's đề cương."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import AsJson, Workspace
from dondoc.cli.screen import print_json, print_table, say

if TYPE_CHECKING:
    from dondoc.draft.outline import Heading, Outline
    from dondoc.usecases.read_outline import Matched

outlines = typer.Typer(no_args_is_help=True, help="Dàn bài báo cáo: liệt kê, xem, kiểm tra, đọc từ đề cương.")


@outlines.command("list")
def list_outlines(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Các dàn bài dùng được."""
    from dondoc.settings.outlines import load_outline, outline_names

    with open_workspace(workspace, only_looks=True) as office:
        found = [load_outline(name, office.office_dir) for name in outline_names(office.office_dir)]
    if as_json:
        print_json([{"name": o.name, "label": o.label, "document_type": o.document_type} for o in found])
        return
    print_table(("Tên", "Loại văn bản", "Dùng cho"), ((o.name, o.document_type, o.label) for o in found), wide=2)


@outlines.command("show")
def show_outline(
    name: Annotated[str, typer.Argument(help="Tên dàn bài.")], workspace: Workspace = None, as_json: AsJson = False
) -> None:
    """Các mục của một dàn bài, mỗi mục lấy nội dung từ đâu."""
    from dataclasses import asdict

    from dondoc.settings.outlines import load_outline

    with open_workspace(workspace, only_looks=True) as office:
        outline = load_outline(name, office.office_dir, areas={area.code for area in office.areas})
        labels = {area.code: area.label for area in office.areas}
    if as_json:
        print_json(asdict(outline))
        return
    _print(outline, labels)


@outlines.command("check")
def check_outline(
    file: Annotated[Path, typer.Argument(help="Tệp .toml của dàn bài.")], workspace: Workspace = None
) -> None:
    """Kiểm tra một tệp dàn bài trước khi dùng."""
    from dondoc.settings.outlines import read_outline

    with open_workspace(workspace, only_looks=True) as office:
        outline = read_outline(file, areas={area.code for area in office.areas})
        labels = {area.code: area.label for area in office.areas}
    say(f"Dùng được: {len(outline.headings)} mục.")
    _print(outline, labels)


@outlines.command("read")
def read_outline(
    file: Annotated[Path, typer.Argument(help="Đề cương của cấp trên (.docx, .doc, .pdf, .txt, .html).")],
    name: Annotated[str, typer.Option("--name", help="Tên dàn bài sẽ ghi.")] = "de-cuong",
    workspace: Workspace = None,
) -> None:
    """Lập dàn bài từ đề cương của cấp trên: giữ thứ tự, số mục và lời của đề cương."""
    from dondoc.messages.outlines import match_text
    from dondoc.wiring.outlines import keep_outline

    with open_workspace(workspace) as office:
        found, path = keep_outline(office, file, name)
        labels = {area.code: area.label for area in office.areas}
    say(f"{path}: {len(found.headings)} mục")
    for number, matched in _numbered(found.headings):
        say(f"{'  ' * (matched.heading.level + 1)}{number} {matched.heading.heading} – {match_text(matched, labels)}")
    if found.unmatched:
        say(f"Người soạn phải viết {len(found.unmatched):02} mục chưa rõ nội dung: {'; '.join(found.unmatched)}")
    for annex in found.annexes:
        say(f"Phụ lục trong đề cương, chưa lập: {annex}")
    say(f"Sửa tệp nếu cần, rồi: dondoc report KỲ --outline {name}")


def _numbered(headings: "tuple[Matched, ...]") -> "list[tuple[str, Matched]]":
    from dondoc.draft.outline import numbers

    return list(zip(numbers([m.heading for m in headings]), headings, strict=True))


def _print(outline: "Outline", labels: dict[str, str]) -> None:
    from dondoc.draft.outline import numbers

    say(f"{outline.document_type}: {outline.title}")
    for number, heading in zip(numbers(outline.headings), outline.headings, strict=True):
        say(f"{'  ' * (heading.level + 1)}{f'{number} {heading.heading}'.strip()}{_filling(heading, labels)}")
        for hint in heading.hints:
            say(f"{'  ' * (heading.level + 3)}gợi ý: {hint}")


def _filling(heading: "Heading", labels: dict[str, str]) -> str:
    from dondoc.messages.outlines import fill_text

    words = fill_text(heading, labels)
    return f" – {words}" if words else ""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(outlines, name="outlines")
