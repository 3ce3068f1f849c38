"""A year of an office in a small size; `make year` lives the whole one."""

import shutil
from pathlib import Path

import pytest
from sizes import size

from tools.year import live
from tools.year_books import judge
from tools.year_facts import Ledger
from tools.year_faults import FAULTS, HARM
from tools.year_life import Course, Life
from tools.year_rules import Verdict
from tools.year_town import Size

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("year")]


def lived(folder: Path, days: int, *, size: Size, fault: str = "", crash: float = 0.0) -> Life:
    return live(Course(size=size, seed=3, days=days, crash=crash, outages=days // 80), folder, fault)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """Over a Tết, a merger and the first reports, with crashes; with the full size a year and a half."""
    return lived(tmp_path_factory.mktemp("nam"), size(560, small=177), size=Size(4, 24), crash=0.03)


def test_a_year_with_crashes_and_outages_breaks_no_rule(year: Life) -> None:
    assert year.verdict.violations == []
    assert year.verdict.by_slot["reminded"] > 5
    assert sum(year.house.fate.deaths.values()) > 0
    assert year.verdict.figures["days of outage"] > 1
    assert year.verdict.figures["issued reports"] > 1
    assert year.verdict.figures["slots settled in a report"] > 5


#: One for each rule; with the full size all of them.
PLANTED = {rule: fault for fault, (rule, _) in reversed(FAULTS.items())}.values() if size(0, small=1) else FAULTS


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_mistake_is_found_by_its_rule(fault: str, tmp_path: Path) -> None:
    rule, _ = FAULTS[fault]
    life = lived(tmp_path, 26 if fault == "tet" else 12, size=Size(2, 90), fault=fault)
    assert any(words.startswith(f"({rule})") for words in life.verdict.violations), life.verdict.violations[:5]


@pytest.mark.parametrize("harm", HARM)
def test_harm_done_to_the_books_is_found_by_its_rule(harm: str, year: Life, tmp_path: Path) -> None:
    rule, do = HARM[harm]
    file = tmp_path / "so.sqlite"
    shutil.copy(year.house.database_file, file)
    do(file)
    verdict = Verdict()
    judge(Ledger(file), verdict)
    assert any(words.startswith(f"({rule})") for words in verdict.violations), verdict.violations[:5]
