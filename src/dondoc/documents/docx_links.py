"""Links inside the internal .docx: each sentence leads to its rows of the annexes, a row to its proofs and back.

While a report is a draft its sentences stand in content controls, and only the rows lead to them.

They are put in after the template is printed, so that an office's own template has them too. Nothing of them is seen:
the letters keep their look, and only a tooltip names the code.
"""

import hashlib
import re
from collections import deque
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count, pairwise
from typing import TYPE_CHECKING

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

from dondoc.draft.report_context import Annex, AnnexRow, Line, Origin, Print, ReportContext

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

#: Word allows 40 characters in the name of a bookmark.
_LONGEST_NAME = 40
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9_]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def link_report(document: WordDocument, context: ReportContext, public_url: str | None) -> None:
    """Put the links into a printed report; `public_url` is where proofs can be opened, None for nowhere.

    A print for the superior has none. A sentence that the template prints otherwise than it stands is left alone.
    """
    if context.print is not Print.INTERNAL:
        return
    linker = _Linker(document, public_url)
    rows = {row.code for annex in context.annexes for row in annex.rows if row.code}
    told: dict[str, str] = {}
    for line in _lines(context):
        codes = [code for code in line.codes if code in rows]
        paragraph = linker.paragraph_of(line.text) if codes else None
        if paragraph is not None:
            if not _is_in_control(paragraph):
                linker.lead_to_rows(paragraph, codes)
            place = linker.name_of(paragraph) or linker.mark(paragraph, _name("cau", line.key))
            for code in codes:
                told.setdefault(code, place)
    tables = iter(document.tables)
    for annex in context.annexes:
        table = next((t for t in tables if _is_of(t, annex)), None)
        if table is not None:
            linker.lead_from_rows(table, annex, told)


def _lines(context: ReportContext) -> Iterator[Line]:
    for section in context.sections:
        yield from section.paragraphs
        for group in section.groups:
            yield from group.lines


def _is_in_control(paragraph: "BaseOxmlElement") -> bool:
    """Whether a person writes into it: LibreOffice 7 saves a link inside a content control as text on the page."""
    return next(paragraph.iterancestors(qn("w:sdtContent")), None) is not None


def _is_of(table: Table, annex: Annex) -> bool:
    titles = [cell.text.strip() for cell in table.rows[0].cells] if table.rows else []
    return titles == [column.title for column in annex.columns]


def _name(kind: str, ref: str) -> str:
    """The name of a bookmark: letters, digits and underscores; what does not fit is told by a hash."""
    plain = f"{kind}_{_NOT_A_NAME.sub('_', ref)}"
    if len(plain) <= _LONGEST_NAME and _NOT_A_NAME.sub("", ref).replace("_", "") == re.sub(r"[-._]", "", ref):
        return plain
    return f"{kind}_{hashlib.sha256(ref.encode()).hexdigest()[:24]}"


class _Linker:
    """Bookmarks and hyperlinks of one document, numbered as they come."""

    def __init__(self, document: WordDocument, public_url: str | None) -> None:
        self._document = document
        self._url = public_url.rstrip("/") if public_url else None
        taken = {e.get(qn("w:id")) for e in document.element.body.iter(qn("w:bookmarkStart"))}
        self._ids = (str(number) for number in count(1) if str(number) not in taken)
        self._named: set[str] = set()
        self._paragraphs: dict[str, deque[BaseOxmlElement]] = {}
        for paragraph in document.element.body.iter(qn("w:p")):
            self._paragraphs.setdefault(" ".join(_text_of(paragraph).split()), deque()).append(paragraph)

    def paragraph_of(self, text: str) -> "BaseOxmlElement | None":
        """The first paragraph that reads so and was not asked for before; None where no paragraph does."""
        waiting = self._paragraphs.get(" ".join(text.split()))
        return waiting.popleft() if waiting else None

    def name_of(self, paragraph: "BaseOxmlElement") -> str:
        """The name of the bookmark that the paragraph has already; "" for none."""
        start = paragraph.find(qn("w:bookmarkStart"))
        return str(start.get(qn("w:name"))) if start is not None else ""

    def mark(self, paragraph: "BaseOxmlElement", name: str) -> str:
        """A bookmark over the whole paragraph, and its name; a name is given once."""
        if name in self._named:
            return name
        self._named.add(name)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        number = next(self._ids)
        for element in (start, end):
            element.set(qn("w:id"), number)
        start.set(qn("w:name"), name)
        properties = paragraph.find(qn("w:pPr"))
        paragraph.insert(0 if properties is None else 1, start)
        paragraph.append(end)
        return name

    def lead_to_rows(self, paragraph: "BaseOxmlElement", codes: Sequence[str]) -> None:
        """The words of a sentence as links to its rows: one code has them all, several share them word by word."""
        pieces = _shared_out(paragraph, len(codes))
        for code, runs in zip(codes, pieces, strict=False):
            _wrap(runs, tooltip=f"Mã {code}: xem phụ lục", anchor=_name("ma", code))

    def lead_from_rows(self, table: Table, annex: Annex, told: dict[str, str]) -> None:
        """Each row of an annex under its bookmark, its code leading back to the sentence, its proofs to their files."""
        keys = [column.key for column in annex.columns]
        for element, row in zip(table._tbl.tr_lst[1:], annex.rows, strict=False):  # noqa: SLF001 - no public way
            cells = element.tc_lst
            if not row.code or not cells:
                continue
            first = cells[0].find(qn("w:p"))
            if first is not None:
                self.mark(first, _name("ma", row.code))
            for key, cell in zip(keys, cells, strict=False):
                if key == "code" and row.code in told:
                    runs = [run for p in cell.iter(qn("w:p")) for run in _runs(p)]
                    _wrap(runs, tooltip=f"{row.code}: xem câu trong báo cáo", anchor=told[row.code])
                elif key == "evidence":
                    self._lead_to_proofs(cell, row)

    def _lead_to_proofs(self, cell: "BaseOxmlElement", row: AnnexRow) -> None:
        for proof in row.proofs:
            target = self._address(proof)
            for paragraph in cell.iter(qn("w:p")):
                runs = _found(paragraph, proof.label) if target and proof.label else []
                if runs:
                    number = self._document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                    _wrap(runs, tooltip=f"Minh chứng số {proof.ref} của {row.code}", relation=number)
                    break

    def _address(self, proof: Origin) -> str:
        if proof.kind == "link" and re.match(r"https?://", proof.label):
            return proof.label
        return f"{self._url}/minh-chung/{proof.ref}/goc" if self._url and proof.kind == "file" else ""


