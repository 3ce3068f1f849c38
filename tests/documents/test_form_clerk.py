"""Documents as a clerk types them in Word (tabs, drawn lines, text boxes, lists) are read as they are seen."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from documents.form_papers import Paper, checked, drop, faults

from dondoc.core.form import Component

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TNR = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
#: Word's own defaults: Calibri 11 of the theme, 8 pt after, 1.08 lines.
STYLES = f"""<w:styles {NAMES}><w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr>
</w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="ThanBai"><w:name w:val="Than bai"/><w:basedOn w:val="Normal"/>
<w:pPr><w:spacing w:before="120" w:after="0" w:line="276" w:lineRule="auto"/><w:ind w:firstLine="567"/>
<w:jc w:val="both"/></w:pPr>
<w:rPr><w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:basedOn w:val="ThanBai"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>"""
THEME = f"""<a:theme {NAMES} name="x"><a:themeElements><a:fontScheme name="x">
<a:majorFont><a:latin typeface="Times New Roman"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont>
</a:fontScheme></a:themeElements></a:theme>"""
NUMBERING = f"""<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
HEADER = (
    f'<w:hdr {NAMES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE \\* MERGEFORMAT ">'
    f'<w:r><w:rPr>{TNR}<w:sz w:val="28"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>'
)
PARTS = (("styles", STYLES), ("theme", THEME), ("numbering", NUMBERING), ("header", HEADER))
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:pgSz w:w="11907" w:h="16840"/>'
    '<w:pgMar w:top="1134" w:right="1021" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
    "<w:titlePg/></w:sectPr>"
)
TIGHT = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
TEXT = '<w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/>'
CENTER, JUSTIFY = '<w:jc w:val="center"/>', '<w:jc w:val="both"/>'
#: Two middles of a head, one of a signature, as tab stops.
HEAD = '<w:tabs><w:tab w:val="center" w:pos="1900"/><w:tab w:val="center" w:pos="6450"/></w:tabs>'
SIGN = '<w:tabs><w:tab w:val="center" w:pos="7000"/></w:tabs>'


def run(text: str, size: int = 14, *, bold: bool = False, italic: bool = False) -> str:
    look = f'{TNR}{"<w:b/>" if bold else ""}{"<w:i/>" if italic else ""}<w:sz w:val="{size * 2}"/>'
    words = "".join("<w:tab/>" if part == "\t" else f'<w:t xml:space="preserve">{part}</w:t>' for part in _tabs(text))
    return f"<w:r><w:rPr>{look}</w:rPr>{words}</w:r>"


def _tabs(text: str) -> list[str]:
    parts: list[str] = []
    for place, part in enumerate(text.split("\t")):
        parts += ["\t"] * (place > 0) + [part] * bool(part)
    return parts


def p(*content: str, shape: str = "") -> str:
    return f"<w:p><w:pPr>{shape}</w:pPr>{''.join(content)}</w:p>"


