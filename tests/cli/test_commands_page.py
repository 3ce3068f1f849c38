"""docs/commands.md is the list of commands: each with its help and an example that the program understands."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from dondoc.cli.main import app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
ROW = re.compile(r"\| `([a-z -]+)` \| (.+?) \| `(.+)` \|")


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with its words."""
    below = getattr(command, "commands", None)
    if below is None:
        yield path, command
        return
    for name, one in below.items():
        yield from commands(one, (*path, name))


COMMANDS = dict(commands(get_command(app)))
ROWS = {tuple(row[1].split()): (row[2], row[3]) for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))}


def test_the_page_lists_exactly_the_commands_in_their_order() -> None:
    assert list(ROWS) == list(COMMANDS)


@pytest.mark.parametrize("path", list(COMMANDS), ids=" ".join)
def test_a_command_and_its_options_have_help_and_the_page_repeats_it(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    assert ROWS[path][0] == command.help.splitlines()[0]
    for param in command.params:
        assert param.name == "help" or param.help, f"{' '.join(path)} {param.name} has no help"


@pytest.mark.parametrize("path", list(ROWS), ids=" ".join)
def test_an_example_is_a_command_line_that_is_understood(path: tuple[str, ...]) -> None:
    program, *words = shlex.split(ROWS[path][1].replace("“", '"').replace("”", '"'))
    assert (program, tuple(words[: len(path)])) == ("dondoc", path)
    COMMANDS[path].make_context(" ".join(path), words[len(path) :])


@pytest.mark.parametrize("path", list(COMMANDS), ids=" ".join)
def test_what_many_commands_share_is_spelled_alike(path: tuple[str, ...]) -> None:
    options = {option for param in COMMANDS[path].params for option in param.opts}
    without_workspace = {("init",), ("extract",), ("lint",)}
    assert ("--workspace" in options) == (path not in without_workspace)
    if path[-1] == "list":
        assert "--json" in options
