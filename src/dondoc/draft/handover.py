"""Biên bản bàn giao: what a new officer has to know of a unit, as one document; only words, and only what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dondoc.draft.annex import with_annexes
from dondoc.draft.clause import one_line
from dondoc.draft.figures import day_text, number_text, roman
from dondoc.draft.number_and_date import date_words, number_line
from dondoc.draft.office import ReportOffice
from dondoc.draft.report_context import Annex, AnnexColumn, AnnexRow, Line, ReportContext, Section

_TASKS = (
    ("TT", 5, "number"),
    ("Mã", 14, "code"),
    ("Nội dung", 29, "commitment"),
    ("Chỉ tiêu; đã đạt", 16, "target"),
    ("Thời hạn", 11, "due"),
    ("Người, đơn vị thực hiện", 14, "owner"),
    ("Giấy tờ còn thiếu", 11, "evidence"),
)
_PEOPLE = (("TT", 5, "number"), ("Họ và tên", 25, ""), ("Nhiệm vụ", 25, ""), ("Đơn vị", 25, ""), ("Liên hệ", 20, ""))
_REPORTS = (
    ("TT", 5, "number"),
    ("Báo cáo", 33, ""),
    ("Số, ngày", 22, ""),
    ("Trạng thái", 15, ""),
    ("Nơi lưu", 25, ""),
)
#: How to go on, for who has never seen dondoc.
_WORKING = (
    "Xem việc phải làm: dondoc list. Xem một việc, nguồn gốc và minh chứng của nó: dondoc show MÃ.",
    "Ghi việc đã làm: dondoc activity add “nội dung, ngày, số lượng” --for MÃ; gửi minh chứng: dondoc evidence add.",
    "Hoàn thành, một phần, không thực hiện được: dondoc done, dondoc partly, dondoc not-done (kèm lý do).",
    "Thư nhắc việc tự gửi theo lịch; xem trước: dondoc remind --dry-run.",
    "Thư, tin trả lời cần người xem: dondoc inbox list. Minh chứng chờ công nhận: dondoc evidence list.",
    "Văn bản mới: dondoc ingest TỆP, rồi xác nhận các cam kết: dondoc review.",
    "Soạn báo cáo: dondoc report MÃ-KỲ; trình, ban hành: dondoc reports submit, dondoc reports issue.",
    "Kiểm tra sổ: dondoc verify. Có gì chưa ổn: dondoc doctor.",
)
#: Days between a Friday and the Monday after.
_LONGEST_GAP = 3
_OPEN = "…………………………………"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedTask:
    """A slot that is still owed."""

    code: str
    words: str
    target: str
    reached: str
    due: date
    is_overdue: bool
    doer: str
    is_suspended: bool = False
    #: Names of papers that are needed and did not come.
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPerson:
    """Somebody of the unit, and the ways to him."""

    name: str
    role: str
    unit: str
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedReport:
    """A report of the last years."""

    name: str
    #: "21/BC-CĐCS ngày 05/12/2026", or "".
    number: str
    state: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What is handed over."""

    unit: str
    on: date
    tasks: tuple[HandedTask, ...] = ()
    #: Each in a sentence.
    directions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    #: (day, what happens), the nearest first.
    dates: tuple[tuple[date, str], ...] = ()
    people: tuple[HandedPerson, ...] = ()
    reports: tuple[HandedReport, ...] = ()
    giver: str = ""
    taker: str = ""


