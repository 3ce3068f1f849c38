"""A draft that was edited in a word processor: the report that is generated again says what the file says."""

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

from documents.word_edits import Word
from draft import samples
from draft.test_edits import PLAN, context

from dondoc.core.report_edit import EditAct, ReportEdit
from dondoc.documents.docx_controls import read_pieces
from dondoc.documents.docx_writer import render_docx
from dondoc.documents.limits import Limits
from dondoc.documents.reading import read_document
from dondoc.draft.edits import lines_of, with_edits
from dondoc.draft.read_back import Base, Piece, ReadBack, read_back
from dondoc.draft.report_context import ReportContext
from dondoc.settings.files import shipped_dir

TEMPLATES = [shipped_dir() / "templates" / "report"]


def pieces(data: bytes) -> tuple[Piece, ...]:
    return read_pieces(data, name="du-thao.docx", limits=Limits())


@cache
def draft() -> bytes:
    return render_docx(context(), TEMPLATES, made_at=samples.MADE_AT)


def back(data: bytes, *, whole: ReportContext | None = None, edits: tuple[ReportEdit, ...] = ()) -> ReadBack:
    base = Base(
        plan=PLAN,
        context=whole or context(),
        pieces=pieces(draft() if whole is None else render_docx(whole, TEMPLATES, made_at=samples.MADE_AT)),
        edits=edits,
        by="lan",
        at=samples.MADE_AT,
    )
    return read_back(base, pieces(data))


def edited(change: Callable[[Word], None]) -> tuple[ReadBack, list[str]]:
    """What is read from the file after a change, and the paragraphs of the report that is written with it."""
    word = Word(draft())
    change(word)
    found = back(word.saved())
    return found, [line.text for line in lines_of(with_edits(context(), found.edits).context.sections)]


def lines(part: str) -> list[str]:
    return [line.text for line in lines_of(s for s in context().sections if s.key == part)]


def test_every_named_paragraph_bears_its_name_and_its_words() -> None:
    tagged = {piece.tag: piece.text for piece in pieces(draft()) if piece.tag}
    assert tagged == {line.key: " ".join(line.text.split()) for line in lines_of(context().sections)}


def test_a_file_that_nobody_touched_changes_nothing() -> None:
    found = back(draft())
    assert (found.edits, found.dropped, found.unknown, found.outside) == ((), (), (), ())
    assert found.known == len(list(lines_of(context().sections)))


def test_other_words_and_tracked_changes_are_taken() -> None:
    first, second = lines("results")[:2]

    def change(word: Word) -> None:
        word.type(first, "- Lời của chị Lan.")
        word.track(second, second[10:25], "CHỮ MỚI")

    found, after = edited(change)
    assert [edit.act for edit in found.edits] == [EditAct.REPLACE, EditAct.REPLACE]
    assert found.edits[0].seen == first
    assert "- Lời của chị Lan." in after
    assert second.replace(second[10:25], "CHỮ MỚI") in after
    assert first not in after


def test_a_paragraph_that_was_deleted_is_left_out() -> None:
    first = lines("results")[0]
    found, after = edited(lambda word: word.delete(first))
    assert [edit.act for edit in found.edits] == [EditAct.REMOVE]
    assert first not in after


def test_a_paragraph_of_ones_own_is_added_where_it_was_typed_and_bears_the_dash_of_its_list() -> None:
    last = lines("plan")[-1]
    _, after = edited(lambda word: word.new(last, "Mở lớp bơi trước ngày 30/4/2018"))
    place = next(n for n, text in enumerate(after) if text.startswith("- Mở lớp bơi"))
    assert after[place - 1].rstrip(".;") == last.rstrip(".;")
    found, _ = edited(lambda word: word.new(last, "Mở lớp bơi trước ngày 30/4/2018"))
    assert [edit.key for edit in found.edits] == ["plan.new.1"]


def test_a_paragraph_that_was_split_is_one_reworded_and_one_added_behind_it() -> None:
    first = lines("results")[0]
    found, after = edited(lambda word: word.enter(first, "- Nửa đầu.", "- Nửa sau."))
    assert [edit.act for edit in found.edits] == [EditAct.REPLACE, EditAct.ADD]
    place = after.index("- Nửa đầu.")
    assert after[place + 1] == "- Nửa sau."


