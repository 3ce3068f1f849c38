"""What the internal page shows beside a sentence or a row: its commitments, and where each of its figures comes from.

Nothing of it is seen until somebody asks for it, so the page reads, prints and is read back like the other forms.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.draft.report_context import Figure, Line, Origin, Print, ReportContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words, and the place on the page that they lead to ("" for none)."""

    words: str
    target: str = ""
    #: What stands round the linked words.
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A figure with its meaning and its origins."""

    text: str
    meaning: str
    origins: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What opens beside a sentence or a row."""

    #: Id of the box.
    id: str
    #: For who does not see the mark: "Nguồn: CD-2017-H2-01".
    label: str
    codes: tuple[Link, ...]
    figures: tuple[Sourced, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that the page shows on demand; nothing in a print for the superior."""

    #: By the key of the line.
    of_lines: dict[str, Source]
    #: By (number of the annex from 1, number of the row from 1).
    of_rows: dict[tuple[int, int], Source]
    #: Ids of rows, by the same numbers: each code leads to its first row.
    rows: dict[tuple[int, int], str]


def sources_of(context: ReportContext) -> Sources:
    """What the page can show of the report; empty unless it is the internal print."""
    found = Sources(of_lines={}, of_rows={}, rows={})
    if context.print is not Print.INTERNAL:
        return found
    anchors: dict[str, str] = {}
    for number, annex in enumerate(context.annexes, 1):
        for place, row in enumerate(annex.rows, 1):
            if row.code and row.code not in anchors:
                anchors[row.code] = found.rows[number, place] = f"ma-{_id(row.code)}"
    for number, annex in enumerate(context.annexes, 1):
        for place, row in enumerate(annex.rows, 1):
            if row.figures:
                name = f"nguon-{number}-{place}"
                found.of_rows[number, place] = _source(
                    name, (row.code,) if row.code else (), row.figures, anchors, in_row=True
                )
    for line in _lines(context):
        if line.key and (line.codes or line.figures) and line.key not in found.of_lines:
            found.of_lines[line.key] = _source(f"nguon-{_id(line.key)}", line.codes, line.figures, anchors)
    return found


def _lines(context: ReportContext) -> Iterator[Line]:
    for section in context.sections:
        yield from section.paragraphs
        for group in section.groups:
            yield from group.lines


def _source(
    name: str, codes: tuple[str, ...], figures: tuple[Figure, ...], anchors: dict[str, str], *, in_row: bool = False
) -> Source:
    label = "Nguồn số liệu" + (f": {', '.join(codes)}" if codes else "")
    # A row need not lead to itself.
    links = () if in_row else tuple(Link(words=code, target=anchors.get(code, "")) for code in codes)
    return Source(id=name, label=label, codes=links, figures=tuple(_sourced(figure, anchors) for figure in figures))


def _sourced(figure: Figure, anchors: dict[str, str]) -> Sourced:
    return Sourced(
        text=figure.text, meaning=figure.meaning, origins=tuple(_link(origin, anchors) for origin in figure.origins)
    )


def _link(origin: Origin, anchors: dict[str, str]) -> Link:
    """The origin in its words; only its code is a link, and of a promise whose row is on the page the code suffices."""
    target = _target(origin, anchors)
    if target and origin.kind == "commitment":
        return Link(words=origin.ref, target=target)
    if not target or origin.ref not in origin.label:
        return Link(words=origin.label, target=target)
    before, code, after = origin.label.partition(origin.ref)
    return Link(words=code, target=target, before=before, after=after)


def _target(origin: Origin, anchors: dict[str, str]) -> str:
    """The row of the commitment that the origin is, or is a part of ("CD-2017-H2-05.3")."""
    if origin.kind not in {"commitment", "slot", "attestation"}:
        return ""
    return anchors.get(origin.ref) or anchors.get(origin.ref.rpartition(".")[0], "")


def _id(name: str) -> str:
    """A name as the id of an element: no white space, nothing that a link would have to write otherwise."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else f"_{ord(c):x}_" for c in name)
