"""Reading a decisions file for the commands that take one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dondoc.cli.context import read_text, require_area
from dondoc.core.commitment import Commitment

if TYPE_CHECKING:
    from dondoc.core.report import SourceDocument
    from dondoc.usecases.decisions_file import DecisionsFile
    from dondoc.usecases.review_commitments import Addition, Decision
    from dondoc.wiring import Office


def read_decisions(path: Path) -> "DecisionsFile":
    """The file as written; BadInput `file.unreadable`, `decisions.invalid`."""
    from dondoc.usecases.decisions_file import parse_decisions

    return parse_decisions(read_text(path), path.name)


def resolve(
    office: "Office", entries: "DecisionsFile", source: "SourceDocument", commitments: Sequence[Commitment]
) -> "tuple[list[Decision], list[Addition]]":
    """What the file says of these drafts; BadInput `decisions.*`, `area.unknown`."""
    from dondoc.usecases.decisions_file import resolve_decisions

    for area in (*(d.area for d in entries.decisions), *(a.area for a in entries.additions)):
        require_area(office, area)
    return resolve_decisions(entries, source, commitments)