def drawn(left_mm: float, long_mm: float) -> str:
    """A line as Word draws it: for new programs, and again in VML for old ones."""
    left, length = round(left_mm * 36000), round(long_mm * 36000)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" '
        'distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>215900</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{length}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{left % 9999 + 1}" name="Line"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{length}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/>'
        "</a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice><mc:Fallback>"
        f'<w:pict><v:line from="{left_mm}mm,0" to="{left_mm + long_mm}mm,0"/></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def head_by_tabs() -> list[str]:
    nation = run("\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    issuer_line, motto_line = drawn(33.5 - 10, 20), drawn(113.8 - 30.2, 60.4)
    return [
        p(run("\tLĐLĐ TỈNH HÒA LẠC", 13), nation, shape=HEAD + TIGHT),
        p(run("\tCĐCS MAY BÌNH AN", 13, bold=True), run("\tĐộc lập - Tự do - Hạnh phúc", bold=True), issuer_line,
          motto_line, shape=HEAD + TIGHT),
        p(run("\tSố: 15/BC-CĐCS", 13), run("\tHòa Lạc, ngày 05 tháng 6 năm 2026", italic=True), shape=HEAD + TIGHT),
    ]  # fmt: skip


def head_by_boxes() -> list[str]:
    """The issuer in running text, quốc hiệu in a text box of the old sort."""
    box = (
        '<w:r><w:pict><v:shape style="position:absolute;margin-left:62mm;width:104mm"><v:textbox><w:txbxContent>'
        + p(run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True), shape=TIGHT + CENTER)
        + p(run("Độc lập - Tự do - Hạnh phúc", bold=True), shape=TIGHT + CENTER)
        + ruled(19.25, 19.25)
        + p(run("Hòa Lạc, ngày 05 tháng 6 năm 2026", italic=True), shape=TIGHT + CENTER)
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    narrow = '<w:ind w:right="6000"/>'
    return [
        p(box, run("LĐLĐ TỈNH HÒA LẠC", 13), shape=TIGHT + narrow + CENTER),
        p(run("CĐCS MAY BÌNH AN", 13, bold=True), shape=TIGHT + narrow + CENTER),
        ruled(20, 126),
        p(run("Số: 15/BC-CĐCS", 13), shape=TIGHT + narrow + CENTER),
    ]


def ruled(left_mm: float, right_mm: float) -> str:
    left, right = round(left_mm * 56.7), round(right_mm * 56.7)
    border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    return p(shape=f'{border}{TIGHT}<w:ind w:left="{left}" w:right="{right}"/>')


def title() -> list[str]:
    return [
        p(),
        p(run("BÁO CÁO", bold=True), shape=TIGHT + CENTER),
        p(run("Kết quả hoạt động công đoàn 6 tháng đầu năm 2026", bold=True), shape=TIGHT + CENTER),
        p(drawn(56, 54), shape=TIGHT),
        p(run("Kính gửi: Ban Thường vụ Liên đoàn Lao động tỉnh Hòa Lạc."), shape=TEXT + CENTER),
    ]


def text_by_tabs() -> list[str]:
    """Every first line goes in by a tab, gaps stand below."""
    shape = TEXT + JUSTIFY
    return [
        p(run("\tCăn cứ Kế hoạch số 05/KH-CĐCS ngày 10/01/2026 của Ban Chấp hành;", italic=True), shape=shape),
        p(run("\tCăn cứ tình hình thực tế của đơn vị.", italic=True), shape=shape),
        p(run("\tCông đoàn cơ sở báo cáo kết quả hoạt động trong sáu tháng qua cho cấp trên như sau:"), shape=shape),
        p(run("\tI. KẾT QUẢ", bold=True), shape=shape),
        p(run("\t1. Chăm lo đoàn viên", bold=True), shape=shape),
        p(
            run("\ta) Đã thăm hỏi 12 đoàn viên; "),
            run("riêng dịp Tết", bold=True),
            run(" tặng 40 suất quà."),
            shape=shape,
        ),
        p(run("\t- Đã tổ chức 02 buổi nói chuyện chuyên đề./."), shape=shape),
    ]


def text_by_styles() -> list[str]:
    """Style, theme and list give everything."""
    plain = '<w:pStyle w:val="ThanBai"/>'

    def typed(text: str) -> str:
        return f"<w:r><w:t>{text}</w:t></w:r>"

    return [
        p(typed("Thực hiện Công văn số 12/LĐLĐ ngày 02/6/2026, đơn vị báo cáo như sau:"), shape=plain),
        p(typed("KẾT QUẢ HOẠT ĐỘNG"), shape='<w:pStyle w:val="Muc"/>'),
        p(typed("Đã thăm hỏi 12 đoàn viên, tặng 40 suất quà nhân dịp Tết."), shape=plain),
        p(typed("PHƯƠNG HƯỚNG"), shape='<w:pStyle w:val="Muc"/>'),
        p(typed("Tổ chức 02 buổi nói chuyện chuyên đề./."), shape=plain),
    ]


def signature_by_tabs() -> list[str]:
    shape = SIGN + TIGHT
    return [
        p(run("Nơi nhận:", 12, bold=True, italic=True), run("\tTM. BAN CHẤP HÀNH", bold=True), shape=shape),
        p(run("- Như trên;", 11), run("\tCHỦ TỊCH", bold=True), shape=shape),
        p(run("- Lưu: VT.", 11), shape=shape),
        p(shape=shape),
        p(shape=shape),
        p(run("\tNguyễn Thị Mẫu", bold=True), shape=shape),
    ]


def packed(*blocks: list[str]) -> bytes:
    body = "".join(one for block in blocks for one in block)
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        main = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", RELS.format(main))
        links = "".join(f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name, _ in PARTS)
        archive.writestr("word/_rels/document.xml.rels", RELS.format(links))
        for name, content in PARTS:
            archive.writestr(f"word/{name}.xml", content)
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}{SECTION}</w:body></w:document>")
    return stream.getvalue()


@pytest.mark.parametrize("text", [text_by_tabs, text_by_styles])
@pytest.mark.parametrize("head", [head_by_tabs, head_by_boxes])
def test_what_is_right_is_right_however_it_was_typed(
    head: Callable[[], list[str]], text: Callable[[], list[str]]
) -> None:
    data = packed(head(), title(), text(), signature_by_tabs())
    report = checked(data)
    assert faults(data) == set()
    found = {one.component for one in report.parts}
    assert {Component.NATION, Component.MOTTO, Component.SUPERIOR, Component.ISSUER, Component.NUMBER,
            Component.PLACE_DATE, Component.KIND, Component.SUBJECT, Component.ADDRESSEE, Component.BODY,
            Component.HEADING, Component.AUTHORITY, Component.POSITION, Component.SIGNER, Component.RECIPIENTS_WORD,
            Component.RECIPIENTS} <= found  # fmt: skip


