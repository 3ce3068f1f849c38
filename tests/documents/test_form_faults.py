"""One fault planted in each part and property of a report is found, and nothing else is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from documents.form_papers import (
    Paper,
    checked,
    dress,
    drop,
    faults,
    form,
    paragraph,
    printed,
    rules,
    set_text,
    text_of,
    w,
)
from sizes import size

from dondoc.core.form import Component
from dondoc.core.form_rules import Case, Rule

C = Component


def some(*values: Any) -> list[Any]:
    """All of the ways in which a fault can be made; one of them in the small size."""
    return list(values)[: size(len(values), small=1)]


JUSTIFIED = {"jc": {"val": "both"}, "spacing": {"before": 120, "after": 0}, "ind": {"firstLine": 720}}
MIDDLE = {"jc": {"val": "center"}, "spacing": {"before": 0, "after": 0}, "ind": {"firstLine": 0}}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of the decree (phụ lục I, mục V), and the words by which the part is found in our report."""

    words: str
    sizes: tuple[float, float]
    bold: bool | None
    italic: bool | None
    case: str
    align: str = ""
    indented: bool = False
    gap: bool = False
    close: bool = False
    spacing: str = ""
    rule: str = ""


#: Written from the decree, not from config/form.toml.
TABLE = {
    C.NATION: Row("CỘNG HÒA", (12, 13), True, False, "upper", "center", spacing="single"),
    C.MOTTO: Row("Độc lập", (13, 14), True, False, "lower", "center", close=True, spacing="single", rule="equal"),
    C.SUPERIOR: Row("LIÊN ĐOÀN", (12, 13), False, False, "upper", "center", spacing="single"),
    C.ISSUER: Row("CÔNG ĐOÀN", (12, 13), True, False, "upper", "center", close=True, spacing="single", rule="part"),
    C.NUMBER: Row("Số: 05", (13, 13), False, False, "", "center"),
    C.PLACE_DATE: Row("Bình Sơn, ngày", (13, 14), False, True, "lower", "center"),
    C.KIND: Row("BÁO CÁO", (13, 14), True, False, "upper", "center"),
    C.SUBJECT: Row("Kết quả hoạt động", (13, 14), True, False, "lower", "center", rule="part"),
    C.ADDRESSEE: Row("Kính gửi:", (13, 14), False, False, "lower"),
    C.BODY: Row("Tính đến ngày", (13, 14), False, False, "lower", "both", indented=True, gap=True, spacing="text"),
    C.HEADING: Row("I. KHÁI", (13, 14), True, False, "upper", indented=True, gap=True, spacing="text"),
    C.CLAUSE_TITLE: Row("1. Công tác", (13, 14), True, False, "lower", indented=True, gap=True, spacing="text"),
    C.AUTHORITY: Row("TM. BAN", (13, 14), True, False, "upper", "center"),
    C.POSITION: Row("PHÓ CHỦ", (13, 14), True, False, "upper", "center"),
    C.SIGNER: Row("Trần Thị", (13, 14), True, False, "lower", "center"),
    C.RECIPIENTS_WORD: Row("Nơi nhận:", (12, 12), True, True, "lower", "left", indented=True),
    C.RECIPIENTS: Row("- Như trên", (11, 11), False, False, "lower", "left", indented=True),
    C.ANNEX_LABEL: Row("Phụ lục I", (14, 14), True, False, "lower", "center"),
    C.ANNEX_TITLE: Row("KẾT QUẢ THỰC HIỆN CÁC", (13, 14), True, False, "upper", "center"),
    C.ANNEX_REFERENCE: Row("(Kèm theo", (13, 14), False, True, "lower", "center", rule="part"),
    # What our reports do not have is typed into one.
    C.BASIS: Row("Căn cứ Hướng", (13, 14), False, True, "lower", "both", indented=True, gap=True, spacing="text"),
    C.PART: Row("Phần I", (13, 14), True, False, "lower", "center"),
    C.PART_TITLE: Row("TÌNH HÌNH CHUNG", (13, 14), True, False, "upper", "center"),
    C.DIVISION: Row("Mục 1", (13, 14), True, False, "lower", "center"),
    C.DIVISION_TITLE: Row("THUẬN LỢI", (13, 14), True, False, "upper", "center"),
    C.ARTICLE: Row("Điều 1.", (13, 14), True, False, "lower", indented=True, gap=True, spacing="text"),
    C.LETTER_SUBJECT: Row("V/v", (12, 13), False, False, "lower", "center", gap=True),
    C.URGENCY: Row("HỎA TỐC", (13, 14), True, False, "upper"),
    C.DRAFTER: Row("NVA (05)", (11, 11), False, False, "upper"),
}
TYPED = (C.BASIS, C.PART, C.PART_TITLE, C.DIVISION, C.DIVISION_TITLE, C.ARTICLE)
IN_HEAD = (C.LETTER_SUBJECT, C.URGENCY)
NOT_TEXT = {C.PAGE, C.PAGE_NUMBER}


