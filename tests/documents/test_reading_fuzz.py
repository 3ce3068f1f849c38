"""Whatever stands in a file: it is read, with blocks that keep their promises, or refused with a code."""

import unicodedata

import pytest
from documents.builders import (
    abstract_list,
    body,
    level,
    list_instance,
    numbered,
    paragraph,
    replace_member,
    row,
    table,
    with_namespaces,
)
from documents.pdf_builder import Page, flowing, grid, pdf_bytes
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.documents.limits import Limits
from dondoc.documents.reading import read_bytes
from dondoc.errors import BadInput, DondocError

LIST = abstract_list(7, level(0, "decimal", "%1.")) + list_instance(1, 7)
SEEDS = {
    "a.docx": body(paragraph("Một"), numbered("Hai", list_id=1), table(row("Ba", "Bốn")), numbering=LIST),
    "a.pdf": pdf_bytes(
        grid(flowing("Kế hoạch quý bốn."), [["a", "b"], ["c", "d"]], top=700, widths=[90, 90]), Page(picture=True)
    ),
    "a.html": b"<html><body><nav>x</nav><p>Ke hoach</p><table><tr><td colspan='2'>a</td></tr></table></body></html>",
    "a.txt": "Kế hoạch quý bốn\n".encode(),
}


#: Tesseract and the process for .pdf are not what is tried here, and take their time.
WITHOUT_OCR = Limits(ocr_pages=0, is_apart=False)


def reading(data: bytes, name: str) -> str:
    """Code of the refusal, or "" after checking what was read; any other exception fails the test by itself."""
    try:
        document = read_bytes(data, name, limits=WITHOUT_OCR)
    except DondocError as refusal:
        return refusal.message_code
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end
    assert unicodedata.is_normalized("NFC", document.text)
    return ""


@settings(max_examples=60, deadline=None)
@given(
    data=st.binary(max_size=400),
    name=st.sampled_from(sorted(SEEDS)),
    magic=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str, magic: bytes) -> None:
    assert reading(magic + data, name) in {
        *("", "document.empty", "document.damaged", "document.wrong_type", "document.scanned", "document.encrypted"),
    }


@settings(max_examples=80, deadline=None)
@given(name=st.sampled_from(sorted(SEEDS)), place=st.floats(0, 1), noise=st.binary(max_size=20), cut=st.booleans())
def test_a_file_with_a_wound_is_read_or_refused(name: str, place: float, noise: bytes, cut: bool) -> None:
    seed = SEEDS[name]
    at = int(place * len(seed))
    assert reading(seed[:at] + noise + (b"" if cut else seed[at + len(noise) :]), name) in {
        *("", "document.empty", "document.damaged", "document.wrong_type", "document.scanned", "document.encrypted"),
        *("document.garbled", "document.too_large"),
    }


TAGS = [
    f"w:{name}"
    for name in [
        "p",
        "tbl",
        "tr",
        "tc",
        "r",
        "t",
        "pPr",
        "rPr",
        "tcPr",
        "trPr",
        "sdt",
        "sdtContent",
        "txbxContent",
        "del",
        "ins",
        "fldChar",
    ]
]
TAGS += [
    f"w:{name}"
    for name in [
        "br",
        "sym",
        "gridSpan",
        "vMerge",
        "numPr",
        "ilvl",
        "numId",
        "pStyle",
        "vanish",
        "outlineLvl",
        "gridBefore",
    ]
]
TAGS += ["mc:AlternateContent", "mc:Choice", "mc:Fallback"]
VALUES = ["", "1", "-1", "zz", "99999999999", "begin", "separate", "restart", "Heading1", "\u0301"]
TREES = st.recursive(
    st.builds(
        "<{0} w:val='{1}' w:char='{1}' w:fldCharType='{1}'>{1}</{0}>".format,
        st.sampled_from(TAGS),
        st.sampled_from(VALUES),
    ),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", st.sampled_from(TAGS), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(tree=TREES)
def test_word_xml_in_any_order_is_no_damage(tree: str) -> None:
    filled = replace_member(
        SEEDS["a.docx"],
        "word/document.xml",
        lambda xml: xml.replace(b"<w:body>", f"<w:body>{with_namespaces(tree)}".encode(), 1),
    )
    assert reading(filled, "a.docx") == ""


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml"])
@settings(max_examples=60, deadline=None)
@given(tree=TREES)
def test_strange_styles_and_lists_are_no_damage(part: str, tree: str) -> None:
    root = "styles" if "styles" in part else "numbering"
    filled = replace_member(SEEDS["a.docx"], part, lambda _: with_namespaces(f"<w:{root}>{tree}</w:{root}>").encode())
    assert reading(filled, "a.docx") == ""


def test_styles_based_on_each_other_end() -> None:
    loop = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("A1", "B1"), ("B1", "A1"))
    )
    data = body(paragraph("vòng", properties='<w:pStyle w:val="A1"/>'), styles=loop)
    assert reading(data, "a.docx") == ""


def test_a_refusal_is_bad_input() -> None:
    with pytest.raises(BadInput):
        read_bytes(b"\x00", "a.txt")
