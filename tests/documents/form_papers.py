"""Reports of ours as XML to be harmed: parts are found by their words, and changed without the code that wrote them."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from documents.report_samples import TEMPLATES, sample_context
from draft.samples import MADE_AT
from lxml import etree

from dondoc.core.form_checks import FormReport, check_form
from dondoc.core.form_rules import FormRules
from dondoc.documents.docx_writer import render_docx
from dondoc.documents.form_reading import read_form
from dondoc.documents.limits import Limits
from dondoc.draft.annex import with_annexes
from dondoc.draft.number_and_date import with_number
from dondoc.draft.office import Signer
from dondoc.draft.report_context import Group, Line, ReportContext, Section
from dondoc.settings.form import load_form_rules

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
LONG = "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn một thành viên Cấp nước và Môi trường đô thị Bình Sơn"
DEPUTY = Signer(authority="TM. BAN CHẤP HÀNH", acting="KT. CHỦ TỊCH", position="PHÓ CHỦ TỊCH", name="Trần Thị Mẫu")

#: Order of children that Word wants in the settings of paragraphs and letters.
_PPR = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs", "spacing",
        "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr")  # fmt: skip


#: Few words of all sorts, whatever else a report would say.
WORDS: dict[str, Any] = {
    "title": "Kết quả hoạt động 6 tháng cuối năm 2017 và nhiệm vụ trọng tâm 6 tháng đầu năm 2018",
    "lead": "Thực hiện chế độ báo cáo định kỳ, Công đoàn cơ sở báo cáo kết quả hoạt động 6 tháng cuối năm như sau:",
    "closing": "Trên đây là báo cáo kết quả hoạt động 6 tháng cuối năm 2017 của Công đoàn cơ sở./.",
    "sections": (
        Section(
            number="I.",
            heading="KHÁI QUÁT TÌNH HÌNH",
            paragraphs=(
                Line(text="Tính đến ngày 31/12/2017, Công đoàn cơ sở theo dõi 20 cam kết có thời hạn với 27 đầu việc."),
                Line(text="Ngoài ra có 02 nội dung định hướng, được theo dõi thường xuyên trong suốt cả kỳ báo cáo."),
            ),
        ),
        Section(
            number="II.",
            heading="KẾT QUẢ THỰC HIỆN",
            groups=(
                Group(
                    number="1.",
                    heading="Công tác tuyên truyền",
                    lines=(
                        Line(text="- Đã mở 02 lớp tập huấn cho 60 cán bộ công đoàn, đạt kế hoạch."),
                        Line(text="- Đã phát động thi đua."),
                    ),
                ),
            ),
        ),
    ),
}


@cache
def rules() -> FormRules:
    return load_form_rules()


def issued() -> ReportContext:
    """An issued report up to a superior, with everything in it."""
    context = sample_context(
        issuer=LONG,
        addressee=("Ban Thường vụ Liên đoàn Lao động huyện Bình Sơn", "Đảng ủy Công ty"),
        signer=DEPUTY,
    )
    (annex,) = context.annexes
    few = replace(annex, columns=annex.columns[:3], rows=(replace(annex.rows[0], cells=annex.rows[0].cells[:3]),))
    short = replace(context, annexes=(), **WORDS)
    return with_number(with_annexes(short, [few, few]), number="5", issued_on=date(2018, 2, 5))


@cache
def printed(name: str = "issued") -> bytes:
    context = issued() if name == "issued" else sample_context(superior="", addressee="")
    return render_docx(context, TEMPLATES, made_at=MADE_AT)


def checked(data: bytes) -> FormReport:
    return check_form(read_form(data, name="x.docx", limits=Limits()), rules())


def faults(data: bytes) -> set[tuple[str, str]]:
    """Code and part of every deviation."""
    return {(one.code, one.component.value) for one in checked(data).deviations}


def w(tag: str, **attributes: object) -> Any:
    """An element of WordprocessingML."""
    element = etree.Element(W + tag)
    for name, setting in attributes.items():
        element.set(W + name, str(setting))
    return element


class Paper:
    """A .docx whose parts are changed in place."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.parts: dict[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts[BODY])

    def data(self) -> bytes:
        self.parts[BODY] = etree.tostring(self.body, xml_declaration=True, encoding="UTF-8", standalone=True)
        stream = BytesIO()
        with ZipFile(stream, "w") as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return stream.getvalue()

    def paragraphs(self) -> list[Any]:
        return list(self.body.iter(W + "p"))

    def named(self, words: str) -> list[Any]:
        """Paragraphs that begin with these words."""
        found = [p for p in self.paragraphs() if text_of(p).startswith(words)]
        assert found, f"no paragraph begins with {words}"
        return found

    def rule_below(self, words: str) -> Any:
        """The paragraph with a lower border behind the one that begins with these words."""
        paragraphs = self.paragraphs()
        at = paragraphs.index(self.named(words)[0])
        rule = paragraphs[at + 1]
        assert rule.find(f"{W}pPr/{W}pBdr") is not None
        return rule

    def insert_after(self, words: str, *new: Any) -> None:
        anchor = self.named(words)[0]
        for element in reversed(new):
            anchor.addnext(element)

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.parts[name].decode()
        assert old in text
        self.parts[name] = text.replace(old, new).encode()

    def sections(self) -> list[Any]:
        return list(self.body.iter(W + "sectPr"))


def text_of(paragraph: Any) -> str:
    return "".join(t.text or "" for t in paragraph.iter(W + "t")).strip()


def set_text(paragraph: Any, text: str) -> None:
    """The words of a paragraph, in the look of its first letters."""
    runs = paragraph.findall(W + "r")
    for run in runs[1:]:
        paragraph.remove(run)
    texts = runs[0].findall(W + "t")
    for extra in texts[1:]:
        runs[0].remove(extra)
    texts[0].text = text


def dress(paragraph: Any, tag: str, **attributes: object) -> None:
    """A setting of all letters of a paragraph."""
    for run in paragraph.iter(W + "r"):
        properties = run.find(W + "rPr")
        if properties is None:
            properties = w("rPr")
            run.insert(0, properties)
        for old in properties.findall(W + tag):
            properties.remove(old)
        properties.append(w(tag, **attributes))


def form(paragraph: Any, tag: str, **attributes: object) -> None:
    """A setting of a paragraph, beside those it has of the same kind."""
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = w("pPr")
        paragraph.insert(0, properties)
    element = properties.find(W + tag)
    if element is None:
        element = w(tag)
        later = [child for child in properties if _place(child) > _PPR.index(tag)]
        if later:
            later[0].addprevious(element)
        else:
            properties.append(element)
    for name, setting in attributes.items():
        element.set(W + name, str(setting))


def _place(child: Any) -> int:
    name = etree.QName(child).localname
    return _PPR.index(name) if name in _PPR else 0


def drop(element: Any) -> None:
    element.getparent().remove(element)


def paragraph(text: str, *, letters: Mapping[str, object] | None = None, **shape: Mapping[str, object]) -> Any:
    """A paragraph that a person typed: everything set on it directly, no style."""
    element, run = w("p"), w("r")
    properties, look = w("pPr"), w("rPr")
    for tag in sorted(shape, key=_PPR.index):
        properties.append(w(tag, **shape[tag]))
    look.append(w("rFonts", ascii="Times New Roman", hAnsi="Times New Roman", cs="Times New Roman"))
    for tag, setting in (letters or {}).items():
        look.append(w(tag, val=setting) if setting is not True else w(tag))
    words = w("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.extend([look, words])
    element.extend([properties, run])
    return element


def copied(element: Any) -> Any:
    return deepcopy(element)
