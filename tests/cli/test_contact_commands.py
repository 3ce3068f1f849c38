"""The ways to a person on the command line, and codes for the bots."""

import re

from console import Desk


def listed(desk: Desk, code: str) -> list[tuple[str, str]]:
    rows = desk.ok("people", "list", "--json").json()
    assert isinstance(rows, list)
    (row,) = [row for row in rows if row["code"] == code]
    return [(way["channel"], way["address"]) for way in row["channels"]]


def test_ways_are_added_ordered_shown_and_taken_away(desk: Desk) -> None:
    desk.ok("people", "add", "Người Mới", "--code", "moi", "--email", "moi@vi.du")
    out = desk.ok("people", "contact", "moi", "--zalo", "6ede9a", "--sms", "0912 345 678").out
    assert out.splitlines() == [
        "Người Mới (mã moi) nhận tin theo thứ tự:",
        "  1. moi@vi.du",
        "  2. Zalo 6ede9a",
        "  3. SMS 0912345678",
    ]
    desk.ok("people", "contact", "moi", "--order", "zalo,email")
    assert listed(desk, "moi") == [("zalo", "6ede9a"), ("email", "moi@vi.du"), ("sms", "0912345678")]
    desk.ok("people", "set", "moi", "--email", "khac@vi.du")
    assert listed(desk, "moi")[1] == ("email", "khac@vi.du")
    desk.ok("people", "contact", "moi", "--zalo", "6ede9a", "--remove")
    assert listed(desk, "moi") == [("email", "khac@vi.du"), ("sms", "0912345678")]
    assert "còn nguyên vẹn" in desk.ok("verify").out


def test_only_somebody_without_any_way_is_written_to_in_the_folder(desk: Desk) -> None:
    desk.ok("people", "add", "Người Mới", "--code", "moi")
    assert listed(desk, "moi") == [("email", "moi@localhost")]
    desk.ok("people", "contact", "moi", "--webhook", "phong-to-chuc")
    assert listed(desk, "moi") == [("webhook", "phong-to-chuc")]


def test_what_a_channel_cannot_know_is_refused(desk: Desk) -> None:
    desk.ok("people", "add", "Người Mới", "--code", "moi")
    for option, address in (("--sms", "gọi sau"), ("--zalo", "hai từ"), ("--webhook", "http://x"), ("--email", "x")):
        refused = desk.run("people", "contact", "moi", option, address)
        assert (refused.status, address in refused.err) == (1, True), option
    missing = desk.run("people", "contact", "moi", "--zalo", "6ede9a", "--remove")
    assert (missing.status, "không có địa chỉ 6ede9a trên kênh Zalo" in missing.err) == (1, True)
    unknown = desk.run("people", "contact", "moi", "--order", "fax")
    assert (unknown.status, "fax" in unknown.err) == (1, True)
    assert desk.run("people", "contact", "moi", "--remove").status == 2


def test_a_code_is_printed_with_the_day_on_which_it_ends(desk: Desk) -> None:
    desk.ok("people", "add", "Người Mới", "--code", "moi")
    out = desk.ok("people", "pair", "moi", "--channel", "zalo").out
    assert re.search(r"Mã ghép nối Zalo của Người Mới: [A-Z2-9]{4}-[A-Z2-9]{4}\n", out)
    assert "trước 08:00 ngày 09/07/2026" in out
    refused = desk.run("people", "pair", "moi", "--channel", "sms")
    assert (refused.status, "không ghép nối bằng mã" in refused.err) == (1, True)
