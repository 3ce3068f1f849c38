"""A letter as a short message: its lines for a chat, with links where there are any, cut to what a channel takes."""

import re
from collections.abc import Mapping

from dondoc.draft.digest import shorten
from dondoc.draft.reminder_figures import count

#: "1. CDTL-2026-H2-04: …" as letters number their tasks for a chat.
_TASK = re.compile(r"\d+\. (\S+): ")


def short_text(chat: str, longest: int, links: Mapping[str, str] | None = None) -> str:
    r"""The chat form of a letter in at most `longest` characters.

    What stands before and after the numbered tasks stays: who is spoken to and how to answer. Tasks that do not fit
    are counted ("… còn 03 việc"). Links by the code of their task; none where there are no pages.

    >>> print(short_text("Đ/c An, việc cần làm:\n1. A-1: một\n2. A-2: hai\nTrả lời theo mã việc.", 60))
    Đ/c An, việc cần làm:
    … còn 02 việc
    Trả lời theo mã việc.
    """
    lines = chat.splitlines()
    places = [n for n, line in enumerate(lines) if _TASK.match(line)]
    if not places:
        return _cut(chat, longest)
    head, tail = lines[: places[0]], lines[places[-1] + 1 :]
    tasks = [_with_link(line, links or {}) for line in lines[places[0] : places[-1] + 1]]
    for shown in range(len(tasks), -1, -1):
        left = len(tasks) - shown
        more = [f"… còn {count(left)} việc"] if left else []
        text = "\n".join([*head, *tasks[:shown], *more, *tail])
        if len(text) <= longest:
            return text
    return _cut("\n".join([*head, f"… còn {count(len(tasks))} việc", *tail]), longest)


def _with_link(line: str, links: Mapping[str, str]) -> str:
    found = _TASK.match(line)
    link = links.get(found[1], "") if found else ""
    return f"{line}\n   Trả lời: {link}" if link else line


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else shorten(text, longest)
