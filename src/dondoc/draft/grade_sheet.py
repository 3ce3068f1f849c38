"""The words of a grading table: points with what they come from, what is missing, why the superior differs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from dondoc.core.grading import Basis, Graded, Lack, Measure, Scheme, Score
from dondoc.core.period import Period
from dondoc.draft.annex import with_annexes
from dondoc.draft.clause import lower_first, one_line, task_name
from dondoc.draft.figures import number_text, period_text
from dondoc.draft.number_and_date import annex_reference, date_words, full_number, number_line
from dondoc.draft.office import ReportOffice
from dondoc.draft.report_context import Annex, AnnexColumn, AnnexRow, Line, ReportContext, Section

#: So many commitments are named in a cell; the others are counted.
_NAMED = 3
_COLUMNS = (
    ("TT", 6, "number"),
    ("Nội dung", 30, "commitment"),
    ("Điểm tối đa", 8, "most"),
    ("Tự chấm", 8, "own"),
    ("Cấp trên chấm", 8, "superior"),
    ("Căn cứ tính điểm, phần còn thiếu", 26, "evidence"),
    ("Lý do lệch", 14, "reason"),
)
_OPEN = "…"
_LACKS: Mapping[Lack, str] = {
    Lack.UNDONE: "chưa hoàn thành",
    Lack.LATE: "hoàn thành chậm",
    Lack.UNPROVEN: "chưa có minh chứng",
}


def grade_context(
    *,
    scheme: Scheme,
    lines: Sequence[Graded],
    period: Period,
    class_name: str,
    issuer: str,
    office: ReportOffice,
    on: date,
) -> ReportContext:
    """The table as a document of NĐ 30/2020 with one annex; what nobody knows is left open.

    `on` is the day on which it is made, `class_name` "" while criteria are open.
    """
    title = f"{scheme.title} {period_text(period)}"
    suffix = one_line(office.number_suffix)
    context = ReportContext(
        superior=one_line(office.superior).upper(),
        issuer=issuer.upper(),
        number_line=number_line(suffix),
        place_date_line=f"{one_line(office.place) or _OPEN}, {date_words(on.year)}",
        document_type="BÁO CÁO",
        title=f"Tự chấm điểm, xếp loại {period_text(period)}",
        addressee_line=f"Kính gửi: {one_line(office.superior)}." if office.superior else "",
        lead=_lead(scheme, issuer, period),
        sections=(_summary(scheme, lines, class_name), *_gap_section(lines)),
        closing=f"Trên đây là kết quả tự chấm điểm, xếp loại của {issuer}./.",
        recipients=("- Như trên;", "- Lưu: VT.") if office.superior else ("- Lưu: VT.",),
        signer_authority=one_line(office.signer.authority),
        signer_acting=one_line(office.signer.acting),
        signer_position=one_line(office.signer.position),
        signer_name=one_line(office.signer.name),
        annexes=(),
    )
    reference = annex_reference(full_number(suffix), date_words(on.year), issuer)
    table = Annex(
        label="Phụ lục",
        title=title.upper(),
        reference=reference,
        columns=tuple(AnnexColumn(title=name, width=width, key=key) for name, width, key in _COLUMNS),
        rows=_rows(scheme, lines),
    )
    return with_annexes(context, [table])


def _lead(scheme: Scheme, issuer: str, period: Period) -> str:
    basis = f"Thực hiện {scheme.basis}, " if scheme.basis else ""
    return f"{basis}{issuer} báo cáo kết quả tự chấm điểm, xếp loại {period_text(period)} như sau:"


def _summary(scheme: Scheme, lines: Sequence[Graded], class_name: str) -> Section:
    own = _sum(line.own_points for line in lines)
    words = [f"Tổng điểm tự chấm: {points_text(own)}/{points_text(scheme.points)} điểm."]
    if any(line.superior is not None for line in lines):
        words.append(f"Tổng điểm sau khi cấp trên chấm: {points_text(_sum(line.final_points for line in lines))} điểm.")
    still_open = [line.score.criterion for line in lines if line.final_points is None]
    if still_open:
        named = ", ".join(c.code for c in still_open)
        words.append(f"Còn {number_text(Decimal(len(still_open)))} nội dung chưa có điểm, cần đơn vị tự chấm: {named}.")
    if class_name:
        words.append(f"Đề nghị xếp loại: {class_name}.")
    lines_of = tuple(Line(text=text) for text in words)
    return Section(number="I.", heading="KẾT QUẢ CHẤM ĐIỂM", paragraphs=lines_of, key="grade")


def _gap_section(lines: Sequence[Graded]) -> tuple[Section, ...]:
    """What was not done, or done without proof: what the points are missing for."""
    told = [
        Line(text=f"- Mục {line.score.criterion.code}: {_named(line.score.gaps)}.", codes=_codes(line.score.gaps))
        for line in lines
        if line.score.gaps
    ]
    if not told:
        return ()
    return (Section(number="II.", heading="NỘI DUNG CÒN THIẾU", paragraphs=tuple(told), key="gaps"),)


def _codes(found: Sequence[Basis]) -> tuple[str, ...]:
    """Of commitments: not of activities, nor of reports, which have no other name than their words."""
    codes = (basis.ref.partition(".")[0] for basis in found if basis.ref != basis.words)
    return tuple(dict.fromkeys(code for code in codes if not code.startswith("#")))


def _rows(scheme: Scheme, lines: Sequence[Graded]) -> tuple[AnnexRow, ...]:
    by_code = {line.score.criterion.code: line for line in lines}
    rows: list[AnnexRow] = []
    for group in scheme.groups:
        own = [by_code[c.code] for c in group.criteria]
        head = _sum_cells(group.code, group.words.upper(), points_text(group.points), own)
        rows.append(AnnexRow(code="", cells=head))
        rows += [AnnexRow(code="", cells=_criterion_cells(line)) for line in own]
    total = _sum_cells("", "Tổng cộng", points_text(scheme.points), lines)
    return (*rows, AnnexRow(code="", cells=total))


def _sum_cells(number: str, words: str, most: str, lines: Sequence[Graded]) -> tuple[str, ...]:
    """The sums of a group; the superior's only where he has said something on every line."""
    own = points_text(_sum(line.own_points for line in lines))
    is_whole = all(line.superior is not None for line in lines)
    above = points_text(_sum(line.final_points for line in lines)) if is_whole else ""
    return number, words, most, own, above, "", ""


