"""What a person does to a report in Word, done to the XML of the file."""

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = etree._Element


class Word:
    """An open .docx, whose paragraphs are found by their first words."""

    def __init__(self, data: bytes) -> None:
        self._zip = ZipFile(BytesIO(data))
        self.root = etree.fromstring(self._zip.read("word/document.xml"))

    def saved(self) -> bytes:
        buffer = BytesIO()
        with ZipFile(buffer, "w") as out:
            for name in self._zip.namelist():
                is_text = name == "word/document.xml"
                out.writestr(name, etree.tostring(self.root) if is_text else self._zip.read(name))
        return buffer.getvalue()

    def paragraph(self, begins: str) -> Element:
        return next(p for p in self.root.iter(W + "p") if "".join(p.itertext(W + "t")).startswith(begins))

    def texts(self) -> list[Element]:
        return list(self.root.iter(W + "t"))

    def block(self, begins: str) -> Element:
        """The control around a paragraph, or the paragraph."""
        paragraph = self.paragraph(begins)
        content = paragraph.getparent()
        return content.getparent() if content.tag == W + "sdtContent" else paragraph

    def type(self, begins: str, words: str) -> None:
        texts = list(self.paragraph(begins).iter(W + "t"))
        texts[0].text = words
        for text in texts[1:]:
            text.text = ""

    def delete(self, begins: str) -> None:
        block = self.block(begins)
        block.getparent().remove(block)

    def enter(self, begins: str, first: str, second: str) -> None:
        """Press Enter inside a paragraph: both halves stay in its control."""
        paragraph = self.paragraph(begins)
        other = deepcopy(paragraph)
        paragraph.addnext(other)
        for one, words in ((paragraph, first), (other, second)):
            texts = list(one.iter(W + "t"))
            texts[0].text = words
            for text in texts[1:]:
                text.text = ""

    def new(self, behind: str, words: str) -> None:
        """A new paragraph outside any control."""
        paragraph = deepcopy(self.paragraph(behind))
        next(paragraph.iter(W + "t")).text = words
        for text in list(paragraph.iter(W + "t"))[1:]:
            text.text = ""
        self.block(behind).addnext(paragraph)

    def move(self, begins: str, behind: str) -> None:
        block = self.block(begins)
        block.getparent().remove(block)
        self.block(behind).addnext(block)

    def track(self, begins: str, old: str, new: str) -> None:
        """Replace words with changes tracked."""
        paragraph = self.paragraph(begins)
        text = next(t for t in paragraph.iter(W + "t") if old in (t.text or ""))
        head, tail = (text.text or "").split(old, 1)
        run = text.getparent()

        def piece(words: str, tag: str = "t") -> Element:
            copy = deepcopy(run)
            inner = copy.find(W + "t")
            inner.tag, inner.text = W + tag, words
            inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            return copy

        def tracked(kind: str, child: Element) -> Element:
            change = etree.Element(W + kind)
            for name, value in (("id", "900"), ("author", "Lan"), ("date", "2026-12-30T08:00:00Z")):
                change.set(W + name, value)
            change.append(child)
            return change

        for element in (piece(head), tracked("del", piece(old, "delText")), tracked("ins", piece(new)), piece(tail)):
            run.addprevious(element)
        run.getparent().remove(run)

    def untag(self, wanted: Callable[[str], bool]) -> None:
        """Lose the controls of some paragraphs, as a plain copy does."""
        for control in list(self.root.iter(W + "sdt")):
            if wanted(control.find(f"{W}sdtPr/{W}tag").get(W + "val")):
                for mark in [one for name in ("Start", "End") for one in control.iter(f"{W}bookmark{name}")]:
                    mark.getparent().remove(mark)
                for child in list(control.find(W + "sdtContent")):
                    control.addprevious(child)
                control.getparent().remove(control)

    def as_libreoffice_saves(self) -> None:
        """Controls stand inside their paragraphs, without tag and with another number (LibreOffice 7.4)."""
        for control in list(self.root.iter(W + "sdt")):
            properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
            properties.remove(properties.find(W + "tag"))
            properties.find(W + "id").set(W + "val", "1")
            paragraphs = list(content)
            for paragraph in paragraphs:
                control.addprevious(paragraph)
                inner = deepcopy(control)
                inner.find(W + "sdtContent").clear()
                for run in paragraph.findall(W + "r"):
                    inner.find(W + "sdtContent").append(run)
                paragraph.append(inner)
            control.getparent().remove(control)
