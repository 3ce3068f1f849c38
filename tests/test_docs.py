"""The pages of the repository: their links lead somewhere."""

import re
from pathlib import Path

import pytest

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
        "docs/vocabulary.md",
        "docs/grammar.md",
        "docs/results.md",
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
