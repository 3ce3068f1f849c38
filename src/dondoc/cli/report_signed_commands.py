"""reports compare, signed: the signed file of a report beside the generated one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace, parse_day
from dondoc.cli.options import ActAs, AsJson, AsOf, LookAsOf, Workspace
from dondoc.cli.screen import day, print_json, say
from dondoc.core.commitment import ReviewMark
from dondoc.core.report import ReportState

if TYPE_CHECKING:
    from dondoc.usecases.sign_report import Signed, SignedLook

Name = Annotated[str, typer.Argument(metavar="REPORT", help="Kỳ (2026-H2), kỳ và bản (2026-H2-v2), hoặc số báo cáo.")]
File = Annotated[Path, typer.Argument(help="Bản ký: .docx, .pdf, .doc, .html, .txt, hoặc ảnh quét.")]
#: What can have been signed, whatever was written since.
_SIGNABLE = (ReportState.SUBMITTED, ReportState.ISSUED)
OfUnit = Annotated[str | None, typer.Option("--unit", help="Mã đơn vị của báo cáo.")]


def compare(
    name: Name, file: File, workspace: Workspace = None, unit: OfUnit = None, as_of: LookAsOf = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """So một tệp với bản đã soạn: số liệu, lời, cam kết khác nhau ở đâu; không ghi gì."""
    from dondoc.wiring.report_versions import known_report, signed_look

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office:
        look = signed_look(office, known_report(office, name, unit, *_SIGNABLE), file)
    if as_json:
        print_json(_as_json(look))
    else:
        _show(look)


def signed(
    name: Name,
    file: File,
    workspace: Workspace = None,
    unit: OfUnit = None,
    number: Annotated[str | None, typer.Option("--number", help="Số, ký hiệu, khi bản ký không đọc được.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="Ngày ký, khi bản ký không đọc được.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Nhận bản ký: nêu chỗ khác bản soạn, ghi số và ngày, lấy nhiệm vụ kỳ tới từ bản ký."""
    from dondoc.wiring.report_versions import keep_signed_file, known_report, signed_look

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        look = signed_look(office, known_report(office, name, unit, *_SIGNABLE), file)
        _show(look)
        if not yes and not typer.confirm("Nhận bản ký này?", default=False):
            raise typer.Abort
        kept = keep_signed_file(office, look, number=number, on=parse_day(on) if on else None)
    _tell(look, kept)


def _show(look: "SignedLook") -> None:
    from dondoc.cli.reports_screen import print_changes

    header, report = look.extraction.header, look.known.report
    head = f"số {header.number or '(không đọc được)'}, ngày {day(header.issued_on)}"
    say(f"{look.document.name} ({head}) so với báo cáo {report.plan.name} bản {report.version}:")
    print_changes(look.changes, before="bản soạn", after="bản ký")


def _tell(look: "SignedLook", kept: "Signed") -> None:
    report, ingested = kept.report, kept.ingested
    if kept.is_issued_now:
        say(f"Báo cáo {report.plan.name} đã ban hành: số {report.number}, ngày {day(report.issued_on)}.")
    for change in look.corrections:
        figures = "; ".join(f"sổ ghi {old}, bản ký ghi {new}" for old, new in change.figures)
        say(f"  Đề nghị điều chỉnh sổ, {', '.join(change.codes)}: {figures}.")
    if look.corrections:
        say("  Nếu bản ký đúng, sửa hoạt động trong sổ; nếu sổ đúng, báo cáo kỳ sau sẽ nêu ở phần điều chỉnh số liệu.")
    new = sum(1 for row in ingested.commitments if row.mark is ReviewMark.NEW)
    linked = sum(1 for row in ingested.commitments if row.commitment.continues_id is not None)
    if ingested.is_repeat:
        say("  Bản ký này đã nhận trước đây.")
    else:
        say(f"  {new} cam kết nháp từ bản ký, {linked} tiếp nối cam kết cũ. Bước tiếp theo: dondoc review")


def _as_json(look: "SignedLook") -> dict[str, object]:
    header = look.extraction.header
    return {
        "report": look.known.report.plan.name,
        "version": look.known.report.version,
        "number": header.number,
        "issued_on": header.issued_on.isoformat() if header.issued_on else None,
        "changes": [
            {
                "kind": one.kind.value,
                "promise": one.is_promise,
                "codes": one.codes,
                "before": one.before,
                "after": one.after,
                "figures": [list(pair) for pair in one.figures],
            }
            for one in look.changes
        ],
    }


def register(group: typer.Typer) -> None:
    """Add the commands to `dondoc reports`."""
    for command in (compare, signed):
        group.command()(command)
