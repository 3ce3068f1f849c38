"""The program as people start it: exit status, both streams, one sentence a failure, and what it loads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from console import REPORT, dondoc

ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("DONDOC_")}


def program(*arguments: str, cwd: Path, typed: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dondoc.cli.main", *arguments]
    return subprocess.run(
        command, cwd=cwd, input=typed, capture_output=True, text=True, encoding="utf-8", check=False, env=ENVIRONMENT
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("may")
    (folder / "bao-cao.txt").write_text(REPORT, encoding="utf-8")
    assert program("init", "so", cwd=folder).returncode == 0
    return folder / "so"


def test_well_is_zero_and_stands_on_standard_output(workspace: Path) -> None:
    ended = program("ingest", "../bao-cao.txt", cwd=workspace)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "3 cam kết nháp" in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("show", "KHONGCO"), 1),
        (("ingest", "khong-co.docx"), 1),
        (("list", "--khong-co"), 2),
        (("khong-co",), 2),
        (("show",), 2),
        (("ingest", "khong-co.docx", "../bao-cao.txt"), 3),
        (("--version",), 0),
    ],
)
def test_the_exit_status_says_what_became_of_it(workspace: Path, arguments: tuple[str, ...], status: int) -> None:
    ended = program(*arguments, cwd=workspace)
    assert ended.returncode == status
    assert bool(ended.stderr) == (status != 0)
    assert "Traceback" not in ended.stderr + ended.stdout


def test_a_service_that_does_not_answer_is_four(workspace: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "dondoc.cli.main", "list"],
        cwd=workspace,
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT | {"DONDOC_DATABASE_URL": "sqlite:////no/such/folder/so.sqlite"},
    )
    assert ended.returncode == 4
    assert ended.stderr.startswith("Lỗi: Không dùng được cơ sở dữ liệu")


def test_a_review_that_is_cut_off_is_130_and_writes_nothing(workspace: Path) -> None:
    program("ingest", "../bao-cao.txt", cwd=workspace)
    ended = program("review", cwd=workspace, typed="\n")
    assert ended.returncode == 130
    assert "Đã dừng" in ended.stderr
    assert "cam kết nháp chờ xác nhận" in program("list", cwd=workspace).stdout


def test_a_reader_who_has_seen_enough_is_no_fault(workspace: Path) -> None:
    command = [sys.executable, "-m", "dondoc.cli.main", "extract", "../bao-cao.txt", "--with-text"]
    with subprocess.Popen(
        command, cwd=workspace, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        said = child.stderr.read().decode()
    assert "Traceback" not in said
    assert "Lỗi" not in said


def test_a_fault_of_ours_is_one_sentence_and_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program_ = (
        "import sys, tempfile; tempfile.tempdir = sys.argv[1]\n"
        "from dondoc.cli import main, task_commands\n"
        "def broken(*_, **__): raise RuntimeError('bí mật')\n"
        "task_commands.open_workspace = broken\n"
        "sys.exit(main.main(['list']))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program_, str(tmp_path)], capture_output=True, text=True, check=False, env=ENVIRONMENT
    )
    (trace,) = tmp_path.iterdir()
    assert ended.returncode == 1
    assert str(trace) in ended.stderr
    assert "bí mật" not in ended.stderr
    assert "RuntimeError: bí mật" in trace.read_text(encoding="utf-8")


def test_starting_the_program_loads_nothing_heavy() -> None:
    heavy = ("prefect", "pandas", "sqlalchemy", "alembic", "trafilatura", "lxml", "docx", "fastapi", "jinja2")
    code = f"import sys, dondoc.cli.main; print([m for m in {heavy!r} if m in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert ended.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", "--overdu"), "không có tùy chọn --overdu. Có phải --overdue"),
        (("show",), "còn thiếu tham số CODE"),
        (("waive", "X", "--reason", "x"), "còn thiếu --by"),
        (("list", "--status", "xong"), "--status: chỉ nhận một trong: draft, open, done"),
        (("activity", "link", "mot", "X"), "tham số ACTIVITY: phải là số nguyên"),
        (("review", "--accept-above", "3"), "--accept-above: không được quá 1"),
        (("list", "--unit"), "tùy chọn --unit dùng chưa đúng"),
        (("show", "A", "B"), "thừa tham số: B"),
        (("lits",), "không có lệnh như vậy. Các lệnh: init, "),
        (("units", "xoa"), "không có lệnh như vậy. Các lệnh: list, add, import"),
    ],
)
def test_a_wrong_command_line_is_explained_in_vietnamese(arguments: tuple[str, ...], words: str) -> None:
    outcome = dondoc(*arguments)
    assert outcome.status == 2
    assert outcome.err.startswith("Lỗi: ")
    assert words in outcome.err
    assert "--help" in outcome.err


def test_without_arguments_the_help_is_shown() -> None:
    assert "ingest" in dondoc().out
    assert "import" in dondoc("units").out
    assert dondoc("--help").status == 0
