"""Old fonts in a .docx: each run by the font that is in force for it."""

import pytest
from documents.builders import body, paragraph, read_word, row, run, table, word_lines
from documents.old_encodings import tcvn3, viscii, vni

from dondoc.documents.legacy_tables import as_western
from dondoc.documents.reading import read_bytes


def font(name: str, *attributes: str) -> str:
    """Run properties that name a font, for all letters or only for those of an attribute."""
    return "<w:rFonts " + " ".join(f'w:{one}="{name}"' for one in attributes or ("ascii", "hAnsi")) + "/>"


def in_font(text: str, name: str, *attributes: str) -> str:
    return f"<w:p>{run(text, properties=font(name, *attributes))}</w:p>"


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [
        (tcvn3("hội nghị sơ kết"), ".VnTime", "hội nghị sơ kết"),
        (tcvn3("hội nghị sơ kết 9a"), ".VnTimeH", "HỘI NGHỊ SƠ KẾT 9A"),
        (vni("Hội nghị SƠ KẾT"), "VNI-Times", "Hội nghị SƠ KẾT"),
        ("Thoaït hiãøm", "VNtimes new roman", "Thoát hiểm"),
        (as_western(viscii("hội nghị")), "VI Times", "hội nghị"),
        ("Hội nghị", ".VnTime", "Hội nghị"),
        ("Báo cáo", ".VnTime", "Báo cáo"),
        ("plain", "VNI-Times", "plain"),
    ],
)
def test_the_font_of_a_run_says_its_encoding(typed: str, name: str, meant: str) -> None:
    assert word_lines(in_font(typed, name)) == [meant]


@pytest.mark.parametrize("attributes", [("ascii",), ("hAnsi",), ("ascii", "hAnsi", "cs")])
def test_either_attribute_of_the_font_says_it(attributes: tuple[str, ...]) -> None:
    assert word_lines(in_font(tcvn3("hội nghị"), ".VnTime", *attributes)) == ["hội nghị"]


def test_only_the_runs_in_an_old_font_are_converted() -> None:
    mixed = (
        "<w:p>"
        f"{run(tcvn3('hội nghị'), properties=font('.VnTimeH'))}{run(' là đây, ')}"
        f"{run(tcvn3('sơ kết'), properties=font('.VnTime'))}{run(' ©®°')}</w:p>"
    )
    document = read_word(mixed)
    assert document.text == "HỘI NGHỊ là đây, sơ kết ©®°"
    assert [(doubt.code, dict(doubt.params)) for doubt in document.doubts] == [
        ("document.converted", {"encoding": "TCVN3 (ABC)"})
    ]


STYLES = (
    f'<w:style w:type="paragraph" w:styleId="Old"><w:name w:val="Old"/><w:rPr>{font(".VnTime")}</w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Son"><w:name w:val="Son"/><w:basedOn w:val="Old"/></w:style>'
    f'<w:style w:type="character" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr>{font(".VnTimeH")}</w:rPr></w:style>'
)


def test_styles_hand_down_their_font() -> None:
    words = tcvn3("hội nghị")
    loud = '<w:rStyle w:val="Loud"/>'
    lines = word_lines(
        paragraph(words, properties='<w:pStyle w:val="Son"/>'),
        f'<w:p><w:pPr><w:pStyle w:val="Son"/></w:pPr>{run(words, properties=loud)}</w:p>',
        f'<w:p><w:pPr><w:pStyle w:val="Son"/></w:pPr>{run("đây là", properties=font("Arial"))}</w:p>',
        styles=STYLES,
    )
    assert lines == ["hội nghị", "HỘI NGHỊ", "đây là"]


def test_a_font_of_the_theme_is_of_today() -> None:
    themed = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    text = f'<w:p><w:pPr><w:pStyle w:val="Old"/></w:pPr>{run("«à»", properties=themed)}</w:p>'
    assert word_lines(text, styles=STYLES) == ["«à»"]


def test_a_letter_parted_by_a_change_of_style_is_one() -> None:
    bold = f"<w:b/>{font('VNI-Times')}"
    parted = f"<w:p>{run('Co', properties=font('VNI-Times'))}{run('âng ñoaøn', properties=bold)}</w:p>"
    assert word_lines(parted) == ["Công đoàn"]


def test_the_soft_hyphen_is_a_letter_of_tcvn3() -> None:
    soft = f"<w:r><w:rPr>{font('.VnTime')}</w:rPr><w:softHyphen/></w:r>"
    parted = f"<w:p>{run('H', properties=font('.VnTime'))}{soft}{run('íng dÉn', properties=font('.VnTime'))}</w:p>"
    assert word_lines(parted, in_font("h\xadíng dÉn", ".VnTime")) == ["Hướng dẫn", "hướng dẫn"]
    assert word_lines(paragraph("công\xadviệc")) == ["côngviệc"]


def test_a_letter_inserted_as_a_symbol_is_read() -> None:
    symbol = '<w:r><w:sym w:font=".VnTime" w:char="F0AB"/></w:r>'
    text = f"<w:p>{run('C', properties=font('.VnTime'))}{symbol}{run('ng ty', properties=font('.VnTime'))}</w:p>"
    assert word_lines(text, '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>') == ["Công ty", "☑"]


def test_cells_and_text_boxes_are_converted() -> None:
    note = in_font(vni("Ghi chú"), "VNI-Times")
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{note}</w:txbxContent></v:textbox></w:pict></w:r>"
    document = read_bytes(
        body(table(row(f"<w:tc>{in_font(tcvn3('Hạn'), '.VnTime')}</w:tc>", "Việc")), f"<w:p>{box}</w:p>"), "a.docx"
    )
    assert document.text == "Hạn\tViệc\nGhi chú"


def test_text_that_lost_its_old_font_is_known_by_its_words() -> None:
    words = ["Tổ chức hội nghị sơ kết", "Hướng dẫn các tổ công đoàn", "Thăm hỏi đoàn viên khó khăn", "HỘI THI"]
    assert word_lines(*(paragraph(tcvn3(text)) for text in words[:3]), paragraph("HéI THI")) == words
