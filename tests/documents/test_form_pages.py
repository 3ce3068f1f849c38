"""Paper, margins, page numbers, annexes, missing parts: each fault alone is found; our own reports have none."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from documents.form_papers import (
    DEPUTY,
    LONG,
    Paper,
    checked,
    copied,
    drop,
    faults,
    issued,
    printed,
    set_text,
    text_of,
    w,
)
from documents.report_samples import TEMPLATES, sample_context
from draft.paper_samples import ANSWER_BY, OFFICE, TODAY, late_tasks
from draft.samples import MADE_AT
from sizes import size

from dondoc.documents.docx_writer import render_docx
from dondoc.documents.paper_writer import render_paper
from dondoc.draft.annex import with_annexes
from dondoc.draft.office import Signer
from dondoc.draft.papers import make_late_letter
from dondoc.draft.report_context import ReportContext
from dondoc.settings.files import shipped_dir

W = w("x").tag.removesuffix("x")


def header_of(paper: Paper) -> str:
    """The part that prints the page number."""
    return next(n for n, c in paper.parts.items() if n.startswith("word/header") and b"PAGE" in c)


def with_rows(context: ReportContext, count: int) -> ReportContext:
    (annex,) = context.annexes
    rows = tuple(annex.rows[place % len(annex.rows)] for place in range(count))
    return with_annexes(context, [replace(annex, rows=rows)])


CONTEXTS: dict[str, Callable[[], ReportContext]] = {
    "draft": sample_context,
    "issued, two annexes, several addressees, KT.": issued,
    "no superior": lambda: sample_context(superior="", addressee=""),
    "short issuer": lambda: sample_context(issuer="CĐCS A"),
    "long issuer, without annex": lambda: with_annexes(sample_context(issuer=LONG), []),
    "annex of 60 rows": lambda: with_rows(sample_context(), 60),
    "head signs in his own right": lambda: sample_context(
        signer=Signer(authority="", position="GIÁM ĐỐC", name="Trần Thị Mẫu")
    ),
    "deputy of an agency": lambda: sample_context(
        signer=Signer(authority="KT. GIÁM ĐỐC", position="PHÓ GIÁM ĐỐC", name="Trần Thị Mẫu")
    ),
    "outline with Phần": lambda: _with_part(sample_context(signer=DEPUTY)),
}


def _with_part(context: ReportContext) -> ReportContext:
    first, *rest = context.sections
    part = replace(first, number="Phần I", heading="TÌNH HÌNH CHUNG", paragraphs=(), groups=(), level=0)
    return replace(context, sections=(part, first, *rest))


@pytest.mark.parametrize("name", CONTEXTS)
def test_our_own_reports_deviate_in_nothing(name: str) -> None:
    assert faults(render_docx(CONTEXTS[name](), TEMPLATES, made_at=MADE_AT)) == set()


def test_our_own_letters_deviate_in_nothing() -> None:
    letter = make_late_letter(late_tasks()[:3], office=OFFICE, today=TODAY, answer_by=ANSWER_BY)
    folders = [shipped_dir() / "templates" / "letters"]
    assert faults(render_paper(letter, folders, made_at=MADE_AT)) == set()


def test_a_file_that_was_harmed_anyhow_is_read_or_refused() -> None:
    settings = ["", "-1", "x", "99999999999", "0", "2.5", "nan", "inf", "\u0663"]
    for seed in range(size(400, small=20)):
        chance, paper = Random(seed), Paper(printed())  # noqa: S311 - the same harm at every run
        elements = [one for one in paper.body.iter() if isinstance(one.tag, str)][1:]
        for _ in range(8):
            one = chance.choice(elements)
            match chance.randrange(3):
                case 0 if one.attrib:
                    one.set(chance.choice(sorted(one.attrib)), chance.choice(settings))
                case 1:
                    chance.choice(elements).append(copied(one))
                case _:
                    one.tag = chance.choice(elements).tag
        try:
            data = paper.data()
        except ValueError:
            continue  # no XML any more
        assert checked(data).deviations is not None


@pytest.mark.parametrize("section", [0, 1])
@pytest.mark.parametrize(
    ("side", "millimetres"),
    [
        ("top", 17),
        ("top", 28),
        ("bottom", 17),
        ("bottom", 28),
        ("left", 27),
        ("left", 36.5),
        ("right", 12),
        ("right", 22),
    ],
)
def test_a_margin_out_of_bounds_is_found(side: str, section: int, millimetres: float) -> None:
    paper = Paper(printed())
    paper.sections()[section].find(f"{W}pgMar").set(f"{W}{side}", str(round(millimetres * 56.7)))
    found = faults(paper.data())
    assert ("form.margin_" + side, "page") in found
    assert found == {("form.margin_" + side, "page")}


def test_another_paper_is_found() -> None:
    paper = Paper(printed())
    size = paper.sections()[0].find(f"{W}pgSz")
    size.set(f"{W}w", "12240")
    size.set(f"{W}h", "15840")
    assert faults(paper.data()) == {("form.paper", "page")}


def test_a_text_on_lying_paper_is_found() -> None:
    paper = Paper(printed())
    size = paper.sections()[0].find(f"{W}pgSz")
    width, height = size.get(f"{W}w"), size.get(f"{W}h")
    size.set(f"{W}w", height)
    size.set(f"{W}h", width)
    assert ("form.landscape", "page") in faults(paper.data())


def test_a_missing_page_number_is_found() -> None:
    paper = Paper(printed())
    for section in paper.sections():
        for reference in section.findall(f"{W}headerReference"):
            drop(reference)
    line = paper.named("Ngoài ra có")[0]
    for _ in range(40):
        line.addnext(copied(line))
    assert faults(paper.data()) == {("form.page_number_missing", "page_number")}


def test_a_page_number_on_the_first_page_is_found() -> None:
    paper = Paper(printed())
    drop(paper.sections()[0].find(f"{W}titlePg"))
    assert faults(paper.data()) == {("form.page_number_first", "page_number")}


def test_a_page_number_at_the_foot_is_found() -> None:
    paper = Paper(printed())
    for section in paper.sections():
        for reference in section.findall(f"{W}headerReference"):
            reference.tag = f"{W}footerReference"
    assert faults(paper.data()) == {("form.page_number_below", "page_number")}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ('<w:jc w:val="right"/>', "align"),
        ('<w:rPr><w:sz w:val="22"/></w:rPr>', "size"),
        ('<w:rPr><w:sz w:val="32"/></w:rPr>', "size"),
        ("<w:rPr><w:b/></w:rPr>", "not_bold"),
        ("<w:rPr><w:i/></w:rPr>", "not_italic"),
        ('<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr>', "font"),
    ],
)
def test_a_page_number_that_looks_wrong_is_found(change: str, code: str) -> None:
    paper = Paper(printed())
    name = header_of(paper)
    text = paper.parts[name].decode()
    text = (
        text.replace("</w:pPr>", f"{change}</w:pPr>", 1) if "jc" in change else re.sub(r"<w:r>", f"<w:r>{change}", text)
    )
    paper.parts[name] = text.encode()
    assert faults(paper.data()) == {(f"form.{code}", "page_number")}


@pytest.mark.parametrize(
    ("section", "attribute", "setting", "code", "part"),
    [
        (0, "fmt", "lowerRoman", "page_number_arabic", "page_number"),
        (0, "start", "5", "page_number_start", "page_number"),
        (1, "start", "5", "annex_restart", "annex_label"),
        (2, "start", "", "annex_restart", "annex_label"),
    ],
)
def test_pages_counted_otherwise_are_found(section: int, attribute: str, setting: str, code: str, part: str) -> None:
    paper = Paper(printed())
    numbering = paper.sections()[section].find(f"{W}pgNumType")
    if numbering is None:
        numbering = w("pgNumType")
        paper.sections()[section].append(numbering)
    numbering.attrib.pop(f"{W}{attribute}", None)
    if setting:
        numbering.set(f"{W}{attribute}", setting)
    assert faults(paper.data()) == {(f"form.{code}", part)}


def test_an_annex_that_does_not_begin_a_section_is_found() -> None:
    paper = Paper(printed())
    drop(paper.sections()[1])
    assert faults(paper.data()) == {("form.annex_section", "annex_label")}


def test_annexes_with_arabic_numbers_are_found() -> None:
    paper = Paper(printed())
    for number, label in enumerate(paper.named("Phụ lục"), 1):
        set_text(label, f"Phụ lục {number}")
    assert faults(paper.data()) == {("form.annex_roman", "annex_label")}


def test_annexes_that_the_text_does_not_mention_are_found() -> None:
    paper = Paper(printed())
    closing = paper.named("Trên đây là báo cáo")[0]
    set_text(closing, text_of(closing).replace(" (có các Phụ lục I, II kèm theo)", ""))
    assert faults(paper.data()) == {("form.annex_unmentioned", "annex_label")}


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("CỘNG HÒA", "nation"),
        ("Độc lập", "motto"),
        ("Số: 05", "number"),
        ("Bình Sơn, ngày", "place_date"),
        ("BÁO CÁO", "kind"),
        ("Kết quả hoạt động", "subject"),
        ("PHÓ CHỦ", "position"),
        ("Nơi nhận:", "recipients_word"),
        ("Phụ lục I", "annex_label"),
        ("(Kèm theo", "annex_reference"),
    ],
)
def test_a_missing_part_is_found(words: str, part: str) -> None:
    paper = Paper(printed())
    target = paper.named(words)[0]
    if len(target.getparent().findall(f"{W}p")) > 1:
        drop(target)
    else:
        set_text(target, "")  # the only paragraph of a cell
    assert faults(paper.data()) == {("form.missing", part)}


def test_a_missing_issuer_recipients_and_addressee_are_found() -> None:
    paper = Paper(printed("internal"))
    drop(paper.named("CÔNG ĐOÀN")[0])
    assert faults(paper.data()) == {("form.missing", "issuer")}
    paper = Paper(printed())
    for line in [*paper.named("- Như trên"), *paper.named("- Ban Chấp hành"), *paper.named("- Lưu")]:
        drop(line)
    assert faults(paper.data()) == {("form.missing", "recipients")}
    paper = Paper(printed())
    for line in [*paper.named("Kính gửi:"), *paper.named("- Ban Thường vụ"), *paper.named("- Đảng ủy")]:
        drop(line)
    assert faults(paper.data()) == {("form.missing", "addressee")}


def test_a_text_that_is_missing_is_found() -> None:
    paper = Paper(printed("internal"))
    blocks = list(paper.body.find(f"{W}body"))
    start = blocks.index(paper.named("Thực hiện chế độ")[0])
    end = next(place for place, block in enumerate(blocks) if place > start and block.tag == f"{W}tbl")
    for block in blocks[start:end]:
        drop(block)
    assert faults(paper.data()) == {("form.missing", "body")}


def test_halves_of_the_head_that_changed_places_are_found() -> None:
    paper = Paper(printed())
    rows = paper.body.find(f"{W}body/{W}tbl").findall(f"{W}tr")
    for row in rows:
        left = row.find(f"{W}tc")
        row.remove(left)
        row.append(left)
    grid = paper.body.find(f"{W}body/{W}tbl/{W}tblGrid")
    grid.append(grid[0])
    found = faults(paper.data())
    assert found == {("form.side", part) for part in ("nation", "superior", "issuer", "number", "place_date")}


def test_a_quoc_hieu_on_two_lines_is_found() -> None:
    paper = Paper(printed())
    target = paper.named("CỘNG HÒA")[0]
    second = copied(target)
    set_text(target, "CỘNG HÒA XÃ HỘI")
    set_text(second, "CHỦ NGHĨA VIỆT NAM")
    target.addnext(second)
    assert faults(paper.data()) == {("form.wrapped", "nation")}
    narrow: Any = Paper(printed())
    grid = narrow.body.find(f"{W}body/{W}tbl/{W}tblGrid")
    grid[1].set(f"{W}w", str(round(94 * 56.7)))
    assert ("form.wrapped", "nation") in faults(narrow.data())


@pytest.mark.parametrize(
    ("words", "new", "code", "part"),
    [
        ("- Ban Thường vụ", "- Ban Thường vụ Liên đoàn Lao động huyện Bình Sơn", "list_end", "addressee"),
        ("Phụ lục I", "Phụ lục I:", "", ""),
        ("TM. BAN", "TM.BAN CHẤP HÀNH", "authority_mark", "authority"),
        ("Trần Thị", "PGS.TS. Trần Thị Mẫu", "academic_title", "signer"),
        ("Nơi nhận:", "Nơi nhận", "recipients_colon", "recipients_word"),
        ("Số: 05", "Số: 5/BC-CĐCS", "number_zero", "number"),
        ("Bình Sơn, ngày", "Bình Sơn ngày 05 tháng 02 năm 2018", "date_comma", "place_date"),
        ("CỘNG HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM", "words", "nation"),
    ],
)
def test_words_written_otherwise_are_found(words: str, new: str, code: str, part: str) -> None:
    paper = Paper(printed())
    set_text(paper.named(words)[0], new)
    assert faults(paper.data()) == ({(f"form.{code}", part)} if code else set())