def handover_context(handed: Handover, office: ReportOffice) -> ReportContext:
    """The document of NĐ 30/2020, in parts that have something, with a table of tasks, of people and of reports."""
    parts: list[tuple[str, list[str]]] = [
        ("VIỆC CÒN PHẢI THEO DÕI", _tasks_told(handed)),
        ("VIỆC ĐANG CHỜ QUYẾT ĐỊNH", [f"- {words}." for words in handed.questions]),
        ("ĐIỀU CHỈNH ĐANG CÓ HIỆU LỰC", [f"- {words}." for words in handed.changes]),
        ("NHỮNG NGÀY SẮP TỚI", [f"- {words}." for words in _spans(handed.dates)]),
        ("CÁCH LÀM VIỆC VỚI PHẦN MỀM", [f"- {words}" for words in _WORKING]),
        ("KÝ NHẬN", [f"Người bàn giao: {handed.giver or _OPEN}", f"Người nhận: {handed.taker or _OPEN}"]),
    ]
    sections = [(heading, lines) for heading, lines in parts if lines]
    context = ReportContext(
        superior=one_line(office.superior).upper(),
        issuer=handed.unit.upper(),
        number_line=number_line("BB"),
        place_date_line=f"{one_line(office.place) or '…'}, {date_words(handed.on.year, handed.on)}",
        document_type="BIÊN BẢN",
        title="Bàn giao công việc theo dõi, đôn đốc",
        addressee_line="",
        lead=f"Đến hết ngày {day_text(handed.on)}, công việc theo dõi của {handed.unit} được bàn giao như sau:",
        sections=tuple(
            Section(number=f"{roman(n)}.", heading=heading, paragraphs=tuple(Line(text=t) for t in lines), key=f"h{n}")
            for n, (heading, lines) in enumerate(sections, 1)
        ),
        closing="Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản./.",
        recipients=("- Người bàn giao, người nhận;", "- Lưu: VT."),
        signer_authority=one_line(office.signer.authority),
        signer_acting=one_line(office.signer.acting),
        signer_position=one_line(office.signer.position),
        signer_name=one_line(office.signer.name),
        annexes=(),
    )
    tables = [
        _table("VIỆC CÒN PHẢI THEO DÕI", _TASKS, [(t.code, _task_cells(t)) for t in handed.tasks], handed),
        _table("NGƯỜI VÀ CÁCH LIÊN HỆ", _PEOPLE, [("", _person_cells(p)) for p in handed.people], handed),
        _table("CÁC BÁO CÁO", _REPORTS, [("", (r.name, r.number, r.state, r.place)) for r in handed.reports], handed),
    ]
    return with_annexes(context, [table for table in tables if table.rows])


def _tasks_told(handed: Handover) -> list[str]:
    late = [task for task in handed.tasks if task.is_overdue]
    told = ["Không còn việc chưa xong."]
    if handed.tasks:
        overdue = f"{_count(len(late))} việc đã quá thời hạn" if late else "không có việc quá thời hạn"
        told = [f"Có {_count(len(handed.tasks))} việc chưa xong, {overdue} (danh sách tại phụ lục)."]
    told += [f"- Quá thời hạn: “{task.words}” ({task.code}), thời hạn {day_text(task.due)}." for task in late]
    if handed.directions:
        told.append(f"Các nội dung định hướng, theo dõi thường xuyên: {'; '.join(handed.directions)}.")
    return told


def _spans(dates: Sequence[tuple[date, str]]) -> list[str]:
    """Days in a row on which the same happens are one line; a weekend between them does not part them.

    >>> _spans([(date(2027, 2, 5), "nghỉ"), (date(2027, 2, 8), "nghỉ"), (date(2027, 2, 28), "hạn")])
    ['Từ ngày 05/02/2027 đến ngày 08/02/2027: nghỉ', 'Ngày 28/02/2027: hạn']
    """
    spans: list[tuple[date, date, str]] = []
    for day, words in dates:
        if spans and spans[-1][2] == words and (day - spans[-1][1]).days <= _LONGEST_GAP:
            spans[-1] = (spans[-1][0], day, words)
        else:
            spans.append((day, day, words))
    return [
        f"Ngày {day_text(first)}: {words}"
        if first == last
        else f"Từ ngày {day_text(first)} đến ngày {day_text(last)}: {words}"
        for first, last, words in spans
    ]


def _task_cells(task: HandedTask) -> tuple[str, ...]:
    figures = "; ".join(part for part in (task.target, f"đã đạt {task.reached}" if task.reached else "") if part)
    mark = " (tạm dừng)" if task.is_suspended else " (quá hạn)" if task.is_overdue else ""
    due = f"{day_text(task.due)}{mark}"
    return task.code, task.words, figures, due, task.doer, ", ".join(task.lacking)


def _person_cells(person: HandedPerson) -> tuple[str, ...]:
    return person.name, person.role, person.unit, "; ".join(person.ways)


def _table(
    title: str,
    columns: Sequence[tuple[str, int, str]],
    rows: Sequence[tuple[str, tuple[str, ...]]],
    handed: Handover,
) -> Annex:
    return Annex(
        label="Phụ lục",
        title=title,
        reference=f"(Kèm theo Biên bản bàn giao ngày {day_text(handed.on)} của {handed.unit})",
        columns=tuple(AnnexColumn(title=name, width=width, key=key) for name, width, key in columns),
        rows=tuple(AnnexRow(code=code, cells=(str(n), *cells)) for n, (code, cells) in enumerate(rows, 1)),
    )


def _count(number: int) -> str:
    return number_text(Decimal(number))
