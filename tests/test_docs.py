"""The pages of the repository: their links lead somewhere."""

import re
from pathlib import Path

import pytest

from dondoc.messages.answers import MESSAGES as ANSWERS

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "docs/glossary.md",
        "docs/commands.md",
        "docs/answers.md",
        "docs/channels.md",
        "docs/evidence.md",
        "docs/vocabulary.md",
        "docs/grammar.md",
        "docs/grading.md",
        "docs/reports.md",
        "docs/results.md",
        "docs/templates.md",
    ],
)
def test_every_link_of_a_page_leads_to_a_file(page: str) -> None:
    source = ROOT / page
    links = LINK.findall(source.read_text(encoding="utf-8"))
    assert [link for link in links if not (source.parent / link).is_file()] == []


def test_the_readme_names_both_commands_and_shows_pictures() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text
    assert len(re.findall(r"!\[", text)) >= 2


def test_the_page_of_answers_says_when_each_answer_link_or_wish_is_refused() -> None:
    text = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
    refusals = [code for code in ANSWERS if code.split(".")[0] in {"answer", "link", "request"}]
    assert [code for code in refusals if f"`{code}`" not in text] == []
    assert len(refusals) > 10
