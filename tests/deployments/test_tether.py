"""A tethered command does not outlive the one who asked for it."""

import os
import subprocess
import sys
from pathlib import Path

from deployments.environment import environment, import_roots

PARENT = """
import subprocess, sys, time
from deployments.tether import tethered
child = subprocess.Popen(tethered([sys.executable, "-c", "print('here', flush=True); import time; time.sleep(60)"]))
time.sleep(60)
"""


def test_killing_the_parent_ends_the_command(tmp_path: Path) -> None:
    env = environment(os.environ, home=tmp_path, roots=import_roots())
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, env=env) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"here\n"
        parent.kill()
        # The pipe closes only once the command, which holds it too, has ended.
        assert parent.stdout.read() == b""


def test_a_command_whose_parent_is_already_gone_is_not_started(tmp_path: Path) -> None:
    env = environment(os.environ, home=tmp_path, roots=import_roots())
    command = [sys.executable, "-m", "deployments.tether", "1", sys.executable, "-c", "print('ran')"]
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
