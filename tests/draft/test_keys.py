"""Each paragraph of a report has a name that stays with its facts."""

from dondoc.draft.keys import with_keys
from dondoc.draft.report_context import Group, Line, Section


def results(*lines: Line) -> Section:
    return Section(number="II.", heading="KẾT QUẢ", key="results", groups=(Group(lines=lines),))


def keys_of(section: Section) -> list[str]:
    [keyed] = with_keys([section])
    return [line.key for group in keyed.groups for line in group.lines]


def test_a_line_keeps_its_name_when_its_words_and_place_change() -> None:
    one, other = Line(text="- Đã họp.", codes=("A-01",)), Line(text="- Đã tặng quà.", codes=("A-02",))
    before = keys_of(results(one, other))
    after = keys_of(results(other, Line(text="- Đã họp 02 lần.", codes=("A-01",))))
    assert before == after[::-1]
    assert all(key.startswith("results.") and len(key) <= 64 for key in before)


def test_two_lines_on_one_commitment_have_two_names() -> None:
    same = Line(text="- Đã họp.", codes=("A-01",))
    first, second = keys_of(results(same, same))
    assert second == f"{first}.2"


def test_an_unplanned_activity_and_a_line_of_nothing_have_names_of_their_own() -> None:
    lines = (Line(text="- Ngoài kế hoạch.", activities=(1,)), Line(text="- Không có."))
    first, second = keys_of(results(*lines))
    assert first != second == "results.g1.2"
