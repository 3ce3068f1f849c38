"""The whole of extraction: Document to Extraction, by rules, with the place and the reasons of all that was found."""

from dataclasses import replace

from dondoc.core.document import Document
from dondoc.core.extraction import Extraction, FoundCommitment
from dondoc.extract.anchor import Anchor
from dondoc.extract.confidence import rate
from dondoc.extract.doubts import find_doubts
from dondoc.extract.flow import Sentence, read_flow
from dondoc.extract.header import find_periods, named_year, read_header
from dondoc.extract.layout import read_layout
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.plan_table import TableReader
from dondoc.extract.reader import Reader
from dondoc.extract.secrecy import find_stamp
from dondoc.extract.section_guess import guess_sections
from dondoc.extract.sections import Role, place
from dondoc.extract.tables import Table


def extract(document: Document, lexicon: Lexicon) -> Extraction:
    """Everything that can be read out of a document; never raises on any text."""
    layout = read_layout(document, lexicon)
    header = read_header(document, layout, lexicon)
    prior = Role.PLAN if layout.kind in lexicon.sections.plan_documents.words else Role.UNKNOWN
    placed = list(place(list(layout.body), prior, lexicon, official=bool(layout.kind)))
    placed = guess_sections(placed, prior, lexicon)
    stream = list(read_flow(placed, lexicon))
    cues = list(dict.fromkeys(one.cue for one in stream if isinstance(one, Sentence) and one.cue))
    votes = find_periods(layout, placed, cues, header.issued_on, lexicon)
    header = replace(header, reporting_period=votes.report, plan_period=votes.plan)
    anchor = Anchor(plan=header.plan_period, issued_on=header.issued_on, named_year=named_year(layout))
    # The title of a plan tells its subject; that of a report only says that it is one.
    title = header.title or "" if prior is Role.PLAN else ""
    reader = Reader(lexicon=lexicon, anchor=anchor, issuer=header.issuer, superior=header.superior, title=title)
    tables = TableReader(lexicon=lexicon, anchor=anchor, issuer=header.issuer)
    for one in stream:
        if isinstance(one, Sentence):
            reader.sentence(one)
        elif isinstance(one.element, Table):
            reader.found.extend(tables.read(one, one.element))
        else:
            reader.heading(one)
    commitments = tuple(
        replace(one, confidence=rate(one, header, lexicon.confidence)) for one in _in_order(document, reader.found)
    )
    has_plan = any(one.role is Role.PLAN for one in stream)
    return Extraction(
        header=header,
        commitments=commitments,
        stamp=find_stamp(document, lexicon),
        doubts=(*document.doubts, *find_doubts(document, header, commitments, lexicon, has_plan=has_plan)),
    )


def _in_order(document: Document, found: list[FoundCommitment]) -> tuple[FoundCommitment, ...]:
    """In the order of the text, without overlap, each with its slice; `parent` follows its commitment."""
    kept: list[FoundCommitment] = []
    places: dict[int, int] = {}
    for index in sorted(range(len(found)), key=lambda index: (found[index].start, -found[index].end)):
        one = found[index]
        if kept and one.start < kept[-1].end:
            continue
        places[index] = len(kept)
        parent = places.get(one.parent) if one.parent is not None else None
        kept.append(replace(one, text=document.text[one.start : one.end], parent=parent))
    return tuple(kept)
