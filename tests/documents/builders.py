"""Builds real files for the reader tests: Word by python-docx with raw XML edits, PDF by hand."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from dondoc.core.document import Document
from dondoc.documents.reading import read_bytes

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{WORD}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def word_bytes(build: Callable[[WordDocument], object]) -> bytes:
    """A .docx that `build` filled with python-docx."""
    document = docx.Document()
    build(document)
    stream = BytesIO()
    document.save(stream)
    return replace_member(stream.getvalue(), "", bytes)  # packed anew, without the time


def body(*elements: str, numbering: str | None = None, styles: str = "") -> bytes:
    """A .docx whose body is raw WordprocessingML; `numbering` replaces the lists, `styles` adds styles."""

    def build(document: WordDocument) -> None:
        for element in elements:
            document.element.body.insert(len(document.element.body) - 1, parse_xml(with_namespaces(element)))
        if styles:
            for style in parse_xml(with_namespaces(f"<w:styles>{styles}</w:styles>")):
                document.styles.element.append(style)
        if numbering is not None:
            root = document.part.numbering_part.element
            for child in list(root):
                root.remove(child)
            for child in parse_xml(with_namespaces(f"<w:numbering>{numbering}</w:numbering>")):
                root.append(child)

    return word_bytes(build)


def read_word(*elements: str, numbering: str | None = None, styles: str = "") -> Document:
    """What the reader makes of such a body."""
    return read_bytes(body(*elements, numbering=numbering, styles=styles), "a.docx")


def word_lines(*elements: str, numbering: str | None = None, styles: str = "") -> list[str]:
    """The lines that the reader makes of such a body."""
    return read_word(*elements, numbering=numbering, styles=styles).text.split("\n")


def with_namespaces(element: str) -> str:
    """The element with all prefixes declared on its root."""
    end = min(place for place in (element.find(">"), element.find(" "), element.find("/>")) if place > 0)
    return f"{element[:end]} {NAMESPACES}{element[end:]}"


def paragraph(text: str, *, properties: str = "") -> str:
    """A `w:p` with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, *, properties: str = "") -> str:
    """A `w:r` with text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, *, list_id: int, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(place: int, form: str, pattern: str, *, start: int = 1, more: str = "") -> str:
    """A `w:lvl` of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract_list(number: int, *levels: str) -> str:
    """A `w:abstractNum`."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def list_instance(number: int, abstract: int, overrides: str = "") -> str:
    """A `w:num` that uses an abstract list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def table(*rows: str) -> str:
    """A `w:tbl` of `w:tr`."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A `w:tr`; a cell that is no element yet becomes one."""
    wrapped = (cell if cell.startswith(("<w:tc", "<w:sdt")) else cell_of(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(wrapped)}</w:tr>"


def cell_of(*texts: str, properties: str = "") -> str:
    """A `w:tc` with a paragraph for each text; a text that is an element stands as it is."""
    content = "".join(text if text.startswith("<w:") else paragraph(text) for text in texts)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def zip_bytes(members: dict[str, bytes]) -> bytes:
    """A zip of the members."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            # The same bytes at any time: they stand in the names of tests, and each worker must find the same names.
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 8, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def replace_member(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one member changed."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return zip_bytes(
            {name: change(package.read(name)) if name == member else package.read(name) for name in package.namelist()}
        )
