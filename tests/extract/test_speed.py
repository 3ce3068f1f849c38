"""Twice the text is about twice the work, counted in calls, and a megabyte of it takes less than 200 MB."""

import cProfile
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from extract.hostile_texts import BUSY, HEAD, MEGABYTE, PLAN, document, over
from extract.reading import lexicon

from dondoc.extract.pipeline import extract

BENCH = Path(__file__).parents[2] / "tools" / "bench.py"
#: Long enough for what is only done once to weigh little.
LENGTH = 8_000
#: Without rows of a table, whose heads are read again after each heading.
PIECES = {"a plan": PLAN} | {
    name: BUSY[name] for name in ("và", "a, a", "tổ chức 02 lớp,", "05", "quý I", "lines", "rows")
}


def calls(text: str) -> int:
    """Calls of functions for one extraction; the same each time."""
    one, known = document(text), lexicon()
    profile = cProfile.Profile()
    profile.runcall(extract, one, known)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", sorted(PIECES))
def test_twice_the_text_is_about_twice_the_work(name: str) -> None:
    calls(HEAD + over(PIECES[name], LENGTH))  # what is compiled once is compiled now
    once, twice = (calls(HEAD + over(PIECES[name], LENGTH * times)) for times in (1, 2))
    assert twice / once < 2.3


@pytest.mark.slow
def test_a_megabyte_of_text_takes_less_than_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    text = (HEAD + over(PLAN, MEGABYTE)).encode()[:MEGABYTE].decode(errors="ignore")
    path.write_text(text, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, str(BENCH), "--as-reader", str(path)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout)
    assert told["commitments"] > 1_000
    assert told["after"] - told["before"] < 200
