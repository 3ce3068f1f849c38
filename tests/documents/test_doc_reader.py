"""Word 97-2003: read as the .docx of it would be, in a process of its own; what is hostile gives one clear error."""

import shutil
from pathlib import Path

import pytest
from documents.doc_files import FILES, MADE
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.core.document import BlockKind
from dondoc.documents import doc_worker
from dondoc.documents.limits import Limits
from dondoc.documents.reading import read_bytes
from dondoc.errors import BadInput

PLAN = (FILES / "ke-hoach.doc").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAM = "WordDocument".encode("utf-16-le")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without LibreOffice."""
    monkeypatch.setenv("PATH", str(tmp_path))


def refusal(data: bytes, limits: Limits | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_bytes(data, "cu.doc", limits=limits or Limits())
    return caught.value


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", MADE)
def test_it_reads_as_the_docx_that_it_was_made_of(name: str) -> None:
    old = read_bytes((FILES / name).read_bytes(), name)
    new = read_bytes(MADE[name](), f"{name}x")
    assert old.text == new.text
    assert old.media_type == "application/msword"
    assert [(one.kind, one.level, one.label, one.table, one.row, one.column) for one in old.blocks] == [
        (one.kind, one.level, one.label, one.table, one.row, one.column) for one in new.blocks
    ]
    assert old.doubts == new.doubts


@pytest.mark.usefixtures("alone")
def test_headings_numbers_and_cells_are_known() -> None:
    document = read_bytes(PLAN, "ke-hoach.doc")
    found = {document.text[block.start : block.end]: block for block in document.blocks}
    assert found["Phân công"].kind is BlockKind.HEADING
    assert found["1. Tổ chức 02 buổi nói chuyện về sức khỏe cho đoàn viên."].label == "1."
    assert (found["Ban Nữ công"].table, found["Ban Nữ công"].row, found["Ban Nữ công"].column) == (1, 1, 3)


@pytest.mark.usefixtures("alone")
def test_old_fonts_inside_are_converted() -> None:
    document = read_bytes((FILES / "phong-cu.doc").read_bytes(), "phong-cu.doc")
    assert document.text.split("\n")[0] == "CÔNG ĐOÀN TRƯỜNG TIỂU HỌC ĐÔNG NGẠC"
    assert "2. Hướng dẫn các tổ (chậm nhất 15/9/2003)" in document.text
    assert [dict(doubt.params) for doubt in document.doubts] == [{"encoding": "TCVN3 (ABC), VNI"}]


@pytest.mark.usefixtures("alone")
def test_what_was_struck_out_is_not_read() -> None:
    text = read_bytes((FILES / "sua-doi.doc").read_bytes(), "sua-doi.doc").text
    assert "1. Tổ chức 05 buổi" in text
    assert "03" not in text


def with_flag(data: bytes, flag: int) -> bytes:
    """The file with a flag of its head set (FibBase at the beginning of the first stream of text)."""
    at = data.index(b"\xec\xa5", 512)
    return (
        data[: at + 10]
        + (int.from_bytes(data[at + 10 : at + 12], "little") | flag).to_bytes(2, "little")
        + data[at + 12 :]
    )


def test_a_password_is_told() -> None:
    assert refusal(with_flag(PLAN, 0x0100)).message_code == "document.encrypted"


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    "data",
    [
        OLE + b"\x00" * 504 + STREAM + bytes(900),
        OLE + b"\xff" * 504 + STREAM + b"\xff" * 5000,
        PLAN[:600] + bytes(5000) + PLAN[5600:],
    ],
    ids=["empty", "full", "torn"],
)
def test_a_hostile_file_gives_one_clear_error(data: bytes) -> None:
    error = refusal(data)
    assert (error.message_code, error.params) == ("document.not_converted", {"file": "cu.doc"})


def test_a_file_that_was_not_copied_whole_is_damaged() -> None:
    assert refusal(PLAN[:4000]).message_code == "document.damaged"


def outcome(data: bytes) -> str:
    """Code of the refusal, or "" for a file that was read; any other exception fails the test by itself."""
    try:
        read_bytes(data, "cu.doc")
    except BadInput as error:
        return error.message_code
    return ""


@pytest.mark.usefixtures("alone")
@settings(max_examples=12, deadline=None)
@given(places=st.lists(st.integers(512, len(PLAN) - 1), min_size=1, max_size=40), noise=st.integers(0, 255))
def test_a_file_with_wounds_is_read_or_refused(places: list[int], noise: int) -> None:
    data = bytearray(PLAN)
    for place in places:
        data[place] = noise
    known = {"", "document.not_converted", "document.damaged", "document.empty", "document.encrypted"}
    assert outcome(bytes(data)) in known | {"document.wrong_type", "document.scanned"}


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("limits", [Limits(apart_seconds=0.01), Limits(apart_megabytes=20)], ids=["time", "memory"])
def test_the_process_that_reads_it_has_bounds(limits: Limits) -> None:
    assert refusal(PLAN, limits).message_code == "document.not_converted"


def test_the_process_may_neither_connect_nor_start_anything() -> None:
    for event in ("socket.connect", "subprocess.Popen", "os.system", "urllib.Request"):
        with pytest.raises(PermissionError):
            doc_worker.forbid(event, ())
    doc_worker.forbid("open", ("a.doc", "rb", 0))


def test_the_worker_says_by_its_status_how_it_went(tmp_path: Path) -> None:
    source, target = tmp_path / "in.doc", tmp_path / "out.docx"
    source.write_bytes(PLAN)
    assert doc_worker.main(str(source), str(target)) == 0
    assert target.stat().st_size > 1000
    source.write_bytes(with_flag(PLAN, 0x0100))
    assert doc_worker.main(str(source), str(target)) == doc_worker.LOCKED
    source.write_bytes(b"chu")
    assert doc_worker.main(str(source), str(target)) == doc_worker.UNREADABLE


#: A hole in the tables after the text, which msdoc2docx refuses and LibreOffice passes over.
HURT = PLAN[:17_400] + b"\xee" * 8 + PLAN[17_408:]


def test_libreoffice_is_asked_where_it_is_installed() -> None:
    if shutil.which("soffice") or shutil.which("libreoffice"):
        assert "Thăm 15 gia đình đoàn viên khó khăn trước ngày 20/9." in read_bytes(HURT, "cu.doc").text
    else:
        assert refusal(HURT).message_code == "document.not_converted"


@pytest.mark.usefixtures("alone")
def test_without_libreoffice_it_is_said_what_to_do() -> None:
    assert refusal(HURT).message_code == "document.not_converted"
