"""ack and snooze at the terminal."""

import pytest
from console import Desk

CLASSES = "CDCSXGM-2026-H2-01"


@pytest.fixture
def told(busy: Desk) -> Desk:
    busy.ok("people", "add", "Trần Thị Hiền", "--role", "officer", "--code", "hien")
    return busy


def test_da_nhan_is_kept_for_the_person_named(told: Desk) -> None:
    out = told.ok("ack", CLASSES, "--as", "hien").out
    assert f"{CLASSES}: Trần Thị Hiền đã nhận" in out
    assert "báo đã nhận nhắc việc" in told.ok("show", CLASSES).out


def test_nhac_lai_sau_says_until_when(told: Desk) -> None:
    out = told.ok("snooze", CLASSES, "--until", "15/7/2026", "--as", "Trần Thị Hiền").out
    assert "từ ngày 15/07/2026 mới nhắc lại Trần Thị Hiền" in out
    refused = told.run("snooze", CLASSES, "--until", "15/9/2026", "--as", "hien")
    assert (refused.status, "14 ngày" in refused.err) == (1, True)


def test_who_is_nobody_in_the_list_is_asked_for(told: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told.run("ack", CLASSES, "--as", "ai-do").status == 1
    monkeypatch.setenv("DONDOC_ACTOR", "may-chu")
    unnamed = told.run("ack", CLASSES)
    assert (unnamed.status, "--as" in unnamed.err) == (1, True)