def report(part: Component) -> Paper:
    """Our report; with the part typed into it where ours has none."""
    paper = Paper(printed())
    if part in TYPED:
        bold = {"b": True, "sz": 28}
        paper.insert_after(
            "Thực hiện chế độ",
            paragraph("Căn cứ Hướng dẫn số 12/HD-LĐLĐ ngày 05/01/2018.", letters={"i": True, "sz": 28}, **JUSTIFIED),
            paragraph("Phần I", letters=bold, **MIDDLE),
            paragraph("TÌNH HÌNH CHUNG", letters=bold, **MIDDLE),
            paragraph("Mục 1", letters=bold, **MIDDLE),
            paragraph("THUẬN LỢI", letters=bold, **MIDDLE),
            paragraph("Điều 1. Phạm vi", letters=bold, **JUSTIFIED),
        )
    elif part is C.LETTER_SUBJECT:
        shape = {**MIDDLE, "spacing": {"before": 120, "after": 0}}
        paper.insert_after("Số: 05", paragraph("V/v báo cáo sáu tháng", letters={"sz": 24}, **shape))
    elif part is C.URGENCY:
        paper.insert_after("Số: 05", paragraph("HỎA TỐC", letters={"b": True, "sz": 26, "color": "FF0000"}, **MIDDLE))
    elif part is C.DRAFTER:
        paper.insert_after("- Lưu", paragraph("NVA (05)", letters={"sz": 22}))
    return paper


def expect(paper: Paper, *wanted: tuple[str, Component]) -> None:
    assert faults(paper.data()) == {(f"form.{code}", part.value) for code, part in wanted}


def rows(choose: Callable[[Row], object], *, without: tuple[Component, ...] = ()) -> Any:
    chosen = [part for part, row in TABLE.items() if choose(row) and part not in without]
    return pytest.mark.parametrize("part", chosen, ids=lambda part: part.value)


def every(paper: Paper, part: Component) -> list[Any]:
    """All paragraphs of a part: several lines of addressees count as one."""
    if part is C.ADDRESSEE:
        return [*paper.named("Kính gửi:"), *paper.named("- Ban Thường vụ"), *paper.named("- Đảng ủy")]
    return paper.named(TABLE[part].words)[:1]


def test_the_table_names_every_part_and_the_shipped_settings_ask_for_it() -> None:
    assert set(TABLE) == set(Component) - NOT_TEXT
    for part, row in TABLE.items():
        look = rules().look(part)
        assert (look.size, look.bold, look.italic) == (row.sizes, row.bold, row.italic), part
        assert look.case is (Case(row.case) if row.case else Case.ANY)
        assert (look.align.value if look.align else "") == row.align.replace("both", "justify")
        assert (bool(look.indents_mm), look.gap_pt is not None, look.gap_most_pt is not None) == (
            row.indented, row.gap, row.close,
        )  # fmt: skip
        assert {"": None, "single": (1, 1), "text": (1, 1.5)}[row.spacing] == look.line
        assert look.rule is (Rule(row.rule) if row.rule else Rule.NONE)


@rows(lambda row: True)
def test_without_a_fault_nothing_is_reported(part: Component) -> None:
    expect(report(part))


@rows(lambda row: True)
def test_another_font_is_found(part: Component) -> None:
    paper = report(part)
    dress(every(paper, part)[0], "rFonts", ascii="Arial", hAnsi="Arial")
    expect(paper, ("font", part))


