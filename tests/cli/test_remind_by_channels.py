"""Reminders by Zalo from the command line to a real HTTP server, and no token anywhere afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from console import Desk
from notify.service import Service, http_service

TOKEN = "987654:bi-mat-cua-bot"  # noqa: S105 - invented


@pytest.fixture
def service() -> Iterator[Service]:
    with http_service() as running:
        yield running


@pytest.fixture
def office(desk: Desk, service: Service) -> Desk:
    """On a digest day somebody who is reached by Zalo first, else by letter, has a task that is due soon."""
    secrets = desk.folder / "secrets.toml"
    secrets.write_text(f'[zalo]\ntoken = "{TOKEN}"\n', encoding="utf-8")
    secrets.chmod(0o600)
    own = desk.folder / "config" / "channels.toml"
    own.write_text(f'schema = 1\n[service]\nzalo = "{service.url}"\ntimeout_seconds = 0.5\n', encoding="utf-8")
    desk.ok("people", "add", "Trần Thị Hiền", "--code", "hien")
    desk.ok("people", "contact", "hien", "--zalo", "6ede9afa66b88fe6d6a9")
    desk.ok("ingest", desk.file("bao-cao.txt"), "--accept-all")
    desk.ok("remind", "--start")
    desk.ok("list", "--as-of", "24/9/2026")
    return desk


def letters(desk: Desk) -> list[Path]:
    return sorted((desk.folder / "outbox").glob("*hien*.eml"))


def test_a_digest_goes_by_zalo_and_the_token_stays_secret(office: Desk, service: Service) -> None:
    sent = office.ok("remind")
    assert "→ Zalo 6ede9afa66b88fe6d6a9" in sent.out
    (request,) = service.requests
    assert request.path == f"/bot{TOKEN}/sendMessage"
    assert "việc cần làm ngày 24/09/2026" in request.values["text"]
    assert letters(office) == []
    office.ok("remind")
    assert len(service.requests) == 1
    service.says(200, {"ok": False, "error_code": 401, "description": "Unauthorized"})
    office.ok("doctor")
    kept = [path for path in office.folder.rglob("*") if path.is_file() and path.name != "secrets.toml"]
    assert any(path.suffix == ".sqlite" for path in kept)
    assert [path.name for path in kept if b"bi-mat-cua-bot" in path.read_bytes()] == []


def test_a_refusal_inside_a_200_goes_on_to_the_letter(office: Desk, service: Service) -> None:
    office.ok("people", "contact", "hien", "--email", "hien@may-binh-an.example")
    service.says(200, {"ok": False, "error_code": 403, "description": "Forbidden"})
    assert "→ Zalo" not in office.ok("remind").out
    assert len(letters(office)) == 1


def test_what_the_only_channel_does_not_take_waits_and_lies_in_no_folder(office: Desk, service: Service) -> None:
    for number in (429, 403):
        service.says(200, {"ok": False, "error_code": number, "description": "x"})
        assert office.run("remind").status == 4
        assert letters(office) == []
    service.says(200, {"ok": True, "result": {"message_id": "1", "date": 1}})
    assert "→ Zalo 6ede9afa66b88fe6d6a9" in office.ok("remind").out


def test_silence_is_no_reason_for_a_second_channel(office: Desk, service: Service) -> None:
    service.says(200, {"ok": True}, delay=1.5)
    failed = office.run("remind")
    assert failed.status == 4
    assert "Tin có thể đã tới" in failed.err
    assert TOKEN not in failed.err + failed.out
    assert letters(office) == []
    service.says(200, {"ok": True, "result": {"message_id": "1", "date": 1}})
    assert "→ Zalo 6ede9afa66b88fe6d6a9" in office.ok("remind").out
    assert letters(office) == []
    assert len(service.requests) == 2
