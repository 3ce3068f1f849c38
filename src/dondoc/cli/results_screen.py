"""How reported results look at the terminal: their list, beside the promises made before, and summed over units."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dondoc.cli.screen import day, print_table, say
from dondoc.core.document import Document
from dondoc.core.extraction import Extraction, FoundCommitment
from dondoc.core.reported import Basis, Comparison, Figure, Precision, ReportedResult, ResultRole, Standing
from dondoc.core.target import Comparator
from dondoc.extract.lexicon import Area
from dondoc.extract.matching import Match, Matching, Reached
from dondoc.extract.merging import MergedLine
from dondoc.messages import tell_reasons

_ROLES = {ResultRole.RESULT: "kết quả", ResultRole.SITUATION: "tình hình", ResultRole.LIMIT: "tồn tại"}
_STANDINGS = {
    Standing.DONE: "đã làm",
    Standing.UNDER_WAY: "đang làm",
    Standing.PARTLY: "một phần",
    Standing.NOT_DONE: "chưa làm",
}
_REACHED = {
    Reached.YES: "đạt",
    Reached.PARTLY: "một phần",
    Reached.NO: "chưa đạt",
    Reached.UNKNOWN: "cần xem",
}
_BOUNDS = {
    Comparator.AT_LEAST: "từ ",
    Comparator.MORE_THAN: "trên ",
    Comparator.AT_MOST: "đến ",
    Comparator.LESS_THAN: "dưới ",
    Comparator.EXACTLY: "",
}
_PRECISIONS = {Precision.EXACT: "", Precision.ABOUT: "khoảng ", Precision.ESTIMATED: "ước "}
_BASES = {
    Basis.PLAN: "kế hoạch",
    Basis.SAME_PERIOD: "cùng kỳ",
    Basis.BEFORE: "kỳ trước",
    Basis.WHOLE: "tổng số",
    Basis.UNSTATED: "",
}


def print_results(
    document: Document, extraction: Extraction, results: Sequence[ReportedResult], *, reasons: bool
) -> None:
    """The results of one document as a table, with their figures; `reasons` adds why each was taken."""
    header = extraction.header
    period = header.reporting_period.code if header.reporting_period else "chưa rõ"
    limits = sum(one.role is ResultRole.LIMIT for one in results)
    issuer = header.issuer or "chưa rõ đơn vị"
    say(f"{document.name}: {issuer} · kỳ báo cáo {period} · {len(results) - limits} kết quả, {limits} tồn tại")
    print_table(
        ("#", "Loại", "Mức độ", "Ngày", "Nội dung", "Số liệu"),
        (
            (
                str(number),
                _ROLES[one.role],
                _STANDINGS[one.standing],
                day(one.happened_on or one.as_of) if one.happened_on or one.as_of else "",
                one.display + "".join(f"\n  – {told}" for told in tell_reasons(one.reasons) if reasons),
                "\n".join(figure_lines(one)),
            )
            for number, one in enumerate(results, start=1)
        ),
        wide=(4, 5),
    )


def print_matching(
    matching: Matching, commitments: Sequence[FoundCommitment], results: Sequence[ReportedResult], *, reasons: bool
) -> None:
    """Each promise of the earlier report beside what seems to be reported of it; a person decides."""
    say("Đối chiếu với cam kết kỳ trước (gợi ý, người phụ trách xác nhận):")
    print_table(
        ("#", "Cam kết kỳ trước", "Được báo cáo", "Đạt?"),
        (
            (
                str(number),
                commitments[match.commitment].display,
                "\n".join(_candidates(match, results, reasons=reasons)) or "không thấy báo cáo",
                _reached(match),
            )
            for number, match in enumerate(matching.matches, start=1)
        ),
        wide=(1, 2),
    )
    if matching.unplanned:
        say("Kết quả không ứng với cam kết nào (phát sinh):")
        for index in matching.unplanned:
            say(f"  – {results[index].display}")


def print_merged(lines: Sequence[MergedLine], names: Sequence[str], areas: Sequence[Area]) -> None:
    """The sums over several reports, a line for each thing that was counted."""
    labels = {area.code: area.vi.split(",")[0] for area in areas}
    say(f"Cộng số liệu của {len(names)} báo cáo:")
    print_table(
        ("Mảng", "Việc", "Tổng", "Từng đơn vị"),
        (
            (
                labels.get(line.area, line.area),
                f"{line.action} ({line.unit})" if line.action else line.unit,
                ("trên/khoảng " if line.is_rough else "") + _share(line.total, line.whole),
                ", ".join(f"{names[one.source]}: {_share(one.value, one.whole)}" for one in line.shares),
            )
            for line in lines
        ),
        wide=(1, 3),
    )


def figure_lines(one: ReportedResult) -> Iterator[str]:
    """The figures and comparisons of a result, a line each; parts are set in."""
    for figure in one.figures:
        yield ("  trong đó " if figure.part_of is not None else "") + _figure(figure)
    for comparison in one.comparisons:
        yield _comparison(comparison)


def _figure(figure: Figure) -> str:
    number = _PRECISIONS[figure.precision] + _BOUNDS[figure.comparator] + _share(figure.value, figure.whole)
    if figure.high is not None:
        number += f" – {show_number(figure.high)}"
    sign = "%" if figure.percent else ""
    number += sign
    words = [figure.of + ":" if figure.of else "", number, figure.unit]
    shown = " ".join(word for word in words if word) + (f"/{figure.per}" if figure.per else "")
    return shown if figure.before is None else f"{shown} (trước: {show_number(figure.before)}{sign})"


def _comparison(one: Comparison) -> str:
    sign = ("+" if one.value > 0 else "") if one.is_change else ""
    amount = f"{sign}{show_number(one.value)}" + ("%" if one.percent else f" {one.unit}")
    basis = _BASES[one.basis]
    said = f"{amount} so với {basis}" if one.is_change and basis else f"{amount} {basis}".strip()
    return f"{one.of}: {said}" if one.of else said


def _candidates(match: Match, results: Sequence[ReportedResult], *, reasons: bool) -> Iterator[str]:
    for one in match.candidates:
        yield f"{results[one.result].display} (giống {round(100 * one.score)}%)"
        if reasons:
            yield from (f"  – {told}" for told in tell_reasons(one.reasons))


def _reached(match: Match) -> str:
    if not match.candidates:
        return ""
    label = _REACHED[match.reached]
    if match.reported is None or match.target is None:
        return label
    sign = "%" if match.target.percent else ""
    return f"{label}: {show_number(match.reported)}{sign}/{show_number(match.target.value)}{sign}"


def _share(value: Decimal, whole: Decimal | None) -> str:
    return show_number(value) if whole is None else f"{show_number(value)}/{show_number(whole)}"


def show_number(value: Decimal) -> str:
    """A number as Vietnamese writes it.

    >>> show_number(Decimal("1234567.50"))
    '1.234.567,5'
    """
    whole, _, fraction = f"{value:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")