@rows(lambda row: True, without=(C.URGENCY,))
def test_a_coloured_text_is_found(part: Component) -> None:
    paper = report(part)
    dress(every(paper, part)[0], "color", val="1F4E79")
    expect(paper, ("colour", part))


@pytest.mark.parametrize("step", [-1, 1])
@rows(lambda row: True)
def test_a_size_out_of_bounds_is_found(part: Component, step: int) -> None:
    paper = report(part)
    size = TABLE[part].sizes[0] - 1 if step < 0 else TABLE[part].sizes[1] + 1
    target = every(paper, part)[0]
    dress(target, "sz", val=int(size * 2))
    assert ("form.size", part.value) in faults(paper.data())
    extra = {("form.rule_length", part.value)} if TABLE[part].rule else set()
    wrapped = {("form.wrapped", part.value)} if part is C.NATION and step > 0 else set()
    assert faults(paper.data()) - extra - wrapped == {("form.size", part.value)}


@rows(lambda row: True)
def test_a_wrong_weight_is_found(part: Component) -> None:
    paper, row = report(part), TABLE[part]
    for target in every(paper, part):
        dress(target, "b", val=0 if row.bold else 1)
    allowed = {("form.rule_length", part.value)} if row.rule else set()
    assert faults(paper.data()) - allowed == {("form.bold" if row.bold else "form.not_bold", part.value)}


@rows(lambda row: True)
def test_a_wrong_slant_is_found(part: Component) -> None:
    paper, row = report(part), TABLE[part]
    for target in every(paper, part):
        dress(target, "i", val=0 if row.italic else 1)
    expect(paper, ("italic" if row.italic else "not_italic", part))


@rows(lambda row: row.case == "lower")
def test_capitals_are_found(part: Component) -> None:
    paper = report(part)
    lines = [*paper.named("- Ban Chấp hành"), *paper.named("- Lưu")] if part is C.RECIPIENTS else []
    for target in [*every(paper, part), *lines]:
        dress(target, "caps")
    found = faults(paper.data())
    assert ("form.lower", part.value) in found
    expected = {("form.lower", part.value)}
    if TABLE[part].rule:
        expected.add(("form.rule_length", part.value))  # capitals are wider
    assert found <= expected | ({("form.wrapped", part.value)} if part is C.MOTTO else set())


@rows(lambda row: row.case == "upper")
def test_small_letters_are_found(part: Component) -> None:
    paper = report(part)
    target = every(paper, part)[0]
    text = text_of(target)
    # A sign of the part stays: its abbreviation, its number; of a drafter's one capital.
    keep = {C.AUTHORITY: 4, C.HEADING: 4, C.DRAFTER: 2}.get(part, 1)
    set_text(target, text[:keep] + text[keep:].lower())
    allowed = {("form.rule_length", part.value), ("form.words", part.value)}
    found = faults(paper.data())
    assert ("form.upper", part.value) in found
    assert found <= {("form.upper", part.value)} | (allowed if TABLE[part].rule else set())


@rows(lambda row: row.align)
def test_a_wrong_alignment_is_found(part: Component) -> None:
    paper, row = report(part), TABLE[part]
    target = every(paper, part)[0]
    form(target, "jc", val="left" if row.align != "left" else "center")
    indents = {("form.indent", part.value)} if row.align == "left" else set()
    ruled = {("form.rule_off", part.value)} if row.rule else set()
    found = faults(paper.data())
    assert ("form.align", part.value) in found
    assert found - indents - ruled == {("form.align", part.value)}


@pytest.mark.parametrize("twips", some(0, 1418))
@rows(lambda row: row.indented)
def test_a_wrong_first_line_is_found(part: Component, twips: int) -> None:
    paper = report(part)
    at_margin = part in {C.RECIPIENTS, C.RECIPIENTS_WORD}
    form(every(paper, part)[0], "ind", firstLine=283 if at_margin and not twips else twips)
    expect(paper, ("indent", part))


