"""The report as one HTML file."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from documents.report_samples import TEMPLATES, sample_charts, sample_context
from draft.samples import MADE_AT
from jinja2 import meta
from lxml import html

from dondoc.documents.docx_writer import render_docx
from dondoc.documents.html_writer import EXTRA_NAMES, TEMPLATE, render_html
from dondoc.documents.reading import read_bytes
from dondoc.documents.templates import environment
from dondoc.draft.report_context import Annex, Figure, Line, Origin, Print, ReportContext
from dondoc.errors import BadInput, NotFound

HOSTILE = "</p></svg><script>alert(1)</script> & {{ title }} \" onload='x' <b>đậm</b>"


def charted(**changes: object) -> ReportContext:
    return replace(sample_context(), charts=sample_charts(), **changes)  # type: ignore[arg-type]  # fields by name


def traced(words: str = "biên bản ngày 15/9/2017") -> ReportContext:
    """The sample with an origin for the figures of each line and row."""

    def figures(code: str) -> tuple[Figure, ...]:
        origins = (
            Origin(kind="commitment", ref=code, label=f"cam kết {code}"),
            Origin(kind="slot", ref=f"{code}.2", label=f"phần việc {code}.2"),
            Origin(kind="evidence", ref="4", label=words),
        )
        return (Figure(text="02 cuộc", meaning="kết quả đạt được", origins=origins),)

    def line(one: Line) -> Line:
        return replace(one, figures=figures(one.codes[0])) if one.codes else one

    def annex(one: Annex) -> Annex:
        return replace(one, rows=tuple(replace(row, figures=figures(row.code)) for row in one.rows))

    context = charted()
    sections = tuple(
        replace(
            section,
            paragraphs=tuple(line(p) for p in section.paragraphs),
            groups=tuple(replace(g, lines=tuple(line(one) for one in g.lines)) for g in section.groups),
        )
        for section in context.sections
    )
    return replace(context, sections=sections, annexes=tuple(annex(a) for a in context.annexes))


def page_of(context: ReportContext) -> Any:
    return html.document_fromstring(render_html(context, TEMPLATES).decode())


def words_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def lines_of(context: ReportContext) -> Iterator[Line]:
    for section in context.sections:
        yield from section.paragraphs
        for group in section.groups:
            yield from group.lines


def test_the_page_needs_nothing_else_and_says_its_language() -> None:
    page = render_html(traced(), TEMPLATES).decode()
    assert '<html lang="vi">' in page
    assert "://" not in page
    assert "<script" not in page
    assert "src=" not in page
    assert "@import" not in page
    assert re.findall(r"url\(([^)]*)\)", page) == [u for u in re.findall(r"url\(([^)]*)\)", page) if u[0] == "#"]
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def test_every_line_and_every_row_is_on_the_page() -> None:
    context = charted()
    page = page_of(context)
    paragraphs = [words_of(p) for p in page.iter("p")]
    assert all(" ".join(line.text.split()) in paragraphs for line in lines_of(context))
    [annex] = context.annexes
    rows = [[words_of(cell) for cell in row.iter("td")] for row in page.xpath("//section[@class='annex']//tbody/tr")]
    assert rows == [[" ".join(cell.split()) for cell in row.cells] for row in annex.rows]


def test_the_page_has_the_words_of_the_docx_in_their_order() -> None:
    """Read as any document is read; what opens on demand is not seen."""
    page = read_bytes(render_html(traced(), TEMPLATES, with_charts=False), "bao-cao.html")
    paper = read_bytes(render_docx(traced(), TEMPLATES, made_at=MADE_AT), "bao-cao.docx")
    assert page.text.split() == paper.text.split()


def test_words_are_escaped_wherever_they_stand() -> None:
    plain = traced()
    [annex] = plain.annexes
    hostile = replace(
        plain,
        lead=HOSTILE,
        title=HOSTILE,
        issuer=HOSTILE,
        closing=HOSTILE,
        signer_name=HOSTILE,
        recipients=(HOSTILE,),
        annexes=(replace(annex, label=HOSTILE, rows=(replace(annex.rows[0], code=HOSTILE, cells=(HOSTILE,) * 7),)),),
        charts=tuple(
            replace(c, title=HOSTILE, description=HOSTILE, categories=(HOSTILE, *c.categories[1:]))
            for c in plain.charts
        ),
        sections=tuple(
            replace(
                s,
                heading=HOSTILE,
                groups=tuple(
                    replace(g, lines=tuple(replace(n, text=HOSTILE, codes=(HOSTILE,)) for n in g.lines))
                    for g in s.groups
                ),
            )
            for s in plain.sections
        ),
    )
    data = render_html(hostile, TEMPLATES).decode()
    page = html.document_fromstring(data)
    assert "<script" not in data
    assert not page.xpath("//*[@onload] | //b[text()='đậm']")
    assert words_of(page.xpath("//main//*[@class='addressee']/following-sibling::p[1]")[0]) == " ".join(HOSTILE.split())


def test_a_sentence_leads_to_its_row_and_to_its_evidence() -> None:
    context = traced()
    page = page_of(context)
    ids = {element.get("id"): element for element in page.xpath("//*[@id]")}
    assert len(ids) == len(page.xpath("//*[@id]"))
    codes = {row.code for annex in context.annexes for row in annex.rows}
    for line in (one for one in lines_of(context) if one.codes):
        [mark] = ids[line.key].xpath("./a[@class='mark']")
        box = ids[mark.get("href")[1:]]
        assert mark.get("aria-label") == f"Nguồn số liệu: {', '.join(line.codes)}"
        rows = [ids[a.get("href")[1:]] for a in box.iter("a") if (a.text or "") in codes]
        assert {words_of(row[1]) for row in rows} == set(line.codes)
        assert f"02 cuộc (kết quả đạt được): {line.codes[0]}; phần việc {line.codes[0]}.2;" in words_of(box)
        assert "biên bản ngày 15/9/2017" in words_of(box)
    # And the row leads on to what proves it.
    for row in context.annexes[0].rows:
        [mark] = ids[f"ma-{row.code}"].xpath(".//a[@class='mark']")
        assert "biên bản ngày 15/9/2017" in words_of(ids[mark.get("href")[1:]])


def test_every_link_of_the_page_leads_somewhere_on_it() -> None:
    page = page_of(traced())
    targets = {f"#{element.get('id')}" for element in page.xpath("//*[@id]")}
    links = {a.get("href") for a in page.iter("a")}
    assert links
    assert links <= targets


def test_a_part_of_a_commitment_leads_to_the_row_of_the_commitment() -> None:
    page = page_of(traced())
    parts = [a for a in page.iter("a") if (a.text or "").endswith(".2")]
    assert parts
    assert all(a.get("href") == f"#ma-{a.text.removesuffix('.2')}" for a in parts)


def test_the_print_for_the_superior_shows_no_source() -> None:
    data = render_html(replace(traced(), print=Print.SUPERIOR), TEMPLATES).decode()
    page = html.document_fromstring(data)
    assert not page.xpath("//body//a | //*[@hidden]")
    assert "cam kết CD-" not in data
    assert "nguon-" not in data
    assert {e.get("id") for e in page.xpath("//body//*[@id]") if not e.xpath("ancestor-or-self::svg")} == {
        *("bieu-do", "phu-luc-1"),
    }


def test_what_is_printed_shows_no_mark_and_no_source() -> None:
    style = page_of(traced()).xpath("string(//style)")
    assert re.search(r"@media print \{\s*\.mark, \.source, \.charts details \{ display: none !important; \}", style)


def test_headings_follow_one_another_and_tables_say_what_their_heads_head() -> None:
    page = page_of(traced())
    levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert page.xpath("count(//th)") == page.xpath("count(//th[@scope])") > 0
    assert page.xpath("count(//table)") == page.xpath("count(//table[.//th])") == 1 + len(sample_charts())
    assert not page.xpath("//body/*[not(self::header or self::main)]")


def test_whoever_cannot_see_has_a_name_for_each_thing() -> None:
    page = page_of(traced())
    ids = {element.get("id") for element in page.xpath("//*[@id]")}
    named = [name for value in page.xpath("//@aria-labelledby") for name in value.split()]
    assert named
    assert set(named) <= ids
    assert all(words_of(a) or a.get("aria-label") for a in page.iter("a"))
    assert len(page.xpath("//svg[@role='img'][@aria-labelledby]")) == len(page.xpath("//svg")) == len(sample_charts())
    # What scrolls can be reached by keyboard, and says what it is.
    assert all(e.get("tabindex") == "0" and (e.get("aria-label") or e.get("aria-labelledby"))
               for e in page.find_class("scroll"))  # fmt: skip


def test_a_table_beside_each_chart_has_its_figures() -> None:
    context = charted()
    figures = page_of(context).xpath("//figure")
    for chart, figure in zip(context.charts, figures, strict=True):
        assert words_of(figure.find("figcaption")) == chart.title
        [details] = figure.iter("details")
        assert chart.description in words_of(details)
        head = [words_of(th) for th in details.xpath(".//thead//th")]
        assert head == ["Nội dung", *(series.name for series in chart.series)]
        rows = [[words_of(cell) for cell in row] for row in details.xpath(".//tbody/tr")]
        assert rows == [
            [category, *(str(series.values[place] or 0) for series in chart.series)]
            for place, category in enumerate(chart.categories)
        ]


def test_a_code_is_never_cut_at_the_end_of_a_line() -> None:
    page = page_of(charted())
    cells = page.xpath("//section[@class='annex']//tbody/tr/td[2]")
    assert [[words_of(code) for code in cell.find_class("code")] for cell in cells] == [[words_of(c)] for c in cells]


def test_what_a_person_still_has_to_write_is_marked_on_the_screen() -> None:
    context = sample_context()
    first, *others = context.sections
    asked = replace(first, paragraphs=(Line(text="(đơn vị bổ sung)", key="overview.p1", is_open=True),))
    told = replace(context, sections=(asked, *others))
    marks = [line.text for line in lines_of(told) if line.is_open]
    assert marks[0] == "(đơn vị bổ sung)"
    assert [words_of(p) for p in page_of(told).find_class("open")] == marks


def test_the_template_prints_every_field() -> None:
    source = (TEMPLATES[0] / TEMPLATE).read_text(encoding="utf-8")
    jinja = environment(autoescape=True)
    jinja.filters["whole_codes"] = str
    names = meta.find_undeclared_variables(jinja.parse(source))
    # What is no words: for whom it is printed (the sources know), and figures for the unit above.
    assert names == {field.name for field in fields(ReportContext)} - {"print", "facts"} | EXTRA_NAMES


def test_the_same_context_gives_the_same_bytes() -> None:
    assert render_html(traced(), TEMPLATES) == render_html(traced(), TEMPLATES)


@pytest.mark.parametrize(
    "source", ["{{ unknown }}", "{% for %}", "{{ annex.nothing.more }}", "{{ ''.__class__.mro() }}"]
)
def test_a_broken_template_is_refused_with_its_name(tmp_path: Path, source: str) -> None:
    (tmp_path / TEMPLATE).write_text(source, encoding="utf-8")
    with pytest.raises(BadInput, match=r"report\.template_broken.*report\.html\.j2"):
        render_html(sample_context(), [tmp_path])


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"report\.template_missing.*report\.html\.j2"):
        render_html(sample_context(), [tmp_path])
