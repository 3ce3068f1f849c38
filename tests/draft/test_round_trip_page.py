"""Charts and sources of the internal page change nothing of what a reader takes from it."""

from dataclasses import replace
from functools import cache

import pytest
from documents.report_samples import TEMPLATES, sample_charts, sample_context
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sizes import size

from dondoc.documents.html_writer import render_html
from dondoc.documents.reading import read_bytes
from dondoc.draft.report_context import Figure, Line, Origin, Print, ReportContext
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.pipeline import extract
from dondoc.settings.lexicon import load_lexicon

PLAIN = sample_context()


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def taken(context: ReportContext) -> list[tuple[object, ...]]:
    found = extract(read_bytes(render_html(context, TEMPLATES), "report.html"), lexicon())
    return [(c.text, c.kind, c.targets, c.due, c.recurrence, c.owner, c.area) for c in found.commitments]


def with_sources(label: str) -> ReportContext:
    """The sample, with charts, and an origin of these words beside each line and row."""

    def figures(code: str) -> tuple[Figure, ...]:
        origins = (Origin(kind="commitment", ref=code, label=label), Origin(kind="activity", ref="1", label=label))
        return (Figure(text="02 cuộc", meaning="kết quả đạt được", origins=origins),)

    def line(one: Line) -> Line:
        return replace(one, figures=figures((*one.codes, "")[0]))

    sections = tuple(
        replace(
            section,
            paragraphs=tuple(line(p) for p in section.paragraphs),
            groups=tuple(replace(g, lines=tuple(line(one) for one in g.lines)) for g in section.groups),
        )
        for section in PLAIN.sections
    )
    annexes = tuple(
        replace(a, rows=tuple(replace(row, figures=figures(row.code)) for row in a.rows)) for a in PLAIN.annexes
    )
    return replace(PLAIN, sections=sections, annexes=annexes, charts=sample_charts())


@cache
def bare() -> list[tuple[object, ...]]:
    """What the page gives back without charts and sources."""
    return taken(replace(PLAIN, charts=()))


def test_the_page_gives_the_plan_back_without_its_charts() -> None:
    assert len(bare()) > 10


@pytest.mark.parametrize("printed", Print)
def test_charts_and_their_tables_promise_nothing(printed: Print) -> None:
    assert taken(replace(PLAIN, charts=sample_charts(), print=printed)) == bare()


@settings(max_examples=size(60, small=4), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        [
            "cam kết CD-2017-H2-01: “Tổ chức 02 hội nghị trước ngày 15/3/2018”",
            "IV. NHIỆM VỤ TRỌNG TÂM 6 THÁNG ĐẦU NĂM 2018",
            "- Tiếp tục tổ chức 03 lớp tập huấn trong quý I/2018;",
            "</div></td></tr></table><p>Mở 04 lớp bơi trước ngày 01/6/2018.</p>",
        ]
    )
    | st.text(max_size=60)
)
def test_whatever_the_sources_say_nothing_more_is_read(label: str) -> None:
    assert taken(with_sources(label)) == bare()
