"""The gallery of reports on one document, without pictures; `make reports` shows the seeds and the sample in full."""

from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest
from lxml import html
from PIL import Image

from dondoc.core.period import DateRange
from dondoc.core.report import Form
from dondoc.core.task import Assignee, Slot
from dondoc.demo.story import Deed, Task
from tools.report_cycle import READ_BACK, story
from tools.report_gallery import pictures_of
from tools.reports import main

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("phong") / "trung-bay"
    documents = [CORPUS / "news_union_meeting.txt", CORPUS / "news_portrait_none.txt"]
    assert main([*map(str, documents), "--out", str(folder), "--no-pictures"]) == 0
    return folder


def test_the_report_is_there_in_every_form(gallery: Path) -> None:
    files = {path.suffix.removeprefix(".") for path in (gallery / "news_union_meeting").iterdir()}
    assert files == {form.value for form in Form}


def test_the_index_leads_to_every_file_and_says_how_the_plan_came_back(gallery: Path) -> None:
    page = html.document_fromstring((gallery / "index.html").read_text(encoding="utf-8"))
    links = {unquote(a.get("href")) for a in page.iter("a")}
    assert links == {path.relative_to(gallery).as_posix() for path in gallery.glob("*/*")}
    told = {dt.text: dt.getnext().text for dt in page.iter("dt")}
    back = dict(part.split() for part in told["Kế hoạch đọc lại đúng"].split(", "))
    assert told["Điểm chưa đúng thể thức (dondoc lint)"] == "0"
    assert set(back) == {form.value for form in READ_BACK}
    assert all(one.split("/")[0] == one.split("/")[1] != "0" for one in back.values())


def test_a_document_that_promises_nothing_is_said_to(gallery: Path) -> None:
    page = html.document_fromstring((gallery / "index.html").read_text(encoding="utf-8"))
    assert "không nêu việc nào sẽ làm" in " ".join(page.text_content().split())
    assert not (gallery / "news_portrait_none").exists()


def test_each_page_of_a_pdf_becomes_a_picture(gallery: Path, tmp_path: Path) -> None:
    file = gallery / "news_union_meeting" / "bao-cao.pdf"
    with pypdfium2.PdfDocument(file) as document:
        pages = len(document)
    pictures = pictures_of([file], tmp_path / "anh")
    assert [path.name for path in pictures] == [f"pdf-{number:02}.png" for number in range(1, pages + 1)]
    with Image.open(pictures[0]) as first:
        assert first.height > first.width > 800


def test_the_seed_number_alone_decides_what_becomes_of_the_tasks() -> None:
    begin, end = date(2026, 7, 1), date(2026, 12, 31)
    tasks = [
        Task(
            code=f"CD-2026-H2-{number:02}",
            slot=Slot(
                id=number,
                commitment_id=number,
                ordinal=1,
                window=DateRange.through(begin, end),
                assignee=Assignee(unit_id=1),
                due=date(2026, 9, 15),
            ),
            words="Tổ chức hội thi",
            targets=(),
            is_single=True,
            is_explicit=True,
        )
        for number in range(1, 201)
    ]
    acts = list(story(tasks, 3, begin=begin, end=end))
    assert acts == list(story(tasks, 3, begin=begin, end=end))
    assert acts != list(story(tasks, 4, begin=begin, end=end))
    deeds = Counter(act.deed for act in acts)
    assert {Deed.CONCLUDE, Deed.NOT_DONE, Deed.WAIVE, Deed.ATTEST, Deed.EXTEND} <= set(deeds)
    assert len({act.code for act in acts}) < len(tasks), "some are forgotten"
    # About three of twenty late and nine in time: more than half are concluded, far from all.
    assert 100 <= deeds[Deed.CONCLUDE] <= 160