def _criterion_cells(line: Graded) -> tuple[str, ...]:
    criterion = line.score.criterion
    most = f"trừ tối đa {points_text(criterion.points)}" if criterion.is_deduction else points_text(criterion.points)
    own = _OPEN if line.own_points is None else points_text(line.own_points)
    above = points_text(line.superior.points) if line.superior is not None else ""
    why = "; ".join(mark.reason for mark in (line.own, line.superior) if mark is not None and mark.reason)
    return criterion.code, criterion.words, most, own, above, _basis_text(line.score), why


def _basis_text(score: Score) -> str:
    """What the points come from and what is missing: "07/08 việc hoàn thành; còn thiếu: “…” (mã)"."""
    words = [_share_text(score)] if score.share is not None else []
    if score.points is None:
        words.append("Sổ theo dõi chưa có số liệu, đơn vị tự chấm")
    if score.gaps:
        words.append(f"còn thiếu: {_named(score.gaps)}")
    return "; ".join(words)


def _share_text(score: Score) -> str:
    reached, whole = score.share or (Decimal(0), Decimal(0))
    share = f"{number_text(reached)}/{number_text(whole)}"
    match score.criterion.measure:
        case Measure.COMPLETION:
            return f"{share} việc hoàn thành"
        case Measure.TIMELINESS:
            return f"{share} việc đúng thời hạn"
        case Measure.FIGURE:
            return f"đạt {share} {', '.join(score.criterion.about)}"
        case Measure.ACTIVITIES:
            return f"{number_text(reached)} hoạt động có minh chứng (đủ điểm từ {number_text(whole)})"
        case Measure.REPORTS:
            return f"{share} báo cáo đã ban hành"
        case Measure.DEDUCTION:
            return f"{number_text(reached)} việc quá thời hạn hoặc không thực hiện"
        case Measure.MANUAL | Measure.MANUAL_DEDUCTION:
            return ""


def _named(found: Sequence[Basis]) -> str:
    shown = [_gap_text(one) for one in found[:_NAMED]]
    if len(found) > _NAMED:
        shown.append(f"và {number_text(Decimal(len(found) - _NAMED))} nội dung khác")
    return ", ".join(shown)


def _gap_text(gap: Basis) -> str:
    why = _LACKS[gap.lack] if gap.lack is not None else ""
    if gap.ref == gap.words:  # a report: its name is all there is
        return f"{lower_first(gap.words)} ({why})"
    return f"“{task_name(gap.words)}” ({', '.join(word for word in (gap.ref, why) if word)})"


def points_text(points: Decimal) -> str:
    """Points without a leading zero: 7, 12,5, -1.

    >>> points_text(Decimal("7.0")), points_text(Decimal("12.5")), points_text(Decimal(-1))
    ('7', '12,5', '-1')
    """
    return number_text(points, unit="giờ")


def _sum(found: Iterable[Decimal | None]) -> Decimal:
    return sum((points for points in found if points is not None), Decimal(0))
