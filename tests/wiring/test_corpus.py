"""Examples are read anew from the kept file; where that gives another text, from the text as it was stored."""

from dataclasses import replace
from io import BytesIO

from docx import Document as WordDocument

from dondoc.core.document import BlockKind
from dondoc.documents.reading import read_bytes
from dondoc.usecases.ingest_report import ingest_report
from dondoc.usecases.review_commitments import Decision, Verdict, apply_decisions
from dondoc.wiring import Office
from dondoc.wiring.corpus import gather, samples_of, score_corpus

LINES = (
    "CÔNG ĐOÀN CƠ SỞ XƯỞNG GỐM MẪU",
    "KẾ HOẠCH",
    "Hoạt động quý III năm 2026",
    "1. Mở 02 lớp tráng men trước ngày 15/9/2026.",
    "2. Thăm thợ ốm hằng tháng.",
)


def word_file() -> bytes:
    word, stream = WordDocument(), BytesIO()
    for line in LINES:
        word.add_paragraph(line)
    table = word.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Việc", "Ai"
    word.save(stream)
    return stream.getvalue()


def keep(office: Office, text: str | None = None) -> None:
    data = word_file()
    document = read_bytes(data, "ke-hoach.docx")
    if text is not None:
        document = replace(read_bytes(text.encode(), "ke-hoach.txt"), name=document.name)
    now = office.clock.now()
    kept = ingest_report(
        office.begin, office.blobs, document, office.extract(document), data=data, actor=office.actor, now=now
    )
    accept = [Decision(commitment_id=row.commitment.id, verdict=Verdict.ACCEPT) for row in kept.commitments]
    apply_decisions(office.begin, accept, document_id=kept.document.id, actor=office.actor, now=now)


def test_the_file_is_read_as_it_would_be_today(office: Office) -> None:
    keep(office)
    [sample] = samples_of(office)
    assert any(block.kind is BlockKind.CELL for block in sample.document.blocks)
    scores = score_corpus(office)
    assert (scores.shipped.tally.f1(), scores.own) == (1.0, None)
    assert scores.then is not None
    assert scores.now.tally.gold == len(gather(office).whole[0].lines) == 2


def test_where_the_file_gives_another_text_now_the_stored_one_is_read(office: Office) -> None:
    keep(office, text="\n".join(LINES) + "\n")
    [sample] = samples_of(office)
    assert sample.document.text == "\n".join(LINES) + "\n"
    assert [sample.document.text[block.start : block.end] for block in sample.document.blocks] == list(LINES)
    assert score_corpus(office).now.tally.f1() == 1.0


def test_a_lost_file_is_no_lost_example(office: Office) -> None:
    keep(office)
    [example] = gather(office).whole
    path = next((office.folder / "data" / "blobs").glob(f"*/{example.document.file_sha256[2:]}"))
    path.unlink()
    [sample] = samples_of(office)
    assert sample.document.text == example.document.text
