"""The outbox under fire, in a small size; `make soak` does the same with a thousand kills."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sizes import size

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("soak")]


def soak(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.soak", "--people", "8", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def figure(text: str, name: str) -> int:
    found = re.search(rf"^ *{re.escape(name)} +(\d+)$", text, re.MULTILINE)
    assert found is not None, text
    return int(found[1])


def test_nothing_is_lost_or_misdirected_however_often_the_process_is_killed() -> None:
    run = soak("--kills", "20", "--seed", "7")
    assert run.returncode == 0, run.stdout + run.stderr
    assert figure(run.stdout, "kills") >= 20
    for moment in ("before_claim", "after_claim", "in_data", "content_sent", "after_250", "before_mark"):
        assert figure(run.stdout, moment) >= 1
    assert figure(run.stdout, "violations (lost, misdirected, unexplained)") == 0
    sent, copies, doubles = (
        figure(run.stdout, name)
        for name in ("messages sent", "copies that the server took", "doubles, same Message-ID")
    )
    assert copies - doubles >= sent > 0
    assert figure(run.stdout, "letters in doubt for days") >= 1
    assert "seed 7" in run.stdout


def test_a_doubt_that_is_forgotten_overnight_is_always_found() -> None:
    """Nothing is left to chance: no process is killed, the server takes the letters, dies, and is away for days."""
    run = soak("--kills", "0", "--seed", "3", "--fault", "no_doubt")
    assert run.returncode == 1, run.stdout + run.stderr
    assert "was forgotten" in run.stdout
    assert "is withdrawn without a doubt, but the server took it" in run.stdout


FAULTS = {
    "mark_first": "is marked sent, but the server never took it",
    "no_claim": "without a reason",
    "own_id": "yet it arrived",
    "wrong_person": "went to",
    "new_talk": "was sent twice by one process",
}


#: A fault that shows only where two processes meet shows in one run or the next, as the machine has time for both.
SEEDS = ("3", "4", "5", "6", "7")


@pytest.mark.parametrize("fault", list(FAULTS)[: size(len(FAULTS), small=2)])
def test_a_planted_mistake_is_found(fault: str) -> None:
    runs = (soak("--kills", "16", "--seed", seed, "--fault", fault) for seed in SEEDS)
    run = next((run for run in runs if run.returncode), None)
    assert run is not None, f"{fault} was not found in {len(SEEDS)} runs"
    assert run.returncode == 1, run.stdout + run.stderr
    assert FAULTS[fault] in run.stdout
