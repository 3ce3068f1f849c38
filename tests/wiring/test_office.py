"""An open workspace: its clock, its actor, its parts made when first needed."""

from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import text

from dondoc.clock import SystemClock
from dondoc.core.instants import TIME_ZONE
from dondoc.errors import BadInput, Conflict, Unavailable
from dondoc.store.tables import metadata
from dondoc.wiring import Office, make_workspace, open_office

AT = datetime(2026, 7, 6, 8, tzinfo=TIME_ZONE)


def reopened(office: Office, at: datetime | None = None) -> Office:
    opened = open_office(office.folder, as_of=at)
    opened.close()
    return opened


def test_a_simulated_clock_stays_where_the_last_day_put_it(office: Office) -> None:
    assert reopened(office, AT).today == date(2026, 7, 6)
    assert reopened(office).clock.now() == AT
    assert reopened(office, AT + timedelta(days=30)).today == date(2026, 8, 5)
    assert reopened(office).today == date(2026, 8, 5)


def test_a_real_workspace_keeps_the_machine_s_clock(tmp_path: Path) -> None:
    office = open_office(make_workspace(tmp_path / "that"), as_of=AT)
    assert isinstance(office.clock, SystemClock)
    assert not (tmp_path / "that" / "data" / "dondoc.sqlite").exists()


@pytest.mark.parametrize(("simulate", "full_or_normal"), [(False, 2), (True, 1)])
def test_what_a_real_workspace_committed_outlives_a_power_cut(
    tmp_path: Path, simulate: bool, full_or_normal: int
) -> None:
    office = open_office(make_workspace(tmp_path / "that", simulate=simulate), as_of=AT)
    with office.database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == full_or_normal
    office.close()


def test_a_simulated_office_whose_database_is_older_can_be_opened_and_upgraded(office: Office) -> None:
    with office.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        metadata.drop_all(connection)
    for at in (None, AT):
        opened = open_office(office.folder, as_of=at)
        with pytest.raises(Conflict) as refused:
            opened.own_unit_code()
        assert refused.value.message_code == "store.outdated"
        opened.close()
    opened = open_office(office.folder)
    assert opened.keep_copy() is not None
    opened.database.upgrade()
    assert opened.database.is_current()
    opened.close()


def test_who_acts_is_named_by_option_variable_settings_or_is_the_secretary(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reopened(office).actor.name == "thuky"
    settings = office.folder / "dondoc.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'me = "lan"\n', encoding="utf-8")
    assert reopened(office).actor.name == "lan"
    monkeypatch.setenv("DONDOC_ACTOR", "hoa")
    assert reopened(office).actor.name == "hoa"
    opened = open_office(office.folder, actor="binh", via="flow")
    assert (opened.actor.name, opened.actor.via) == ("binh", "flow")
    opened.close()


def test_letters_leave_as_files_until_a_server_is_set(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = EmailMessage()
    letter["To"] = "lan@vi.du"
    letter["Message-ID"], letter["Date"] = "<1@vi.du>", AT
    letter.set_content("Kính gửi")
    delivered = office.mailer.send(letter)
    assert (office.folder / "outbox" / delivered.to).is_file()
    # Nobody listens on the discard port of this machine.
    monkeypatch.setenv("DONDOC_SMTP_URL", "smtp://127.0.0.1:9")
    with pytest.raises(Unavailable) as refused:
        reopened(office).mailer.send(letter)
    assert refused.value.message_code == "mail.unavailable"


def test_the_office_s_own_authority_is_looked_for_in_the_workspace(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DONDOC_SMTP_URL", "smtps://127.0.0.1")
    monkeypatch.setenv("DONDOC_SMTP_CA", "chung-thu.pem")
    with pytest.raises(BadInput) as refused:
        _ = reopened(office).mailer
    assert refused.value.params["file"] == str(office.folder / "chung-thu.pem")


def test_a_claim_outlasts_the_slowest_talk_with_the_server(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reopened(office).letter_post.lease == timedelta(minutes=10)
    monkeypatch.setenv("DONDOC_SMTP_TIMEOUT", "300")
    assert reopened(office).letter_post.lease == timedelta(minutes=90)


def test_looking_never_writes(office: Office) -> None:
    with pytest.raises(Unavailable), office.work() as work:
        work.marks.set("x", "y")


def test_a_copy_of_the_database_is_whole(office: Office) -> None:
    from dondoc.store.database import Database

    copy = office.keep_copy()
    assert copy is not None
    kept = Database(f"sqlite:///{copy}")
    with kept.reading() as work:
        assert [u.name for u in work.units.all()] == ["Công đoàn cơ sở Xưởng Gốm Mẫu"]
    kept.close()


def test_the_office_s_own_folder_is_asked_first_for_templates(office: Office) -> None:
    own, shipped = office.template_dirs("report")
    assert own == office.folder / "config" / "templates" / "report"
    assert shipped.is_dir()


def test_sentences_are_in_the_office_s_language(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    error = Conflict(code="unit.exists", unit="A")
    assert office.explain(error) == "Mã đơn vị “A” đã có."
    monkeypatch.setenv("DONDOC_LANGUAGE", "en")
    assert reopened(office).explain(error) == "The unit code “A” exists."
    assert office.held("day_off", date(2026, 9, 3)).endswith("(03/09/2026)")
