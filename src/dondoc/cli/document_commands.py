"""extract and ingest: what a report promises."""

import hashlib
import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import office_config, open_workspace, read_text
from dondoc.cli.decisions import read_decisions, resolve
from dondoc.cli.extract_results import ResultsReading
from dondoc.cli.extraction_screen import extraction_page, print_extraction
from dondoc.cli.options import ActAs, AsJson, AsOf, Workspace
from dondoc.cli.review_screen import print_reviewed
from dondoc.cli.screen import print_json, say, warn
from dondoc.core.commitment import ReviewMark
from dondoc.core.task import Status
from dondoc.errors import BadInput, DondocError
from dondoc.messages import explain
from dondoc.messages import say as sentence

if TYPE_CHECKING:
    from dondoc.core.document import Document
    from dondoc.core.extraction import Extraction, FoundCommitment
    from dondoc.usecases.decisions_file import DecisionsFile
    from dondoc.usecases.ingest_report import Ingested
    from dondoc.wiring import Office

_EXIT_NOTHING, _EXIT_PARTLY = 1, 3

_MARKS = {
    ReviewMark.SAME: "giữ nguyên",
    ReviewMark.CHANGED: "thay đổi",
    ReviewMark.NEW: "mới",
    ReviewMark.GONE: "không còn",
}


class Format(StrEnum):
    """What `extract` prints."""

    JSON = "json"
    TABLE = "table"
    HTML = "html"


