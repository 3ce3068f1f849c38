"""A .pdf is read by a process of its own: same result, and what crashes, hangs or swells there harms nobody here."""

import os
import pickle
import signal
import zlib
from io import BytesIO

import pytest
from documents.doc_files import FILES
from documents.pdf_builder import Page, flowing, grid, pdf_bytes
from PIL import Image

from dondoc.documents import pdf_apart, pdf_worker
from dondoc.documents.limits import Limits
from dondoc.documents.reading import read_bytes
from dondoc.errors import BadInput

PLAIN = pdf_bytes(flowing("Một câu của kế hoạch."), flowing("Trang sau có thêm một câu."))
HERE = Limits(is_apart=False)


def refusal(data: bytes, limits: Limits | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_bytes(data, "a.pdf", limits=limits or Limits())
    return caught.value


def bomb(lines: int) -> bytes:
    """A few kilobytes that unfold to a page of so many lines of text, with rules that may be a table."""
    content = b"60 700 m 500 700 l S 60 600 m 500 600 l S 60 700 m 60 600 l S 500 700 m 500 600 l S\n"
    content += b"BT /F1 12 Tf 60 650 Td (Ke hoach cong tac) Tj ET\n" * lines
    packed = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, text) for number, text in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n"


def test_it_reads_the_same_apart_as_here() -> None:
    table = grid(flowing("Trước bảng."), [["TT", "Việc"], ["1", "Hội thi"]], top=700, widths=[40, 200])
    data = pdf_bytes(table, flowing("Trang sau."))
    assert read_bytes(data, "a.pdf") == read_bytes(data, "a.pdf", limits=HERE)


def test_a_refusal_comes_back_with_its_cause() -> None:
    error = refusal(pdf_bytes(flowing("Mật."), lock="khoa"))
    assert (error.message_code, error.params) == ("document.encrypted", {"file": "a.pdf"})
    assert "PdfiumError" in str(refusal(b"%PDF-1.4 and nothing").__cause__)


def test_one_process_serves_many_files() -> None:
    read_bytes(PLAIN, "a.pdf")
    first = pdf_apart._Child._only
    read_bytes(PLAIN, "b.pdf")
    assert first is not None
    assert pdf_apart._Child._only is first


def test_a_process_that_died_is_replaced() -> None:
    read_bytes(PLAIN, "a.pdf")
    child = pdf_apart._Child._only
    assert child is not None
    os.kill(child._process.pid, signal.SIGKILL)
    child._process.wait()
    assert read_bytes(PLAIN, "a.pdf").text.startswith("Một câu")


def test_a_page_that_takes_too_long_is_refused_and_the_next_file_is_read() -> None:
    assert refusal(bomb(200_000), Limits(apart_seconds=1.5)).message_code == "document.too_long"
    assert read_bytes(PLAIN, "a.pdf").text.startswith("Một câu")


def test_a_page_that_takes_too_much_memory_is_refused_and_the_next_file_is_read() -> None:
    limits = Limits(apart_megabytes=400)
    read_bytes(PLAIN, "a.pdf", limits=limits)
    assert refusal(bomb(40_000), limits).message_code in {"document.too_long", "document.damaged"}
    assert read_bytes(PLAIN, "a.pdf").text.startswith("Một câu")


def test_after_a_fork_the_process_of_the_parent_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes(PLAIN, "a.pdf")
    child = pdf_apart._Child._only
    assert child is not None
    monkeypatch.setattr(child, "owner", child.owner + 1)
    assert read_bytes(PLAIN, "a.pdf").text.startswith("Một câu")
    assert pdf_apart._Child._only is not child
    assert not child.has_ended()
    child.end()


def test_only_values_of_the_readers_come_back() -> None:
    with pytest.raises(pickle.UnpicklingError):
        pdf_apart._Unpickler(BytesIO(pickle.dumps(os.system))).load()


def test_the_worker_answers_until_there_is_nothing_more() -> None:
    questions, answers = BytesIO(), BytesIO()
    for question in (
        (pdf_worker.READ, PLAIN, "a.pdf", HERE),
        (pdf_worker.DRAW, PLAIN, "a.pdf", HERE, 2),
        (pdf_worker.DRAW, PLAIN, "a.pdf", HERE, 9),
        (pdf_worker.READ, b"chu", "a.pdf", HERE),
    ):
        pdf_worker.put(questions, pickle.dumps(question))
    questions.write(b"\x00\x00")
    questions.seek(0)
    pdf_worker.serve(questions, answers)
    answers.seek(0)
    (done, pages), (drawn, picture), (missing, _), (refused, why) = [
        pdf_apart._Unpickler(BytesIO(pdf_worker.take(answers) or b"")).load() for _ in range(4)
    ]
    assert (done, drawn, missing, refused) == ("done", "done", "refused", "refused")
    assert [line.text for line in pages.lines[0]] == ["Một câu của kế hoạch."]
    assert picture.width * picture.height == len(picture.dots)
    assert why[0] == "document.damaged"
    assert pdf_worker.take(answers) is None


def test_a_scan_is_drawn_apart_too() -> None:
    stream = BytesIO()
    Image.open(FILES / "quet.png").convert("L").save(stream, "PDF")
    drawn = pdf_apart.draw_page(stream.getvalue(), "a.pdf", 1, Limits())
    assert drawn == pdf_apart.draw_page(stream.getvalue(), "a.pdf", 1, HERE)
    assert len(drawn.dots) == drawn.width * drawn.height <= Limits().page_dots * 1.01


def test_a_page_of_a_giant_is_drawn_small() -> None:
    giant = pdf_bytes(Page(picture=True)).replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 14e3 14e3]")
    drawn = pdf_apart.draw_page(giant, "a.pdf", 1, Limits(page_dots=1_000_000))
    assert drawn.width * drawn.height < 1_100_000
