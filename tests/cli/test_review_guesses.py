"""What was guessed of a draft is shown at review, can be asked for its reasons, and is changed by a letter."""

import json

import pytest
from console import REPORT, Desk, Outcome

PLAN = (
    "1. Các tổ công đoàn sinh hoạt mỗi tháng 02 buổi.\n"
    "2. Tiếp tục nâng cao chất lượng sinh hoạt tổ.\n"
    "3. Kết nạp từ 20 đến 25 đoàn viên, trong đó nữ từ 30% trở lên.\n"
)


@pytest.fixture
def drafts(desk: Desk) -> Desk:
    head, _, _ = REPORT.partition("1. Tổ chức")
    for name in ("Tổ công đoàn 1", "Tổ công đoàn 2"):
        desk.ok("units", "add", name)
    desk.ok("ingest", desk.file("bao-cao.txt", f"{head}{PLAN}\nNơi nhận:\n- Lưu VT.\n"))
    return desk


def walk(desk: Desk, *lines: str) -> Outcome:
    return desk.run("review", typed="".join(f"{line}\n" for line in lines))


def test_the_screen_shows_what_was_guessed(drafts: Desk) -> None:
    out = walk(drafts, "", "", "", "q").out
    for words in (
        "đoán cách tính: cộng các lần, tính cho từng kỳ, phải đạt",
        "đoán cách chia việc: mỗi nơi làm riêng",
        "đoán: chỉ là định hướng",
        "[Kết nạp từ 20 đến 25 đoàn viên, trong đó] nữ từ 30% trở lên",
    ):
        assert words in out


def test_what_is_accepted_without_a_word_is_as_guessed(drafts: Desk) -> None:
    # Two union groups for six months; a direction; a number and its part.
    assert "Đã xác nhận 4 cam kết (14 phần việc, 1 định hướng)" in walk(drafts, "", "", "", "").out


def test_a_direction_can_be_taken_for_a_task(drafts: Desk) -> None:
    assert "(15 phần việc, 0 định hướng)" in walk(drafts, "", "v", "", "").out


def test_a_date_makes_a_task_of_a_direction(drafts: Desk) -> None:
    assert "(15 phần việc, 0 định hướng)" in walk(drafts, "", "s", "", "1/10/2026", "", "", "", "").out


def test_the_reasons_are_told(drafts: Desk) -> None:
    out = walk(drafts, "x", "q").out
    assert "– Nhịp định kỳ đọc từ «mỗi tháng»." in out
    assert "– Chủ trì là chủ thể của câu: «Các tổ công đoàn»." in out


def test_how_it_counts_and_who_shares_it_are_changed_by_a_letter(drafts: Desk) -> None:
    outcome = walk(drafts, "p", "m", "c", "", "c", "", "a")
    assert "lấy số mới nhất, tính cho cả cam kết, phải đạt" in outcome.out
    assert "cùng làm, nơi đầu tiên chủ trì" in outcome.out
    assert "Đã xác nhận 4 cam kết (8 phần việc" in outcome.out


def test_a_letter_that_is_none_is_said_at_once(drafts: Desk) -> None:
    outcome = walk(drafts, "p", "z", "q")
    assert "Không hiểu “z”" in outcome.err
    assert "c, m, l, t" in outcome.err


def test_where_nothing_was_guessed_nothing_is_asked(drafts: Desk) -> None:
    assert "không có phỏng đoán nào" in walk(drafts, "", "p", "q").err


def test_the_two_ends_of_a_range_stay_one_figure(drafts: Desk) -> None:
    outcome = walk(drafts, "", "", "p", "m", "", "", "", "", "q")
    assert "từ 20 đến 25 đoàn viên (lấy số mới nhất" in outcome.out


def test_the_decisions_file_spells_the_guesses_out(drafts: Desk) -> None:
    written = drafts.ok("review", "--json").json()
    assert isinstance(written, dict)
    each, vague, sum_, part = written["decisions"]
    assert (each["mode"], each["targets"][0]["per"]) == ("each", "slot")
    assert vague["verdict"] == "direction"
    assert [one["role"] for one in sum_["targets"]] == ["range_low", "range_high"]
    assert "mode" not in part
    each["mode"] = "together"
    vague["verdict"] = "task"
    path = drafts.file("quyet-dinh.json", json.dumps(written))
    assert "(9 phần việc, 0 định hướng)" in drafts.ok("review", "--decisions", path).out


def test_confirmed_words_bear_no_brackets(drafts: Desk) -> None:
    drafts.ok("review", "--accept-all")
    names = json.dumps(drafts.ok("list", "--json").json(), ensure_ascii=False)
    assert "Kết nạp từ 20 đến 25 đoàn viên, trong đó nữ từ 30% trở lên" in names
    assert "trong đó]" not in names
