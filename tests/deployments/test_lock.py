"""One Prefect a workspace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deployments.environment import environment, import_roots
from deployments.lock import Holder, held, present_holder
from dondoc.errors import Conflict

ME = Holder(pid=os.getpid(), command="up", api_url="http://127.0.0.1:4200/api")


def test_a_second_one_is_refused_and_told_who_is_there(tmp_path: Path) -> None:
    with held(tmp_path, ME):
        with pytest.raises(Conflict) as refused, held(tmp_path, ME):
            pass
        assert present_holder(tmp_path) == ME
    assert refused.value.message_code == "prefect.running"
    assert refused.value.params == {"pid": os.getpid(), "command": "up"}


def test_it_is_free_again_afterwards(tmp_path: Path) -> None:
    with held(tmp_path, ME):
        pass
    assert present_holder(tmp_path) is None
    with held(tmp_path, ME):
        assert present_holder(tmp_path) == ME


def test_it_is_free_again_when_its_holder_was_killed(tmp_path: Path) -> None:
    words = (
        "import sys, time; from pathlib import Path; from deployments.lock import Holder, held\n"
        "with held(Path(sys.argv[1]), Holder(pid=1, command='up', api_url='')): "
        "print('held', flush=True); time.sleep(60)"
    )
    env = environment(os.environ, home=tmp_path, roots=import_roots())
    with subprocess.Popen([sys.executable, "-c", words, str(tmp_path)], stdout=subprocess.PIPE, env=env) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Conflict), held(tmp_path, ME):
            pass
        other.kill()
    with held(tmp_path, ME):
        assert present_holder(tmp_path) == ME