def _text_of(paragraph: "BaseOxmlElement") -> str:
    return "".join(e.text or "" for e in paragraph.iter(qn("w:t")))


def _runs(paragraph: "BaseOxmlElement") -> "list[BaseOxmlElement]":
    """The runs that have words and belong to no link yet."""
    return [
        run
        for run in paragraph.iter(qn("w:r"))
        if run.getparent().tag != qn("w:hyperlink")
        and run.find(qn("w:t")) is not None
        and all(child.tag in {qn("w:t"), qn("w:rPr")} for child in run)
    ]


def _cut(run: "BaseOxmlElement", at: int) -> "BaseOxmlElement":
    """Cut a run after so many letters; the rest, which looks the same, follows it and is given back."""
    words = _text_of(run)
    rest = deepcopy(run)
    _say(run, words[:at])
    _say(rest, words[at:])
    run.addnext(rest)
    return rest


def _say(run: "BaseOxmlElement", words: str) -> None:
    texts = run.findall(qn("w:t"))
    for extra in texts[1:]:
        run.remove(extra)
    texts[0].text = words
    texts[0].set(_SPACE, "preserve")


def _found(paragraph: "BaseOxmlElement", words: str) -> "list[BaseOxmlElement]":
    """The runs that say exactly these words, cut out of those round them; empty where they are not said."""
    runs = _runs(paragraph)
    at = "".join(_text_of(run) for run in runs).find(words)
    if at < 0:
        return []
    return _between(runs, at, at + len(words))


def _between(runs: "list[BaseOxmlElement]", first: int, last: int) -> "list[BaseOxmlElement]":
    found: list[BaseOxmlElement] = []
    place = 0
    waiting = list(runs)
    while waiting:
        run = waiting.pop(0)
        end = place + len(_text_of(run))
        if place < first < end:
            waiting.insert(0, _cut(run, first - place))
            end = first
        elif first <= place < last < end:
            waiting.insert(0, _cut(run, last - place))
            end = last
        if first <= place and end <= last and end > place:
            found.append(run)
        place = end
    return found


def _shared_out(paragraph: "BaseOxmlElement", parts: int) -> "list[list[BaseOxmlElement]]":
    """The words in so many parts, cut at semicolons where they are as many, else between words of about equal parts."""
    words = "".join(_text_of(run) for run in _runs(paragraph))
    cuts = [match.end() for match in re.finditer("; ", words)]
    if len(cuts) != parts - 1:
        spaces = [match.end() for match in re.finditer(" ", words)]
        cuts = sorted({spaces[len(spaces) * n // parts] for n in range(1, parts)}) if len(spaces) >= parts else []
    # A run that was cut is two: they are asked for anew each time.
    return [_between(_runs(paragraph), first, last) for first, last in pairwise([0, *cuts, len(words)])]


def _wrap(runs: "Sequence[BaseOxmlElement]", *, tooltip: str, anchor: str = "", relation: str = "") -> None:
    """Make runs that stand side by side one link; those under another parent get a link of their own."""
    link = None
    for run in runs:
        if link is None or run.getprevious() is not link:
            link = OxmlElement("w:hyperlink")
            if anchor:
                link.set(qn("w:anchor"), anchor)
            if relation:
                link.set(qn("r:id"), relation)
            link.set(qn("w:tooltip"), tooltip)
            link.set(qn("w:history"), "1")
            run.addprevious(link)
        link.append(run)
