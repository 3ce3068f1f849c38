"""A page that shows a document with its commitments marked in place, for `dondoc extract --format html`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dondoc.core.document import Document
from dondoc.core.extraction import Extraction, FoundCommitment


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `number` is that of the commitment it belongs to, 0 for none."""

    text: str
    number: int
    note: str


def render_extraction(document: Document, extraction: Extraction, template_dirs: Sequence[Path]) -> str:
    """The page, standing alone; the text is shown whole, every commitment marked and numbered."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in template_dirs]), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html.j2").render(
        name=document.name,
        header=extraction.header,
        pieces=list(_pieces(document.text, extraction.commitments)),
        commitments=extraction.commitments,
    )


def _pieces(text: str, commitments: Sequence[FoundCommitment]) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for number, commitment in enumerate(commitments, start=1):
        if commitment.start < at:
            continue
        found.append(Piece(text[at : commitment.start], 0, ""))
        found.append(Piece(text[commitment.start : commitment.end], number, _note(commitment)))
        at = commitment.end
    found.append(Piece(text[at:], 0, ""))
    return [piece for piece in found if piece.text]


def _note(commitment: FoundCommitment) -> str:
    due = f"{commitment.due:%d/%m/%Y}" if commitment.due else "chưa có hạn"
    return f"hạn {due} · độ tin cậy {commitment.confidence:.2f} · " + " · ".join(commitment.reasons)
