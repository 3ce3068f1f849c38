"""The internal .docx leads from each sentence to its rows and from each row to its proofs, and looks as without."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from draft.samples import AREAS, MADE_AT, NEXT, UNITS, full_snapshot, office

from dondoc.documents.docx_writer import render_docx
from dondoc.draft.context import build_context
from dondoc.draft.next_plan import plan_next
from dondoc.draft.report_context import Print, ReportContext
from dondoc.draft.trace import trace
from dondoc.settings.files import shipped_dir

TEMPLATES = [shipped_dir() / "templates" / "report"]
URL = "https://so.vi.du"


@cache
def context() -> ReportContext:
    facts, form = full_snapshot(), office()
    plan = plan_next(facts, NEXT, verbs=form.verbs)
    words = build_context(facts, office=form, areas=AREAS, next_plan=plan, units=UNITS)
    signed = replace(words, number_line="Số: 15/BC-CĐCS")
    return trace(facts, signed, units=UNITS, planned=plan).context


@cache
def printed(print_: Print = Print.INTERNAL, url: str | None = URL) -> WordDocument:
    data = render_docx(replace(context(), print=print_), TEMPLATES, made_at=MADE_AT, public_url=url)
    return Document(BytesIO(data))


def texts(document: WordDocument) -> list[str]:
    paragraphs = document.element.body.iter(qn("w:p"))
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs]


def links(document: WordDocument) -> Iterator[tuple[str, str, str]]:
    """(words, where to, tooltip) of each link."""
    for link in document.element.body.iter(qn("w:hyperlink")):
        words = "".join(t.text or "" for t in link.iter(qn("w:t")))
        relation = link.get(qn("r:id"))
        target = document.part.rels[relation].target_ref if relation else f"#{link.get(qn('w:anchor'))}"
        yield words, target, link.get(qn("w:tooltip"))


def bookmarks(document: WordDocument) -> dict[str, str]:
    """The words of the paragraph that each bookmark stands over."""
    found = {}
    for start in document.element.body.iter(qn("w:bookmarkStart")):
        found[start.get(qn("w:name"))] = "".join(t.text or "" for t in start.getparent().iter(qn("w:t")))
    return found


def test_the_links_change_no_word_and_no_look() -> None:
    internal, plain = printed(), printed(Print.SUPERIOR)
    assert texts(internal) == texts(plain)
    assert not list(links(plain))
    for link in internal.element.body.iter(qn("w:hyperlink")):
        assert not list(link.iter(qn("w:rStyle"), qn("w:u"), qn("w:color")))


def test_each_sentence_leads_to_its_row_and_the_row_back() -> None:
    document = printed()
    places = bookmarks(document)
    targets = [target.removeprefix("#") for _, target, _ in links(document) if target.startswith("#")]
    assert set(targets) <= set(places)
    words = {words: (target, tip) for words, target, tip in links(document)}
    target, tip = next(found for told, found in words.items() if "ết nạp 24 đoàn viên mới" in told)
    assert (target, places[target.removeprefix("#")]) == ("#ma_CD_2017_H2_06", "6")
    assert "CD-2017-H2-06" in tip
    back, _ = words["CD-2017-H2-06"]
    assert "ết nạp 24 đoàn viên mới" in places[back.removeprefix("#")]


def test_in_a_draft_people_write_so_only_the_rows_lead_to_the_sentences() -> None:
    draft = replace(context(), number_line="Số:      /BC-CĐCS")
    document = Document(BytesIO(render_docx(draft, TEMPLATES, made_at=MADE_AT, public_url=URL)))
    assert not [link for control in document.element.body.iter(qn("w:sdt")) for link in control.iter(qn("w:hyperlink"))]
    places = bookmarks(document)
    (back,) = (target for words, target, _ in links(document) if words == "CD-2017-H2-06")
    assert "ết nạp 24 đoàn viên mới" in places[back.removeprefix("#")]


def test_a_sentence_on_several_promises_leads_to_each_row() -> None:
    spoken = [(words, target) for words, target, _ in links(printed()) if target[1:].startswith("ma_CD_2017_H2_2")]
    directions = [words for words, target in spoken if target in {"#ma_CD_2017_H2_21", "#ma_CD_2017_H2_22"}]
    assert "".join(directions[:2]).startswith("- Các nội dung định hướng")
    assert directions[0].endswith("; ")
    assert directions[1].startswith("tăng cường đối thoại")


def test_a_row_leads_to_its_proofs_where_they_can_be_opened() -> None:
    targets = {words: target for words, target, _ in links(printed()) if target.startswith("https")}
    assert targets["bien-ban-01.pdf"] == f"{URL}/minh-chung/1/goc"
    assert not [t for _, t, _ in links(printed(url=None)) if t.startswith("http")]
    assert "bien-ban-01.pdf" in "\n".join(texts(printed(url=None)))


def test_an_offices_own_template_has_the_links_too(tmp_path: Path) -> None:
    own = Document(str(TEMPLATES[0] / "report.docx"))
    for paragraph in own.paragraphs:
        if "line.text" in paragraph.text:
            for run in paragraph.runs:
                run.font.italic = True
    own.save(str(tmp_path / "report.docx"))
    data = render_docx(context(), [tmp_path], made_at=MADE_AT, public_url=URL)
    document = Document(BytesIO(data))
    assert len(list(links(document))) == len(list(links(printed())))
    sentence = next(link for link in document.element.body.iter(qn("w:hyperlink")))
    assert list(sentence.iter(qn("w:i")))