def extract(
    files: Annotated[list[Path], typer.Argument(help="Báo cáo: .docx, .doc, .pdf, .html, .txt, hoặc ảnh chụp.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Ghi mỗi tệp thành THƯ_MỤC/<tên>.json (hoặc .html).")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Dạng kết quả.")] = Format.JSON,
    reasons: Annotated[bool, typer.Option("--explain", help="Kèm lý do của từng trường (dạng bảng và trang).")] = False,
    with_text: Annotated[bool, typer.Option("--with-text", help="Kèm toàn văn mà các vị trí tham chiếu.")] = False,
    with_results: Annotated[bool, typer.Option("--results", help="Kèm việc đã làm, số liệu và tồn tại.")] = False,
    against: Annotated[
        Path | None, typer.Option("--against", help="Đối chiếu với báo cáo kỳ trước, hoặc với JSON đã trích từ đó.")
    ] = None,
) -> None:
    """Trích các cam kết trong báo cáo; không cần không gian làm việc.

    Chạy trong một không gian làm việc thì dùng từ vựng của không gian ấy.
    """
    told = _start_results(output, against) if with_results or against else None
    results: list[dict[str, object]] = []
    failed = 0
    for path, read in _extract_all(files):
        if isinstance(read, DondocError):
            failed += 1
            warn(f"Lỗi: {explain(read)}")
            continue
        document, extraction = read
        match output:
            case Format.JSON:
                exported = _exported(document, extraction, told, with_text=with_text)
                if out is None:
                    results.append(exported)
                else:
                    _write(out / f"{path.stem}.json", json.dumps(exported, ensure_ascii=False, indent=1) + "\n")
            case Format.TABLE:
                print_extraction(document, extraction, reasons=reasons)
                if told is not None:
                    told.show(document, extraction, reasons=reasons)
            case Format.HTML:
                _put_html(document, extraction, out / f"{path.stem}.html" if out else None, reasons=reasons)
    if output is Format.JSON and out is None and results:
        print_json(results[0] if len(files) == 1 else results)
    if output is Format.TABLE and told is not None:
        told.show_sums()
    _leave(len(files), failed)


def _start_results(output: Format, against: Path | None) -> ResultsReading:
    if output is Format.HTML:
        raise typer.BadParameter("--results và --against chỉ dùng với --format json hoặc table.")
    return ResultsReading.start(_promises(against) if against else None)


def _exported(
    document: "Document", extraction: "Extraction", told: ResultsReading | None, *, with_text: bool
) -> dict[str, object]:
    from dondoc.extract.export import export

    if told is None:
        return export(document, extraction, with_text=with_text)
    results = told.read(document, extraction)
    return export(document, extraction, with_text=with_text, results=results) | told.compared(results)


def _promises(path: Path) -> "tuple[FoundCommitment, ...]":
    """The commitments of an earlier report, or of the JSON that was extracted from it."""
    from dondoc.usecases.extraction_file import parse_promises

    if path.suffix.lower() == ".json":
        return parse_promises(read_text(path), path.name)
    ((_, read),) = _extract_all([path])
    if isinstance(read, DondocError):
        raise read
    return read[1].commitments


def _leave(asked: int, failed: int) -> None:
    if failed:
        raise typer.Exit(_EXIT_NOTHING if failed == asked else _EXIT_PARTLY)


def _extract_all(files: list[Path]) -> "Iterator[tuple[Path, tuple[Document, Extraction] | DondocError]]":
    from dondoc.documents.reading import read_document
    from dondoc.extract.pipeline import extract as extract_document
    from dondoc.settings.lexicon import load_lexicon
    from dondoc.usecases.ingest_report import refuse_secret

    lexicon = load_lexicon(office_config())
    for path in files:
        try:
            document = read_document(path)
            extraction = extract_document(document, lexicon)
            refuse_secret(document, extraction)
            yield path, (document, extraction)
        except DondocError as error:
            yield path, error


def _write(path: Path, text: str) -> None:
    from dondoc.documents.atomic import write_atomically

    write_atomically(path, text.encode())
    say(f"Đã ghi {path}")


def _put_html(document: "Document", extraction: "Extraction", path: Path | None, *, reasons: bool) -> None:
    page = extraction_page(document, extraction, explain=reasons)
    if path is None:
        say(page)
    else:
        _write(path, page)


def ingest(
    files: Annotated[list[Path], typer.Argument(help="Báo cáo: .docx, .doc, .pdf, .html, .txt, hoặc ảnh chụp.")],
    workspace: Workspace = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Mã đơn vị ra báo cáo, khi đầu văn bản không rõ.")] = None,
    accept_all: Annotated[bool, typer.Option("--accept-all", help="Nhận mọi cam kết trích được.")] = False,
    accept_above: Annotated[
        float | None, typer.Option("--accept-above", min=0, max=1, help="Nhận cam kết có độ tin cậy từ mức này.")
    ] = None,
    decisions: Annotated[Path | None, typer.Option("--decisions", help="Tệp quyết định (JSON).")] = None,
    chase: Annotated[bool, typer.Option("--chase", help="Nhắc cả việc đã quá hạn trước khi xác nhận.")] = False,
    as_of: AsOf = None,
    actor: ActAs = None,
    as_json: AsJson = False,
) -> None:
    """Lưu báo cáo cùng các cam kết nháp, chờ xác nhận bằng `dondoc review`."""
    if accept_all + (accept_above is not None) + (decisions is not None) > 1:
        raise typer.BadParameter("chọn nhiều nhất một trong --accept-all, --accept-above, --decisions.")
    entries = read_decisions(decisions) if decisions is not None else None
    threshold = 0.0 if accept_all else accept_above
    failed = 0
    told: list[dict[str, object]] = []
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        for path in files:
            try:
                ingested = _ingest_one(office, path, unit)
                told.append(_as_json(ingested))
                if not as_json:
                    _print_ingested(ingested)
                if threshold is not None or entries is not None:
                    _decide(office, ingested, threshold, entries, chase=chase, quiet=as_json)
                elif not as_json and any(row.commitment.status is Status.DRAFT for row in ingested.commitments):
                    say("  Bước tiếp theo: xác nhận các cam kết nháp bằng: dondoc review")
            except DondocError as error:
                failed += 1
                warn(f"Lỗi: {path.name}: {office.explain(error)}")
    if as_json:
        print_json(told)
    if failed:
        # A report that was kept while its decisions were refused is something done.
        raise typer.Exit(_EXIT_PARTLY if told else _EXIT_NOTHING)


def _ingest_one(office: "Office", path: Path, unit: str | None) -> "Ingested":
    from dondoc.documents.reading import read_document
    from dondoc.usecases.ingest_report import ingest_report

    document = read_document(path)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise BadInput(code="inbox.changing", file=path.name)
    return ingest_report(
        office.begin,
        office.blobs,
        document,
        office.extract(document),
        data=data,
        actor=office.actor,
        now=office.clock.now(),
        unit_code=unit,
    )


def _decide(
    office: "Office",
    ingested: "Ingested",
    threshold: float | None,
    entries: "DecisionsFile | None",
    *,
    chase: bool,
    quiet: bool,
) -> None:
    from dondoc.usecases.review_commitments import accept_above, apply_decisions

    with office.work() as work:
        kept = work.commitments.of_document(ingested.document.id)
    if ingested.is_repeat and not any(c.status is Status.DRAFT for c in kept):
        return
    if entries is not None:
        wanted, additions = resolve(office, entries, ingested.document, kept)
    else:
        wanted, additions = accept_above(kept, threshold or 0.0), []
    reviewed = apply_decisions(
        office.begin,
        wanted,
        additions,
        document_id=ingested.document.id,
        actor=office.actor,
        now=office.clock.now(),
        chase=chase,
    )
    if not quiet:
        print_reviewed(reviewed)


def _print_ingested(ingested: "Ingested") -> None:
    document = ingested.document
    if ingested.is_moved:
        say(f"{document.name}: văn bản này đã có, nay là của {ingested.unit.name} (mã {ingested.unit.code}).")
        return
    if ingested.is_repeat:
        note = " (ghi nhận thêm một tệp khác của cùng văn bản)" if ingested.is_new_file else ""
        say(f"{document.name}: văn bản này đã có, không thay đổi gì{note}.")
        return
    plan = document.plan_period.code if document.plan_period else "chưa rõ kỳ"
    added = " (đơn vị mới được thêm; nếu đã có dưới tên khác, dùng --unit)" if ingested.unit_is_new else ""
    if ingested.near is not None:
        near = f"{ingested.near.name} (mã {ingested.near.code})"
        added = f" (đơn vị mới được thêm; tên gần giống {near}: nếu là một, đưa lại với --unit {ingested.near.code})"
    say(f"{document.name}: {ingested.unit.name}{added} · kế hoạch {plan} · {len(ingested.commitments)} cam kết nháp")
    if ingested.is_revision:
        number = f"số {document.number}" if document.number else "chưa có số"
        say(f"  Là bản sửa lần {document.revision - 1} của văn bản {number} đã đưa vào:")
        for row in ingested.commitments:
            say(f"  [{_MARKS[row.mark]}] {row.commitment.code} {row.commitment.display}")
            if row.before:
                say(f"      trước đây: {row.before}")
    for doubt in ingested.doubts:
        say("  Cần xem lại: " + sentence(doubt.code, dict(doubt.params)))


def _as_json(ingested: "Ingested") -> dict[str, object]:
    document = ingested.document
    return {
        "document": document.id,
        "name": document.name,
        "unit": ingested.unit.code,
        "text_sha256": document.text_sha256,
        "plan_period": document.plan_period.code if document.plan_period else None,
        "revision": document.revision,
        "repeat": ingested.is_repeat,
        "commitments": [
            {
                "id": row.commitment.id,
                "code": row.commitment.code or None,
                "mark": row.mark.value,
                "start": row.commitment.start,
                "end": row.commitment.end,
                "display": row.commitment.display,
            }
            for row in ingested.commitments
        ],
    }


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(extract)
    app.command()(ingest)
