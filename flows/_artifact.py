"""What a run did, as the page that Prefect's artifact shows to the office."""

from collections.abc import Iterator

from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import JobLine, JobReport

#: Longer lists are cut on the page; the ledger keeps every line.
MOST_LINES = 200


def artifact_page(report: JobReport, *, title: str) -> str:
    """The report in Markdown: what was done, what was left and why, what failed.

    >>> from dondoc.core.job import Job
    >>> print(artifact_page(JobReport(job=Job.SEND_REMINDERS, slot="2017-07-03"), title="Gửi nhắc việc"))
    # Gửi nhắc việc
    <BLANKLINE>
    Cho ngày giờ: 2017-07-03 (giờ Việt Nam, Asia/Ho_Chi_Minh).
    <BLANKLINE>
    Không có việc gì phải làm.
    <BLANKLINE>
    """
    return "\n".join(_lines(report, title)) + "\n"


def artifact_key(report: JobReport) -> str:
    """The artifact's stable key; Prefect keeps its versions. Lower case letters, digits and dashes only."""
    return report.job.value.replace("_", "-")


def _lines(report: JobReport, title: str) -> Iterator[str]:
    yield f"# {title}"
    yield ""
    yield f"Cho ngày giờ: {report.slot} (giờ Việt Nam, {TIME_ZONE.key})."
    yield ""
    if report.is_repeat:
        yield "Lượt này đã được làm từ trước; lần chạy này không làm lại."
        yield ""
    if not (report.done or report.left or report.failed or report.is_repeat):
        yield "Không có việc gì phải làm."
    yield from _section("Chưa làm được vì lỗi", "Lỗi", report.failed)
    yield from _section("Đã làm", "Kết quả", report.done)
    yield from _section("Để lại", "Lý do", report.left)


def _section(heading: str, column: str, lines: tuple[JobLine, ...]) -> Iterator[str]:
    if not lines:
        return
    yield f"## {heading}: {len(lines):02d}"
    yield ""
    yield f"| Về | {column} |"
    yield "|---|---|"
    for line in lines[:MOST_LINES]:
        yield f"| {_cell(line.subject)} | {_cell(line.outcome)} |"
    if len(lines) > MOST_LINES:
        yield f"| … | còn {len(lines) - MOST_LINES} dòng nữa, xem trong sổ |"
    yield ""


def _cell(text: str) -> str:
    """Text that neither breaks the table nor is read as markup: subjects come from documents."""
    flat = " ".join(text.split())
    for mark in ("\\", "|", "<", "[", "]", "*", "_", "`", "!"):
        flat = flat.replace(mark, "\\" + mark)
    return flat
