"""The page of a rehearsal: whole in itself, told in words too, the same bytes each time; each letter as text."""

import re
from datetime import date
from pathlib import Path

import pytest
from mail_letters import DIGEST, SHIPPED

from dondoc.core.unit import Person
from dondoc.errors import BadInput
from dondoc.notify.rehearsal_page import write_rehearsal
from dondoc.notify.render import MailRenderer
from dondoc.settings.files import shipped_dir
from dondoc.usecases.rehearse_letters import Rehearsal, RehearsedLetter

HIEN = Person(id=1, code="hien", name="Trần Thị <Hiền>", email="hien@vi.du")
LAN = Person(id=2, code="lan", name="Lê Lan")
DAYS = (date(2017, 11, 27), date(2017, 11, 30), date(2017, 12, 4))
REHEARSAL = Rehearsal(
    first=date(2017, 11, 20),
    last=date(2017, 12, 31),
    letters=(
        *(RehearsedLetter(day=day, person=HIEN, kind="digest", letter=DIGEST) for day in DAYS),
        RehearsedLetter(day=DAYS[0], person=LAN, kind="digest", letter=DIGEST),
    ),
    was_started=False,
)


def written(folder: Path, rehearsal: Rehearsal = REHEARSAL) -> str:
    renderer = MailRenderer([SHIPPED], sender="dondoc@vi.du")
    templates = [shipped_dir() / "templates" / "rehearsal"]
    page = write_rehearsal(rehearsal, folder, renderer.text, templates, title="Diễn tập 2017-H2")
    return page.read_text(encoding="utf-8")


def test_the_page_tells_the_load_in_words_charts_and_tables(tmp_path: Path) -> None:
    html = written(tmp_path)
    assert "04 thư sẽ được gửi cho 02 người" in html
    assert "coi như bật cho mọi người từ hôm nay" in html
    assert "Ngày nhiều thư nhất: 27/11/2017, 02 thư." in html
    assert html.count('<figure role="img" aria-label="Biểu đồ') == 2
    assert '<th scope="row">27/11/2017 – 03/12/2017</th><td class="number">3</td><td class="number">2</td>' in html
    assert "Trần Thị &lt;Hiền&gt;" in html
    assert "<Hiền>" not in html


def test_the_page_needs_nothing_from_outside_and_runs_nothing(tmp_path: Path) -> None:
    html = written(tmp_path)
    assert "<script" not in html
    assert not re.search(r'(?:src|href)="(?!letters/|#)', html)
    assert "@import" not in html
    assert "url(" not in html.replace("url(#", "")


def test_the_same_rehearsal_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path / "a") == written(tmp_path / "b")


def test_each_letter_stands_as_text_by_day_and_person(tmp_path: Path) -> None:
    html = written(tmp_path)
    paths = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.glob("letters/*/*.txt"))
    assert paths == [
        "letters/2017-11-27/hien-digest.txt",
        "letters/2017-11-27/lan-digest.txt",
        "letters/2017-11-30/hien-digest.txt",
        "letters/2017-12-04/hien-digest.txt",
    ]
    assert all(f'href="{path}"' in html for path in paths)
    text = (tmp_path / paths[1]).read_text(encoding="utf-8")
    assert text.startswith("Ngày gửi: 27/11/2017\nNgười nhận: Lê Lan <lan@localhost>\nTiêu đề: [Đôn đốc] 01 việc")
    assert "1. [CDTL-2017-H2-01]" in text


def test_a_rehearsal_without_letters_says_so(tmp_path: Path) -> None:
    html = written(tmp_path, Rehearsal(first=DAYS[0], last=DAYS[1], letters=(), was_started=True))
    assert "Không có thư nào." in html
    assert "<figure" not in html


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        written(tmp_path / "tep")
    assert caught.value.message_code == "file.unwritable"