def test_two_paragraphs_made_one_are_still_told_of_both() -> None:
    first, second = lines("results")[:2]

    def change(word: Word) -> None:
        word.type(first, f"{first} {second.removeprefix('- ')}")
        word.delete(second)

    found, _ = edited(change)
    removed = next(edit for edit in found.edits if edit.act is EditAct.REMOVE)
    assert removed.into == next(edit for edit in found.edits if edit.act is EditAct.REPLACE).key
    assert with_edits(context(), found.edits).notes == ()


def test_a_paragraph_that_was_moved_is_moved() -> None:
    first, second, third = lines("results")[:3]
    found, after = edited(lambda word: word.move(first, third))
    assert [edit.act for edit in found.edits] == [EditAct.MOVE]
    assert [text for text in after if text in {first, second, third}] == [second, third, first]


def test_a_paragraph_that_lost_its_control_is_known_by_its_words() -> None:
    first = lines("results")[0]
    key = next(line.key for line in lines_of(context().sections) if line.text == first)
    mended = f"{first.rstrip('.')} và báo cáo cấp trên."

    def change(word: Word) -> None:
        word.untag(lambda tag: tag == key)
        word.type(first, mended)

    found, after = edited(change)
    assert [edit.key for edit in found.edits] == [key]
    assert mended in after


def test_what_dondoc_does_not_keep_is_said() -> None:
    found, _ = edited(lambda word: word.type("I. ", "I. TÌNH HÌNH CHUNG VÀ KHÁI QUÁT THỰC HIỆN"))
    ((old, new),) = found.outside
    assert (old[:3], new) == ("I. ", "I. TÌNH HÌNH CHUNG VÀ KHÁI QUÁT THỰC HIỆN")

    def strange(word: Word) -> None:
        for tag in word.root.iter("{*}tag"):
            tag.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "cua.ai")
            break

    found, _ = edited(strange)
    assert (found.unknown, found.edits) == (("cua.ai",), ())


def test_generated_words_that_are_typed_again_take_the_edit_back() -> None:
    first = next(line for line in lines_of(context().sections) if line.key.startswith("results"))
    edit = ReportEdit(
        plan=PLAN, key=first.key, act=EditAct.REPLACE, words="- Lời khác.", seen=first.text, by="lan",
        at=samples.MADE_AT,
    )  # fmt: skip
    whole = with_edits(context(), [edit]).context
    word = Word(render_docx(whole, TEMPLATES, made_at=samples.MADE_AT))
    word.type("- Lời khác.", first.text)
    found = back(word.saved(), whole=whole, edits=(edit,))
    assert (found.edits, found.dropped) == ((), (first.key,))


def test_the_reader_of_documents_reads_the_same_text_as_without_controls(tmp_path: Path) -> None:
    with_controls, without = tmp_path / "co.docx", tmp_path / "khong.docx"
    word = Word(draft())
    word.untag(lambda tag: True)
    with_controls.write_bytes(draft())
    without.write_bytes(word.saved())
    assert read_document(with_controls).text == read_document(without).text


def _changed() -> Word:
    first, second = lines("results")[:2]
    word = Word(draft())
    word.type(first, "- Lời của chị Lan.")
    word.delete(second)
    return word


def test_names_are_known_when_tags_were_dropped_by_libreoffice() -> None:
    word = _changed()
    word.as_libreoffice_saves()
    found = back(word.saved())
    assert ([edit.act for edit in found.edits], found.outside) == ([EditAct.REPLACE, EditAct.REMOVE], ())


def test_libreoffice_keeps_the_names_where_it_is_installed(tmp_path: Path) -> None:
    word, saved = _changed(), tmp_path / "out" / "a.docx"
    office = shutil.which("soffice")
    if office is None:
        word.as_libreoffice_saves()
        data = word.saved()
    else:
        (tmp_path / "a.docx").write_bytes(word.saved())
        profile = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(saved.parent)]
        subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True)
        data = saved.read_bytes()
    found = back(data)
    assert ([edit.act for edit in found.edits], found.outside) == ([EditAct.REPLACE, EditAct.REMOVE], ())
