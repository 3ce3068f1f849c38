"""Each kind of row and file, each fact of it: whatever is lost, altered or added behind dondoc's back is named."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from full_ledger import Copy, copy_of, make_full, other

from dondoc.errors import DondocError
from dondoc.messages import explain
from dondoc.store.columns import metadata
from dondoc.store.protection import FILES, FREE, SEALED, Protection
from dondoc.store.seals import seal_everything

#: The old and the new terms have the same places: a row cannot change sides, only leave both.
AWKWARD = {("amendment_targets", "is_new"): 2}
FACTS = [(table, column) for table in sorted(SEALED) for column in SEALED[table].facts]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "verify.md"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_full(tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def office(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    copy = copy_of(full, tmp_path_factory.mktemp("office"))
    yield copy
    copy.database.close()


@pytest.fixture
def spoiled(full: Path, office: Copy) -> Copy:
    """Its rows may be spoiled; its files stay as they are."""
    office.mend(full)
    return office


@pytest.fixture
def folder(full: Path, tmp_path: Path) -> Iterator[Copy]:
    """Its files may be spoiled."""
    copy = copy_of(full, tmp_path)
    yield copy
    copy.database.close()


def keys(protection: Protection) -> str:
    return " AND ".join(f'"{name}" = ?' for name in protection.key)


def newest(copy: Copy, protection: Protection) -> tuple[tuple[object, ...], dict[str, object]]:
    """The key and the whole of the last row of a table."""
    names = [column.name for column in protection.table.columns]
    with copy.behind() as connection:
        row = connection.execute(f'SELECT * FROM "{protection.table.name}" ORDER BY rowid DESC').fetchone()  # noqa: S608 - our own names
    assert row is not None, f"{protection.table.name} has no row"
    found = dict(zip(names, row, strict=True))
    return tuple(found[name] for name in protection.key), found


def only(copy: Copy) -> DondocError:
    (found,) = copy.check().broken
    return found


def names_row(error: DondocError, protection: Protection, key: tuple[object, ...]) -> bool:
    """Whether a finding says of which row it speaks."""
    if error.message_code == "ledger.payload":
        return (error.params["stream"], error.params["seq"]) == key
    if error.message_code in {"ledger.task", "ledger.task_day"}:
        return protection.table.name == "slots"
    row = error.params["row"]
    assert isinstance(row, DondocError)
    is_table = row.message_code == f"ledger.of.{protection.table.name}"
    return is_table and row.params["id"] == "/".join(map(str, key))


def test_the_full_ledger_holds(spoiled: Copy) -> None:
    found = spoiled.check()
    assert (found.broken, found.orphans) == ((), ())


@pytest.mark.parametrize(("table", "column"), FACTS, ids=str)
def test_a_fact_that_was_altered_is_named(spoiled: Copy, table: str, column: str) -> None:
    protection = SEALED[table]
    key, row = newest(spoiled, protection)
    value = AWKWARD.get((table, column)) or other(protection.table.c[column], row[column])
    with spoiled.behind() as connection:
        connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE {keys(protection)}', (value, *key))  # noqa: S608 - our own names
    found = only(spoiled)
    assert names_row(found, protection, key)
    assert "…" not in explain(found)
    if found.message_code == "ledger.row_changed":
        (told,) = found.params["columns"]
        assert told.message_code == f"ledger.column.{column}"
    else:
        assert (table, column) in {("slots", "status"), ("slots", "done_on"), *WITH_HASH}


#: What has a hash of its own in the chain of events.
WITH_HASH = {("event_payloads", column) for column in ("payload", "salt", "erased_at")}


@pytest.mark.parametrize("table", sorted(SEALED))
def test_a_row_that_was_taken_away_is_named(spoiled: Copy, table: str) -> None:
    protection = SEALED[table]
    key, _ = newest(spoiled, protection)
    with spoiled.behind() as connection:
        connection.execute(f'DELETE FROM "{table}" WHERE {keys(protection)}', key)  # noqa: S608 - our own names
    found = only(spoiled)
    assert names_row(found, protection, key)
    assert "…" not in explain(found)
    assert found.message_code == ("ledger.payload" if table == "event_payloads" else "ledger.row_gone")


@pytest.mark.parametrize("table", sorted(SEALED))
def test_a_row_that_was_added_is_named(spoiled: Copy, table: str) -> None:
    protection = SEALED[table]
    _, row = newest(spoiled, protection)
    new = {name: other(protection.table.c[name], value) for name, value in row.items()}
    marks = ", ".join("?" for _ in new)
    with spoiled.behind() as connection:
        connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', tuple(new.values()))  # noqa: S608 - our own names
    added = tuple(new[name] for name in protection.key)
    (found, *rest) = spoiled.check().broken
    assert (found.message_code, names_row(found, protection, added), rest) == ("ledger.row_added", True, [])


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE row_seals SET salt = 'x' WHERE table_name = 'units'", "đơn vị CDCSXGM không còn như dondoc đã ghi"),
        ("UPDATE row_seals SET marks = 'x' WHERE table_name = 'units'", "dấu niêm phong của đơn vị CDCSXGM đã bị sửa"),
        ("UPDATE row_seals SET digest = 'x' WHERE table_name = 'units'", "dấu niêm phong của đơn vị CDCSXGM đã bị sửa"),
        ("DELETE FROM row_seals WHERE table_name = 'units'", "dấu niêm phong của đơn vị CDCSXGM đã bị sửa"),
        ("UPDATE row_seals SET row_key = 9 WHERE table_name = 'units'", "dấu niêm phong của đơn vị CDCSXGM đã bị sửa"),
        ("UPDATE sealings SET rows = '{}' WHERE seq = 2", "chuỗi niêm phong đã bị sửa ở lần ghi số 2"),
        ("UPDATE sealings SET rows = 'x' WHERE seq = 2", "chuỗi niêm phong đã bị sửa ở lần ghi số 2"),
        ("UPDATE sealings SET altered = 'x' WHERE seq = 2", "chuỗi niêm phong đã bị sửa ở lần ghi số 2"),
        ("UPDATE sealings SET hash = 'x' WHERE seq = 3", "chuỗi niêm phong đã bị sửa ở lần ghi số 3"),
        ("DELETE FROM sealings WHERE seq = 1", "chuỗi niêm phong đã bị sửa ở lần ghi số 2"),
    ],
)
def test_seals_that_were_touched_are_named(spoiled: Copy, statement: str, words: str) -> None:
    with spoiled.behind() as connection:
        assert connection.execute(statement).rowcount == 1
    assert explain(spoiled.check().broken[0]).startswith(words)


def test_the_newest_seals_cut_off_leave_rows_that_nobody_told_of(spoiled: Copy) -> None:
    with spoiled.behind() as connection:
        connection.execute("DELETE FROM sealings WHERE seq = (SELECT max(seq) FROM sealings)")
    assert {error.message_code for error in spoiled.check().broken} == {"ledger.row_added"}


@pytest.mark.parametrize("garbage", ["'không phải ngày'", "x'00ff'", "-1", "''"])
@pytest.mark.parametrize(("table", "column"), [("slots", "due"), ("commitments", "kind"), ("activities", "quantity")])
def test_a_value_that_makes_no_sense_is_named_and_stops_nothing(
    spoiled: Copy, table: str, column: str, garbage: str
) -> None:
    with spoiled.behind() as connection:
        assert connection.execute(f'UPDATE "{table}" SET "{column}" = {garbage} WHERE id = 1').rowcount == 1  # noqa: S608 - our own names
    found = only(spoiled)
    assert (found.message_code, names_row(found, SEALED[table], (1,))) == ("ledger.row_changed", True)


def test_a_link_to_nothing_that_is_sealed_is_named(spoiled: Copy) -> None:
    with spoiled.behind() as connection:
        connection.execute("UPDATE receipts SET person_id = 99")
    database = sqlite3.connect(spoiled.folder / "so.sqlite")
    with closing(database):
        assert database.execute("PRAGMA foreign_key_check").fetchall() != []
    reseal(spoiled)
    assert explain(only(spoiled)).startswith("lời đáp số 1 của")
    assert explain(only(spoiled)).endswith("trỏ tới một dòng không còn")


def reseal(copy: Copy) -> None:
    with copy.database.engine.begin() as connection:
        seal_everything(connection)


#: A file of which two rows speak is named by the first: the first rendition of a document is the document's file.
OWNERS = {("renditions", "file_sha256"): "documents", ("file_facts", "sha256"): "evidence"}


def blobs_of(copy: Copy) -> Iterator[tuple[str, str, str]]:
    """Each kind of file: the column that speaks of it, and its hash."""
    with copy.behind() as connection:
        for table, column in FILES:
            sha256 = connection.execute(f'SELECT "{column}" FROM "{table.name}" ORDER BY id DESC').fetchone()[0]  # noqa: S608 - our own names
            yield table.name, column, sha256


@pytest.mark.parametrize("kind", range(len(FILES)), ids=[f"{table.name} {column}" for table, column in FILES])
@pytest.mark.parametrize("act", ["lost", "byte", "cut", "longer"])
def test_a_file_that_was_lost_or_altered_is_named(folder: Copy, kind: int, act: str) -> None:
    table, column, sha256 = list(blobs_of(folder))[kind]
    path = folder.folder / "blobs" / sha256[:2] / sha256[2:]
    data = path.read_bytes()
    if act == "lost":
        path.unlink()
    else:
        path.write_bytes({"byte": bytes([data[0] ^ 1]) + data[1:], "cut": data[:-1], "longer": data + b"x"}[act])
    found = only(folder)
    what = found.params["what"]
    assert isinstance(what, DondocError)
    assert what.message_code == f"ledger.of.{OWNERS.get((table, column), table)}"
    assert found.message_code == ("ledger.file_missing" if act == "lost" else "ledger.file_changed")
    assert "…" not in explain(found)


@pytest.mark.parametrize("name", ["ab/" + "c" * 62, "ab/Thumbs.db", "ghi-chu.txt", "ab/cd/ef", ".an"])
def test_a_file_that_was_added_is_named(folder: Copy, name: str) -> None:
    path = folder.folder / "blobs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    found = folder.check()
    assert (found.broken, found.orphans) == ((), (name,))


def test_every_table_is_decided_on() -> None:
    assert set(metadata.tables) == {*SEALED, *FREE}
    assert set(SEALED) & FREE == set()


def test_every_column_that_names_a_file_is_decided_on() -> None:
    hashes = {(table.name, column.name) for table in metadata.sorted_tables for column in table.columns}
    named = {(table.name, column) for table, column in FILES}
    no_files = {("documents", "text_sha256"), ("written_reports", "config_sha256")}
    assert {one for one in hashes if one[1].endswith("sha256")} == named | no_files


def test_the_page_says_of_each_table_what_the_program_does() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.*?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    page = {table: (how, set(re.findall(r"`(\w+)`", without))) for table, how, without in rows}
    assert set(page) == set(metadata.tables)
    for table, (how, without) in page.items():
        assert how.startswith("niêm phong" if table in SEALED else "không niêm phong"), table
        assert without == (set(SEALED[table].free) if table in SEALED else set()), table