@rows(lambda row: row.indented and row.gap)
def test_a_paragraph_that_is_moved_in_as_a_whole_is_found(part: Component) -> None:
    paper = report(part)
    form(every(paper, part)[0], "ind", left=720, firstLine=0)
    expect(paper, ("left_indent", part))


@rows(lambda row: row.gap)
def test_a_paragraph_too_near_to_the_one_above_is_found(part: Component) -> None:
    paper = report(part)
    form(every(paper, part)[0], "spacing", before=40)
    expect(paper, ("gap", part))


@rows(lambda row: row.close)
def test_lines_too_far_from_one_another_are_found(part: Component) -> None:
    paper = report(part)
    form(every(paper, part)[0], "spacing", before=240)
    expect(paper, ("gap_wide", part))


@pytest.mark.parametrize(("line", "way"), some((480, "auto"), (200, "auto"), (160, "exact")))
@rows(lambda row: row.spacing)
def test_a_wrong_line_spacing_is_found(part: Component, line: int, way: str) -> None:
    paper = report(part)
    form(every(paper, part)[0], "spacing", line=line, lineRule=way)
    expect(paper, ("line", part))


@rows(lambda row: not row.rule)
def test_an_underlined_text_is_found(part: Component) -> None:
    paper = report(part)
    dress(every(paper, part)[0], "u", val="single")
    expect(paper, ("underlined", part))


@rows(lambda row: row.rule)
def test_a_missing_line_is_found(part: Component) -> None:
    paper = report(part)
    drop(paper.rule_below(TABLE[part].words).find(f"{{{_NS}}}pPr/{{{_NS}}}pBdr"))
    expect(paper, ("rule_missing", part))


@rows(lambda row: row.rule)
def test_an_underline_in_place_of_a_line_is_found(part: Component) -> None:
    paper = report(part)
    drop(paper.rule_below(TABLE[part].words))
    dress(every(paper, part)[0], "u", val="single")
    expect(paper, ("rule_underline", part))


@pytest.mark.parametrize("typed", some("────────", "-------", "_____", "====="))
@rows(lambda row: row.rule)
def test_typed_dashes_in_place_of_a_line_are_found(part: Component, typed: str) -> None:
    paper = report(part)
    rule = paper.rule_below(TABLE[part].words)
    rule.addprevious(paragraph(typed, letters={"sz": 26}, **MIDDLE))
    drop(rule)
    expect(paper, ("rule_typed", part))


@pytest.mark.parametrize("kind", some("dashed", "double", "dotted"))
@rows(lambda row: row.rule)
def test_a_line_that_is_not_solid_is_found(part: Component, kind: str) -> None:
    paper = report(part)
    next(paper.rule_below(TABLE[part].words).iter(f"{{{_NS}}}bottom")).set(f"{{{_NS}}}val", kind)
    expect(paper, ("rule_dashed", part))


def rules_length(part: Component) -> float:
    """Length of the line under a part in a report of ours, in millimetres."""
    found = next(one for one in checked(printed()).parts if one.component is part)
    return found.strokes[0].length_mm


@pytest.mark.parametrize("wider", some(True, False))
@rows(lambda row: row.rule)
def test_a_line_too_long_or_too_short_is_found(part: Component, wider: bool) -> None:
    paper = report(part)
    indent = paper.rule_below(TABLE[part].words).find(f"{{{_NS}}}pPr/{{{_NS}}}ind")
    length = rules_length(part)
    step = round((-0.3 if wider else 0.15) * length * 56.7)
    for side in ("left", "right"):
        indent.set(f"{{{_NS}}}{side}", str(int(indent.get(f"{{{_NS}}}{side}")) + step))
    expect(paper, ("rule_length", part))


@rows(lambda row: row.rule)
def test_a_line_beside_the_middle_of_its_text_is_found(part: Component) -> None:
    paper = report(part)
    indent = paper.rule_below(TABLE[part].words).find(f"{{{_NS}}}pPr/{{{_NS}}}ind")
    for side, step in (("left", -400), ("right", 400)):
        indent.set(f"{{{_NS}}}{side}", str(int(indent.get(f"{{{_NS}}}{side}")) + step))
    expect(paper, ("rule_off", part))


_NS = w("p").nsmap.get("w") or w("p").tag[1:].partition("}")[0]
