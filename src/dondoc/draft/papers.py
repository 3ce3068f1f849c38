"""Papers to sign: the công văn that urges late units on, and the slip by which a task is handed out; only printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar

from dondoc.core.progress import SlotWork, TaskView, results
from dondoc.draft.digest import one_line
from dondoc.draft.figures import day_text, targets_text
from dondoc.draft.office import Signer
from dondoc.draft.reminder_figures import count, day, result_text

#: Of more addressees the letter names the table instead of each.
_NAMED_ADDRESSEES = 8
#: Of more sources the lead names none.
_NAMED_SOURCES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWording:
    """How an office words its papers (config/letters.toml)."""

    #: Ký hiệu after the number of a công văn ("CĐCS"), or "" for that of the office's reports without the kind.
    symbol: str = ""
    #: The same of a slip ("PGV").
    slip_symbol: str = ""
    #: "đề nghị" or "yêu cầu".
    request: str = "đề nghị"
    #: Working days that late units have for their answer.
    answer_working_days: int = 5
    #: What proves a result, as asked for in a slip.
    proof: str = ""
    #: Nơi nhận, without "Như trên"; the last one is the archive.
    recipients: tuple[str, ...] = ()
    #: Kinds of documents by their abbreviation: BC is a Báo cáo.
    document_types: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOffice:
    """Who issues a paper: what its head and its foot need."""

    issuer: str
    #: Superior body above it, or "".
    superior: str = ""
    #: Place of issue, or "" to leave it open.
    place: str = ""
    #: Ký hiệu of a công văn, or "" to leave it open.
    symbol: str = ""
    signer: Signer
    #: Name of who keeps the list and takes the answers, or "".
    tracker: str = ""
    wording: PaperWording


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The document in which a task was promised or ordered."""

    #: "21/BC-CĐCS", or "".
    number: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTask:
    """One slot that a paper speaks of."""

    view: TaskView
    work: SlotWork
    #: Whom the paper goes to: a unit, or persons of the own one ("Đồng chí Trần Thị Hiền").
    addressee: str
    #: Who does it, and with whom.
    doer: str = ""
    partners: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow:
    """One late commitment."""

    number: str
    #: The exact words, in quotation marks.
    words: str
    code: str
    #: Target and what was reached.
    target: str
    deadline: str
    late: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateGroup:
    """The late commitments of one addressee; `heading` is "" where there is only one."""

    heading: str
    rows: tuple[LateRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLetter:
    """The công văn đôn đốc (NĐ 30/2020, mẫu 1.5), in the order of the page."""

    template: ClassVar[str] = "late.docx"

    superior: str
    issuer: str
    number_line: str
    #: "V/v đôn đốc thực hiện …".
    subject: str
    place_date_line: str
    #: One line, or one a receiver.
    addressees: tuple[str, ...]
    lead: str
    groups: tuple[LateGroup, ...]
    asking: str
    asks: tuple[str, ...]
    closing: str
    recipients: tuple[str, ...]
    signer_authority: str
    signer_position: str
    signer_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipRow:
    """A line of the slip; `text` is "" where it is filled in by hand."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSlip:
    """The phiếu giao việc of one task."""

    template: ClassVar[str] = "assign.docx"

    superior: str
    issuer: str
    number_line: str
    place_date_line: str
    document_type: str
    title: str
    rows: tuple[SlipRow, ...]
    request: str
    taker_title: str
    taker_name: str
    giver_title: str
    giver_authority: str
    giver_position: str
    giver_name: str
    recipients: tuple[str, ...]


def make_late_letter(
    tasks: Sequence[PaperTask], *, office: PaperOffice, today: date, answer_by: date, superior_told: str = ""
) -> LateLetter:
    """The công văn on late `tasks` (at least one), grouped by addressee, the longest late first.

    `superior_told` names the body that is told with it, or "".
    """
    ranked = sorted(tasks, key=lambda t: (t.addressee, t.work.slot.due, t.view.slot_code(t.work.slot)))
    parts = [(name, list(rows)) for name, rows in groupby(ranked, key=lambda t: t.addressee)]
    names = [one_line(name) for name, _ in parts]
    issuer, number = one_line(office.issuer), count(len(ranked))
    whom = _within(names[0]) if len(names) == 1 else "các đơn vị, cá nhân"
    these = "nhiệm vụ nêu trên" if len(ranked) == 1 else "các nhiệm vụ nêu trên"
    through = f", qua {comrade(office.tracker)}" if office.tracker else ""
    return LateLetter(
        superior=one_line(office.superior).upper(),
        issuer=issuer.upper(),
        number_line=f"Số:        /{office.symbol or '…'}",
        subject=f"V/v đôn đốc thực hiện {number} nhiệm vụ đã quá thời hạn",
        place_date_line=_place_and_date(office, today),
        addressees=_addressees(names),
        lead=f"{_basis(ranked, office)}, tính đến ngày {day_text(today)}, {whom} còn {number} nhiệm vụ đã quá thời hạn "
        "mà chưa hoàn thành:",
        groups=_groups(parts, today),
        asking=f"Để bảo đảm hoàn thành nhiệm vụ đã đề ra, {issuer} {one_line(office.wording.request)} {whom}:",
        asks=(
            f"1. Khẩn trương thực hiện, hoàn thành {these}; báo cáo kết quả kèm minh chứng, ghi rõ mã việc, về "
            f"{issuer} chậm nhất ngày {day_text(answer_by)}{through}.",
            "2. Trường hợp chưa thể hoàn thành trong thời gian trên, báo cáo rõ nguyên nhân, khó khăn, vướng mắc và "
            f"đề xuất thời hạn cụ thể để {issuer} xem xét, quyết định.",
        ),
        closing=f"{_upper_first(one_line(office.wording.request))} {whom} nghiêm túc triển khai thực hiện./.",
        recipients=_recipients(office, superior_told),
        signer_authority=one_line(office.signer.authority),
        signer_position=one_line(office.signer.position),
        signer_name=one_line(office.signer.name),
    )


#: Beginnings of an addressee that are no name: small in the middle of a sentence.
_PLAIN_HEADS = ("Đồng chí ", "Bộ phận, cá nhân ")


def _within(name: str) -> str:
    """An addressee inside a sentence.

    >>> _within("Đồng chí Trần Thị Hiền"), _within("Ban Nữ công")
    ('đồng chí Trần Thị Hiền', 'Ban Nữ công')
    """
    return name[:1].lower() + name[1:] if name.startswith(_PLAIN_HEADS) else name


def make_task_slip(task: PaperTask, *, office: PaperOffice, today: date, taker: str = "") -> TaskSlip:
    """The slip for one slot; `taker` is the person who signs for it, or "" for a line left open."""
    slot, terms = task.work.slot, task.view.terms
    estimated = " (ước định)" if terms.due_proposed and not terms.due_explicit else ""
    planned = f"; dự kiến thực hiện ngày {day(slot.planned_for)}" if slot.planned_for not in (None, slot.due) else ""
    source = cite(task.source, office.wording.document_types) if task.source is not None else ""
    signer = office.signer
    giver = " – ".join(part for part in (one_line(signer.name), _title_case(signer.position)) if part)
    return TaskSlip(
        superior=one_line(office.superior).upper(),
        issuer=one_line(office.issuer).upper(),
        number_line=f"Số:        /{office.wording.slip_symbol or '…'}",
        place_date_line=_place_and_date(office, today),
        document_type="PHIẾU GIAO VIỆC",
        title=f"Mã việc: {task.view.slot_code(slot)}",
        rows=(
            SlipRow(label="Nội dung công việc", text=exact_words(task.view)),
            SlipRow(label="Căn cứ", text=source),
            SlipRow(label="Chỉ tiêu", text=_upper_first(targets_text(terms.targets))),
            SlipRow(label="Sản phẩm, minh chứng", text=one_line(office.wording.proof)),
            SlipRow(label="Thời hạn hoàn thành", text=f"{day(slot.due)}{estimated}{planned}"),
            SlipRow(label="Đơn vị, người chủ trì", text=one_line(task.doer)),
            SlipRow(label="Đơn vị, người phối hợp", text="; ".join(one_line(name) for name in task.partners)),
            SlipRow(label="Người giao việc", text=giver),
            SlipRow(label="Người theo dõi, nhận kết quả", text=one_line(office.tracker)),
        ),
        request="Người nhận việc tổ chức thực hiện đúng nội dung, chỉ tiêu và thời hạn nêu trên; có khó khăn, vướng "
        "mắc thì báo cáo người giao việc trước khi đến hạn.",
        taker_title="NGƯỜI NHẬN VIỆC",
        taker_name=one_line(taker),
        giver_title="NGƯỜI GIAO VIỆC",
        giver_authority=one_line(signer.authority),
        giver_position=one_line(signer.position),
        giver_name=one_line(signer.name),
        recipients=_recipients(office, first="Người nhận việc"),
    )


def exact_words(view: TaskView) -> str:
    """The promise in quotation marks: its very words, or where those run over lines of the page its readable form.

    >>> from dondoc.core.commitment import Commitment
    >>> from dondoc.core.extraction import Kind
    >>> words = "Tổ chức 02 giải cầu lông nữ;"
    >>> promise = Commitment(id=1, unit_id=1, document_id=None, period=None, text=words, display="", kind=Kind.ONGOING)
    >>> exact_words(TaskView(promised=promise))
    '“Tổ chức 02 giải cầu lông nữ”'
    """
    text = view.promised.text.strip()
    words = view.promised.display if "\n" in text or not text else text
    return f"“{one_line(words).lstrip('-+•* ').rstrip(' ;,./')}”"


def cite(source: Source, document_types: Mapping[str, str]) -> str:
    """How a document is cited: kind, number, day.

    >>> cite(Source(number="21/BC-CĐCS", issued_on=date(2017, 7, 5)), {"BC": "Báo cáo"})
    'Báo cáo số 21/BC-CĐCS ngày 05/7/2017'
    """
    number = one_line(source.number)
    if not number:
        return ""
    kind = number.partition("/")[2].partition("-")[0].strip()
    on = f" ngày {day_text(source.issued_on)}" if source.issued_on is not None else ""
    return f"{document_types.get(kind, 'Văn bản')} số {number}{on}"


def comrade(name: str) -> str:
    """A person as a sentence names him; who has no name yet stands by his task.

    >>> comrade("Lê Thị Vân"), comrade("Cán bộ theo dõi")
    ('đồng chí Lê Thị Vân', 'cán bộ theo dõi')
    """
    words = one_line(name)
    return words[:1].lower() + words[1:] if words.lower().startswith("cán bộ") else f"đồng chí {words}"


def _basis(tasks: Sequence[PaperTask], office: PaperOffice) -> str:
    cited = [cite(task.source, office.wording.document_types) if task.source is not None else "" for task in tasks]
    names = list(dict.fromkeys(cited))
    if "" in names or len(names) > _NAMED_SOURCES:
        return "Qua theo dõi việc thực hiện các nhiệm vụ đã đề ra"
    return f"Qua theo dõi việc thực hiện các nhiệm vụ đề ra tại {' và '.join(names)}"


def _groups(parts: Sequence[tuple[str, list[PaperTask]]], today: date) -> tuple[LateGroup, ...]:
    groups: list[LateGroup] = []
    number = 0
    for name, tasks in parts:
        rows = tuple(_row(number + n, task, today) for n, task in enumerate(tasks, start=1))
        number += len(tasks)
        groups.append(LateGroup(heading=one_line(name) if len(parts) > 1 else "", rows=rows))
    return tuple(groups)


def _row(number: int, task: PaperTask, today: date) -> LateRow:
    slot = task.work.slot
    reached = "; ".join(words for r in results(task.view, slot) if (words := result_text(r)))
    target = targets_text(task.view.terms.targets)
    parts = (f"{_upper_first(target)}." if target else "", f"Đã đạt: {reached}." if reached else "Chưa có kết quả.")
    return LateRow(
        number=str(number),
        words=exact_words(task.view),
        code=task.view.slot_code(slot),
        target=" ".join(part for part in parts if part),
        deadline=day(slot.due),
        late=f"{count((today - slot.due).days)} ngày",
    )


def _addressees(names: Sequence[str]) -> tuple[str, ...]:
    if len(names) == 1:
        return (f"Kính gửi: {names[0]}.",)
    if len(names) > _NAMED_ADDRESSEES:
        return ("Kính gửi: Các đơn vị, cá nhân có tên trong bảng dưới đây.",)
    return ("Kính gửi:", *(f"- {name}{'.' if n == len(names) else ';'}" for n, name in enumerate(names, start=1)))


def _recipients(office: PaperOffice, superior_told: str = "", *, first: str = "Như trên") -> tuple[str, ...]:
    report = [f"{one_line(superior_told)} (để báo cáo)"] if superior_told else []
    names = [first, *report, *(one_line(name).rstrip(" .;") for name in office.wording.recipients)]
    return tuple(f"- {name}{'.' if n == len(names) else ';'}" for n, name in enumerate(names, start=1))


def _place_and_date(office: PaperOffice, today: date) -> str:
    return f"{one_line(office.place) or '…'}, ngày … tháng … năm {today.year}"


def _title_case(position: str) -> str:
    return _upper_first(one_line(position).lower())


def _upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]