def test_the_number_of_a_list_belongs_to_its_heading() -> None:
    parts = checked(packed(head_by_tabs(), title(), text_by_styles(), signature_by_tabs())).parts
    assert [one.text for one in parts if one.component is Component.HEADING] == [
        "I. KẾT QUẢ HOẠT ĐỘNG",
        "II. PHƯƠNG HƯỚNG",
    ]


def replaced(old: str, new: str, *, head: Callable[[], list[str]] = head_by_tabs) -> bytes:
    blocks = [head(), title(), text_by_tabs(), signature_by_tabs()]
    assert sum(block.count(old) for lines in blocks for block in lines) == 1, old
    return packed(*[[line.replace(old, new) for line in lines] for lines in blocks])


@pytest.mark.parametrize(
    ("old", "new", "code", "part"),
    [
        ("Số: 15/BC-CĐCS", "Số: 5/BC-CĐCS", "number_zero", "number"),
        ("Số: 15/BC-CĐCS", "Số: 15 / BC - CĐCS", "number_spaces", "number"),
        ("Số: 15/BC-CĐCS", "Số: 15/bc-cđcs", "number_upper", "number"),
        ("Số: 15/BC-CĐCS", "Số 15/BC-CĐCS", "number_word", "number"),
        ("ngày 05 tháng 6", "ngày 5 tháng 6", "date_zero", "place_date"),
        ("ngày 05 tháng 6", "ngày 05 tháng 06", "date_extra_zero", "place_date"),
        ("Hòa Lạc, ngày 05 tháng 6 năm 2026", "Hòa Lạc, ngày 05/6/2026", "date_words", "place_date"),
        ("Tự do - Hạnh", "Tự do – Hạnh", "words", "motto"),
        ("TM. BAN", "TM/BAN", "authority_mark", "authority"),
        ("Nguyễn Thị Mẫu", "ThS. Nguyễn Thị Mẫu", "academic_title", "signer"),
        ("Kính gửi: Ban", "Kính gửi Ban", "addressee_colon", "addressee"),
        ("của Ban Chấp hành;", "của Ban Chấp hành.", "basis_end", "basis"),
        ("- Như trên;", "- Ban Chấp hành;", "recipients_above", "recipients"),
        ("- Như trên;", "Như trên;", "list_dash", "recipients"),
        ("- Lưu: VT.", "- Lưu: VT", "list_end", "recipients"),
        ("- Lưu: VT.", "- Văn thư.", "recipients_archive", "recipients"),
    ],
)
def test_a_fault_in_what_was_typed_is_found(old: str, new: str, code: str, part: str) -> None:
    assert faults(replaced(old, new)) == {(f"form.{code}", part)}


def test_two_parts_with_only_spaces_between_are_told_apart() -> None:
    data = replaced('<w:tab/><w:t xml:space="preserve">Độc lập', '<w:t xml:space="preserve">  Độc lập')
    parts = {one.component: one.text for one in checked(data).parts}
    assert (parts[Component.ISSUER], parts[Component.MOTTO]) == ("CĐCS MAY BÌNH AN", "Độc lập - Tự do - Hạnh phúc")
    assert ("form.merged", "motto") in faults(data)


def test_a_tab_that_sets_a_text_beside_the_middle_is_found() -> None:
    wrong = '<w:tabs><w:tab w:val="center" w:pos="1900"/><w:tab w:val="center" w:pos="5800"/></w:tabs>'
    lines = head_by_tabs()
    lines[2] = lines[2].replace(HEAD, wrong)
    data = packed(lines, title(), text_by_tabs(), signature_by_tabs())
    assert faults(data) == {("form.align", "place_date")}


def test_recipients_above_the_signature_are_found() -> None:
    lines = signature_by_tabs()
    word = lines[0].replace(run("\tTM. BAN CHẤP HÀNH", bold=True), "")
    lines = [word, p(run("- Như trên;", 11), shape=TIGHT), p(run("- Lưu: VT.", 11), shape=TIGHT),
             p(run("\tTM. BAN CHẤP HÀNH", bold=True), shape=SIGN + TIGHT),
             p(run("\tCHỦ TỊCH", bold=True), shape=SIGN + TIGHT), p(), lines[-1]]  # fmt: skip
    assert faults(packed(head_by_tabs(), title(), text_by_tabs(), lines)) == {
        ("form.recipients_level", "recipients_word")
    }


def test_a_document_of_one_page_needs_no_page_number() -> None:
    def numberless(text: list[str]) -> set[tuple[str, str]]:
        paper = Paper(packed(head_by_tabs(), title(), text, signature_by_tabs()))
        for section in paper.sections():
            drop(section.find(f"{{{W}}}headerReference"))
        return faults(paper.data())

    assert numberless(text_by_tabs()) == set()
    assert numberless(text_by_tabs()[:3] + text_by_tabs()[3:] * 12) == {("form.page_number_missing", "page_number")}
