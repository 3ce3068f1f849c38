"""The tags of a Word template: put together where Word has cut them up, and listed with their place on the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from dondoc.documents.docx_package import Element, W
from dondoc.errors import BadInput, DondocError

#: A tag from its first to its last sign; a person may have broken it off.
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PARTS = re.compile(r"word/(?:document|(?:header|footer)\d*|footnotes|endnotes)\.xml")
#: Word turns straight quotes into curly ones and a space into one that does not break.
_TYPED = str.maketrans({"“": '"', "”": '"', "„": '"', "\u2018": "'", "’": "'", "\xa0": " ", "\u202f": " "})
#: So much of a paragraph is quoted.
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph of a template or a line of a text file, and where it stands."""

    text: str
    place: DondocError
    #: The words of the row and of the cell it stands in, itself among them; "" outside a table.
    row: str = ""
    cell: str = ""


def with_whole_tags(data: bytes) -> bytes:
    """A .docx in which each tag stands in one run, in the form of the run in which it begins.

    Word cuts a tag into several runs wherever it was corrected, marked by the spelling check or formatted in part
    ("{{ ti" + "tle }}"), also across bookmarks and links; what it made of quotes inside a tag is undone. A file that
    is no .docx is given back as it is.
    """
    try:
        source = ZipFile(BytesIO(data))
        changed = {name: new for name in _members(source) if (new := _mended(source.read(name))) is not None}
    except (BadZipFile, etree.XMLSyntaxError, OSError):
        return data
    if not changed:
        return data
    target = BytesIO()
    with source, ZipFile(target, "w") as copy:
        for info in source.infolist():
            copy.writestr(info, changed.get(info.filename) or source.read(info))
    return target.getvalue()


def stretches_of(data: bytes) -> list[Stretch]:
    """The paragraphs of the text, then those of heads and feet, tags put together.

    Raises:
        BadInput: `template.no_word` when it is no .docx.
    """
    try:
        with ZipFile(BytesIO(data)) as source:
            names = sorted(_members(source), key=lambda name: (name != "word/document.xml", name))
            roots = [_parsed(source.read(name)) for name in names]
    except (BadZipFile, etree.XMLSyntaxError, OSError) as error:
        raise BadInput(code="template.no_word") from error
    if not names or names[0] != "word/document.xml":
        raise BadInput(code="template.no_word")
    return [stretch for root in roots for stretch in _stretches(root)]


def _members(source: ZipFile) -> list[str]:
    return [name for name in source.namelist() if _PARTS.fullmatch(name)]


def _parsed(data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _mended(data: bytes) -> bytes | None:
    """The part with whole tags, or None when nothing was to be changed."""
    if b"{" not in data:
        return None
    root = _parsed(data)
    is_changed = False
    for paragraph in root.iter(f"{W}p"):
        is_changed |= _join_tags(_texts(paragraph))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if is_changed else None


def _texts(paragraph: Element) -> list[Element]:
    """The texts of a paragraph itself, not those of a text box that hangs on it."""
    return [text for text in paragraph.iter(f"{W}t") if next(text.iterancestors(f"{W}p")) is paragraph]


def _join_tags(texts: list[Element]) -> bool:
    whole = "".join(text.text or "" for text in texts)
    owners = [number for number, text in enumerate(texts) for _ in text.text or ""]
    pieces: list[list[str]] = [[] for _ in texts]
    last = 0
    for tag in TAG.finditer(whole):
        for place in range(last, tag.start()):
            pieces[owners[place]].append(whole[place])
        pieces[owners[tag.start()]].append(tag[0].translate(_TYPED))
        last = tag.end()
    for place in range(last, len(whole)):
        pieces[owners[place]].append(whole[place])
    is_changed = False
    for text, new in zip(texts, map("".join, pieces), strict=True):
        if new != (text.text or ""):
            text.text, is_changed = new, True
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return is_changed


def _stretches(root: Element) -> Iterator[Stretch]:
    is_body = root.tag == f"{W}document"
    tables = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), 1)}
    number = 0
    for paragraph in root.iter(f"{W}p"):
        text = _words(paragraph)
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        if cell is None:
            number += bool(text.strip())
            yield Stretch(
                text,
                BadInput(
                    code="template.in_paragraph" if is_body else "template.in_margin",
                    number=number,
                    words=_quoted(text),
                ),
            )
            continue
        row = next(cell.iterancestors(f"{W}tr"))
        table = next(row.iterancestors(f"{W}tbl"))
        place = BadInput(
            code="template.in_cell",
            table=tables[table],
            row=list(table.iter(f"{W}tr")).index(row) + 1,
            cell=list(row.iter(f"{W}tc")).index(cell) + 1,
            words=_quoted(text),
        )
        yield Stretch(text, place, row=_inside(row), cell=_inside(cell))


def _words(paragraph: Element) -> str:
    whole = "".join(text.text or "" for text in _texts(paragraph))
    return TAG.sub(lambda tag: tag[0].translate(_TYPED), whole).replace("\n", " ")


def _inside(element: Element) -> str:
    return "".join(_words(paragraph) for paragraph in element.iter(f"{W}p"))


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
