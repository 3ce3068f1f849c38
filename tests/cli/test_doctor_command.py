"""What doctor says of a workspace that is well, and of each thing that is not."""

from pathlib import Path
from typing import Any

import pytest
from console import Desk, Outcome
from notify.service import http_service

from dondoc.core.contact import ChannelState
from dondoc.core.notice import Channel
from dondoc.wiring import open_office


def lines(outcome: Outcome) -> dict[str, tuple[str, str]]:
    rows: Any = outcome.json()
    return {row["code"]: (row["level"], row["text"]) for row in rows}


def examined(desk: Desk, *options: str, status: int = 0) -> dict[str, tuple[str, str]]:
    outcome = desk.run("doctor", "--json", *options)
    assert outcome.status == status, outcome
    return lines(outcome)


def setting(desk: Desk, line: str) -> None:
    path = desk.folder / "dondoc.toml"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def secrets(desk: Desk, text: str, mode: int = 0o600) -> Path:
    path = desk.folder / "secrets.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_a_new_workspace_is_well(desk: Desk) -> None:
    outcome = desk.ok("doctor")
    assert "hỏng" not in outcome.out
    assert {line[:8].strip() for line in outcome.out.splitlines()} == {"đạt", "cần xem"}
    found = examined(desk)
    assert found["doctor.database"][0] == "well"
    assert found["doctor.no_mail"][0] == "look"


def test_a_file_of_secrets_that_others_read_is_broken_and_stops_the_letters(desk: Desk) -> None:
    path = secrets(desk, '[zalo]\ntoken = "khong-ai-biet"\n', mode=0o644)
    outcome = desk.run("doctor")
    assert outcome.status == 1
    assert outcome.out.count(f"chmod 600 {path}") == 1
    assert "khong-ai-biet" not in outcome.out + outcome.err
    refused = desk.run("remind")
    assert (refused.status, f"chmod 600 {path}" in refused.err) == (1, True)
    path.chmod(0o600)
    found = examined(desk)
    assert found["doctor.secrets"] == ("well", "Mã truy cập: zalo; người khác không đọc được.")
    assert found["doctor.channel"][1] == "Kênh Zalo: đã thiết lập."


@pytest.mark.parametrize(
    ("url", "level", "code"),
    [
        ("https://dondoc.vi.du", "well", "doctor.url"),
        ("http://dondoc.vi.du:8080/so", "look", "doctor.url_open"),
        ("http://localhost:8000", "look", "doctor.url_local"),
        ("dondoc.vi.du", "broken", "doctor.url_bad"),
        ("ftp://dondoc.vi.du", "broken", "doctor.url_bad"),
        ("https://dondoc.vi.du/?a=1", "broken", "doctor.url_bad"),
        ("https://vi.du:99999", "broken", "doctor.url_bad"),
        ("https://[vi.du", "broken", "doctor.url_bad"),
        ("https://vi du", "broken", "doctor.url_bad"),
    ],
)
def test_the_public_address_is_looked_at(desk: Desk, url: str, level: str, code: str) -> None:
    setting(desk, f'public_url = "{url}"')
    assert examined(desk, status=1 if level == "broken" else 0)[code][0] == level


def test_config_files_are_compared_with_the_shipped_ones(desk: Desk) -> None:
    folder = desk.folder / "config"
    (folder / "channels.toml").write_text("schema = 1\n[longest]\nzalo = 500\nsms = 459\n", encoding="utf-8")
    (folder / "reminder.toml").write_text("schema = 1\n", encoding="utf-8")
    found = examined(desk)
    assert found["doctor.config_own"][1] == "Quy định: channels.toml của cơ quan thay 1 mục (longest.zalo)."
    assert "config/reminder.toml" in found["doctor.config_unknown"][1]
    (folder / "channels.toml").write_text("schema = 1\n[longest]\nfax = 500\n", encoding="utf-8")
    outcome = desk.run("doctor")
    assert (outcome.status, outcome.out.count("longest.fax")) == (1, 1)


def test_a_setting_that_cannot_be_read_is_told_as_a_finding(desk: Desk) -> None:
    setting(desk, "smtp_timeout = -1")
    outcome = desk.run("doctor")
    assert (outcome.status, outcome.out.startswith("hỏng"), "smtp_timeout" in outcome.out) == (1, True, True)
    assert desk.run("doctor", "--json").json()


def test_servers_are_asked_only_online(desk: Desk) -> None:
    setting(desk, 'smtp_url = "smtp://127.0.0.1:1"')
    secrets(desk, '[zalo]\ntoken = "12:ab"\n')
    with http_service() as service:
        own = desk.folder / "config" / "channels.toml"
        own.write_text(f'schema = 1\n[service]\nzalo = "{service.url}"\n', encoding="utf-8")
        assert examined(desk)["doctor.mail_set"][0] == "well"
        assert service.requests == []
        found = examined(desk, "--online", status=1)
        assert found["doctor.mail_away"][0] == "broken"
        assert found["doctor.channel_answers"][0] == "well"
        assert [request.path for request in service.requests] == ["/bot12:ab/getMe"]
        service.says(200, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        away = examined(desk, "--online", status=1)["doctor.channel_away"]
        assert "mã truy cập (token) sai" in away[1]
        assert "12:ab" not in away[1]


def test_a_failing_channel_and_one_that_is_not_set_up_are_named(desk: Desk) -> None:
    desk.ok("people", "contact", "thuky", "--telegram", "77")
    office = open_office(desk.folder)
    now = office.clock.now()
    with office.begin() as work:
        work.contacts.set_state(ChannelState(channel=Channel.ZALO, failures=4, next_try_at=now.replace(hour=23)))
        work.contacts.set_state(ChannelState(channel=Channel.EMAIL, failures=1))
    office.close()
    outcome = desk.run("doctor")
    assert outcome.status == 1
    assert "hỏng     Kênh Zalo: hỏng 4 lần liền" in outcome.out
    assert "cần xem  Kênh thư điện tử: hỏng 1 lần liền" in outcome.out
    assert "cần xem  Kênh Telegram: có người nhận tin" in outcome.out


def test_an_old_database_is_broken(desk: Desk) -> None:
    office = open_office(desk.folder)
    with office.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    office.close()
    outcome = desk.run("doctor")
    assert (outcome.status, "dondoc upgrade" in outcome.out) == (1, True)


def test_letters_that_wait_for_days_are_broken(busy: Desk) -> None:
    busy.ok("remind", "--start")
    office = open_office(busy.folder)
    with office.begin() as work:
        connection = work.notices._connection  # type: ignore[attr-defined]
        connection.exec_driver_sql(
            "INSERT INTO messages (person_id, channel, send_on, kind, state, attempts, lease_token, internet_id, "
            "subject, last_error) VALUES (1, 'email', '2026-07-01', 'digest', 'pending', 3, '', '', '', '')"
        )
    office.close()
    outcome = busy.run("doctor")
    assert (outcome.status, "1 tin chờ nhiều ngày, cũ nhất từ 01/07/2026" in outcome.out) == (1, True)


def test_a_paper_that_cannot_be_printed_is_broken(desk: Desk) -> None:
    folder = desk.folder / "config" / "templates" / "letters"
    folder.mkdir(parents=True)
    (folder / "late.docx").write_bytes(b"no document")
    level, text = examined(desk, status=1)["doctor.papers_broken"]
    assert (level, "late.docx" in text) == ("broken", True)
