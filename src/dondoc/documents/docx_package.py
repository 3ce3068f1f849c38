"""The zip package of a .docx: finds its parts and parses them with bounds, without entities and without network."""

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any, TypeAlias

from lxml import etree

from dondoc.documents.limits import Limits
from dondoc.errors import BadInput

#: lxml carries no types; an element is only handled by the docx modules.
Element: TypeAlias = Any

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Names in the form `{namespace}local` begin with this.
W = f"{{{WORD}}}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# "Strict Open XML" says the same in other namespaces; only the main one matters here.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """Parts of one .docx, each parsed when asked for."""

    def __init__(self, data: bytes, *, name: str, limits: Limits) -> None:
        """Raises BadInput `document.too_long` for a package with too many members."""
        self._zip = zipfile.ZipFile(BytesIO(data))
        self._name = name
        self._limits = limits
        if len(self._zip.namelist()) > limits.members:
            raise BadInput(code="document.too_long", file=name)
        self.main = self._target("", "/officeDocument") or "word/document.xml"

    def part(self, kind: str, default: str) -> Element | None:
        """Root of the part that the main part relates to as `kind` ("/styles"), or None when there is none."""
        return self.xml(self._target(self.main, kind) or default)

    def xml(self, member: str) -> Element | None:
        """Root element of a member, or None when the package has no such member."""
        if member not in self._zip.NameToInfo:
            return None
        data = self._read(member).replace(_STRICT, WORD.encode())
        if data.count(b"<") > self._limits.tags:
            raise BadInput(code="document.too_long", file=self._name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            # Word never writes a DTD; one that is there is an attack by entities.
            raise BadInput(code="document.damaged", file=self._name)
        return root

    def margins(self) -> Iterator[Element]:
        """Roots of the heads and feet of the pages, of the first ones where there are very many.

        Raises:
            BadInput: `document.too_long` for one that is bigger than any line above or below a page can be.
        """
        targets = self._targets(self.main, ("/header", "/footer"))
        for member in islice(targets, self._limits.margins):
            info = self._zip.NameToInfo.get(member)
            if info is not None and info.file_size > self._limits.margin_bytes:
                raise BadInput(code="document.too_long", file=self._name)
            root = self.xml(member)
            if root is not None:
                yield root

    def has_images(self) -> bool:
        """Whether pictures are packed in, so a document without text is probably a scan."""
        return bool(self._images())

    def images(self) -> list[bytes]:
        """The pictures in the order of their names ("image2" before "image10"), as Word numbers them."""
        return [self._read(member) for member in sorted(self._images(), key=lambda member: (len(member), member))]

    def _images(self) -> list[str]:
        return [member for member in self._zip.namelist() if "/media/" in member]

    def _read(self, member: str) -> bytes:
        info = self._zip.getinfo(member)
        if info.flag_bits & 0x1:
            raise BadInput(code="document.encrypted", file=self._name)
        with self._zip.open(info) as stream:
            # The declared size may lie, so what really comes out is bounded.
            data = stream.read(self._limits.part_bytes + 1)
        if len(data) > self._limits.part_bytes:
            raise BadInput(code="document.too_long", file=self._name)
        return data

    def _target(self, source: str, kind: str) -> str | None:
        return next(self._targets(source, (kind,)), None)

    def _targets(self, source: str, kinds: tuple[str, ...]) -> Iterator[str]:
        folder, base = posixpath.split(source)
        relationships = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        if relationships is None:
            return
        for relationship in relationships.iter(_RELATIONSHIP):
            if relationship.get("Type", "").endswith(kinds) and relationship.get("TargetMode") != "External":
                yield posixpath.normpath(posixpath.join("/", folder, relationship.get("Target", ""))).lstrip("/")


def value(element: Element | None, name: str = "val") -> str | None:
    """Attribute `w:name`, or None when the element or the attribute is missing."""
    if element is None:
        return None
    found: str | None = element.get(W + name)
    return found


def number(text: str | None, default: int) -> int:
    """A whole number of at most nine digits, else the default: attributes of a hostile file may hold anything."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else default


def is_on(element: Element | None) -> bool:
    """Whether a toggle such as `<w:vanish/>` is there and not switched off."""
    return element is not None and value(element) not in {"0", "false", "off"}
