"""No text keeps the extraction busy for ever: each hostile one is read within 30 seconds of work and 1 GB.

In the small size most texts are half as long and have 7 seconds.

A pattern that tries in many ways, or a rule that looks through the rest of the text at each word, would need hours for
some of them. They are read in a process of its own, which is stopped at the bound.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from extract.hostile_texts import texts

pytestmark = pytest.mark.slow
NAMES = [name for name, _ in texts()]


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, object]]:
    """What came of each text; where the process died, the next one goes on behind it."""
    told: dict[str, dict[str, object]] = {}
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    first = 0
    while first < len(NAMES):
        command = [sys.executable, str(Path(__file__).with_name("hostile_texts.py")), str(first)]
        ended = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        lines = [json.loads(line) for line in ended.stdout.splitlines()]
        assert lines, ended.stderr
        told |= {line["name"]: line for line in lines}
        first = lines[-1]["number"] + 1
    return told


@pytest.mark.xdist_group("hostile texts")
@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_text_is_read_in_time(outcomes: dict[str, dict[str, object]], name: str) -> None:
    assert outcomes[name].get("ordered") is True, "the process died: too much time or memory"
