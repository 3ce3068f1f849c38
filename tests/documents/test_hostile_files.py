"""Files made to harm give a result or one clear refusal, within 30 seconds of work and 1 GB; nothing is run or fetched.

They are read in a process of its own (hostile_child.py), which stops and tells every act that a reader has no business
to do; a server here counts who comes to fetch.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from documents.builders import body, paragraph
from documents.hostile_files import HTML, PDF, TEXT, WORD, Builder, one_page, page

from dondoc.messages import MESSAGES

HERE = Path(__file__).parent
GROUPS: dict[str, dict[str, Builder]] = {"docx": WORD, "html": HTML, "pdf": PDF, "txt": TEXT}
CASES = [
    pytest.param(ending, name, id=f"{ending}: {name}", marks=pytest.mark.xdist_group(f"hostile {ending}"))
    for ending, builders in GROUPS.items()
    for name in builders
]
HIDDEN = "chìa khóa két sắt 4711"
#: What must be refused, and how; all else may give a result too.
REFUSED = {
    "a part of 60 million spaces": "document.too_long",
    "styles of 60 million spaces": "document.too_long",
    "a head of 60 million spaces": "document.too_long",
    "12,000 members": "document.too_long",
    "a billion laughs": "document.damaged",
    "quadratic entities": "document.damaged",
    "100,000 empty paragraphs": "document.empty",
    "a million empty paragraphs": "document.too_long",
    "a line of 5 MB": "document.too_long",
    "40 MB of words": "document.too_long",
    "100,000 pages": "document.too_long",
    "100,000 pages that are not there": "document.too_long",
}


class Bait:
    """A server that serves nothing and counts who comes."""

    def __init__(self) -> None:
        self.visits = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()

    def close(self) -> None:
        self._socket.close()


class Cage:
    """Reads the files of one ending, all in one process as long as it lives."""

    def __init__(self, folder: Path, bait: Bait) -> None:
        self._folder, self._bait = folder, bait
        self._told: dict[str, dict[str, dict[str, object]]] = {}
        self._secret = folder / "secret.txt"
        self._secret.write_text(HIDDEN, encoding="utf-8")
        self._warm = folder / "warm"
        self._warm.mkdir()
        (self._warm / "a.docx").write_bytes(body(paragraph("Một")))
        (self._warm / "a.html").write_bytes(page("<nav>x</nav><p>Tổ chức 02 lớp ngày 15/9/2025.</p>"))
        (self._warm / "a.pdf").write_bytes(one_page())
        (self._warm / "a.txt").write_text("Kế hoạch\nTổ chức 02 lớp.", encoding="utf-8")

    def outcome(self, ending: str, name: str) -> dict[str, object]:
        """What came of a file."""
        if ending not in self._told:
            self._told[ending] = self._read_all(ending, GROUPS[ending])
        return self._told[ending][name]

    def _read_all(self, ending: str, builders: dict[str, Builder]) -> dict[str, dict[str, object]]:
        folder = self._folder / ending
        folder.mkdir()
        names = {f"{number:03}.{ending}": name for number, name in enumerate(builders)}
        for file, name in names.items():
            (folder / file).write_bytes(builders[name]((self._bait.address, str(self._secret))))
        told: dict[str, dict[str, object]] = {}
        while len(told) < len(names):
            for line in self._read(folder):
                found = json.loads(line)
                told[names[found["file"]]] = found
                if not found.get("begins"):
                    (folder / found["file"]).unlink()
            for path in folder.iterdir():  # the one at which the process died, and those behind it
                if names[path.name] in told:
                    path.unlink()
        return told

    def _read(self, folder: Path) -> list[str]:
        command = [sys.executable, str(HERE / "hostile_child.py"), str(self._warm), str(folder)]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        ended = subprocess.run(command, check=False, capture_output=True, text=True, env=environment, cwd=self._folder)
        lines = ended.stdout.splitlines()
        assert lines, ended.stderr
        return lines


@pytest.fixture(scope="module")
def bait() -> Iterator[Bait]:
    opened = Bait()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def cage(tmp_path_factory: pytest.TempPathFactory, bait: Bait) -> Cage:
    return Cage(tmp_path_factory.mktemp("hostile"), bait)


@pytest.mark.parametrize(("ending", "name"), CASES)
def test_a_hostile_file_gives_a_result_or_one_clear_refusal(cage: Cage, bait: Bait, ending: str, name: str) -> None:
    outcome = cage.outcome(ending, name)
    assert "code" in outcome, "the process died: too much time or memory"
    code = str(outcome["code"])
    assert code == REFUSED.get(name, code)
    assert not code or code in MESSAGES
    assert outcome["acts"] == []
    assert HIDDEN not in str(outcome.get("text"))
    assert bait.visits == 0


def test_nothing_was_unpacked_outside() -> None:
    assert not any(Path("/", folder, "climbed-out").exists() for folder in ("tmp", "etc"))
