"""Writes small PDF files by hand: text with a ToUnicode map, so Vietnamese can be read back; rules; encryption."""

import hashlib
from dataclasses import dataclass, field

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
#: Every glyph is half as wide as the font is high.
GLYPH = 0.5
SIZE = 12


@dataclass
class Page:
    """What stands on a page of 595 x 842 points; places are (x, y) from the lower left corner."""

    lines: list[tuple[float, float, str]] = field(default_factory=list)
    #: Lines drawn from (x, y) to (x, y).
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    #: A grey rectangle as an image would be.
    picture: bool = False


def flowing(*texts: str, top: float = 780, left: float = 60, leading: float = 16) -> Page:
    """A page with one line under the other; "" leaves a gap."""
    return Page(lines=[(left, top - number * leading, text) for number, text in enumerate(texts) if text])


def grid(page: Page, rows: list[list[str]], *, top: float, widths: list[float], height: float = 24) -> Page:
    """Adds a ruled table to the page."""
    left = 60.0
    edges = [left + sum(widths[:number]) for number in range(len(widths) + 1)]
    bottom = top - height * len(rows)
    page.rules += [(x, top, x, bottom) for x in edges]
    page.rules += [(left, top - height * number, edges[-1], top - height * number) for number in range(len(rows) + 1)]
    for number, cells in enumerate(rows):
        for place, text in enumerate(cells):
            if text:
                page.lines.append((edges[place] + 4, top - height * number - 16, text))
    return page


def pdf_bytes(*pages: Page, lock: str | None = None) -> bytes:
    """The file; with a password as `lock` it is encrypted by RC4 of 40 bits."""
    letters = sorted({letter for page in pages for _, _, text in page.lines for letter in text})
    codes = {letter: number + 1 for number, letter in enumerate(letters)}
    objects: dict[int, tuple[bytes, bytes | None]] = {
        1: (b"<< /Type /Catalog /Pages 2 0 R >>", None),
        3: (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Times-Roman /Encoding /Identity-H "
            b"/DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
            None,
        ),
        4: (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times-Roman /FontDescriptor 5 0 R "
            b"/CIDSystemInfo << /Registry () /Ordering () /Supplement 0 >> /DW 500 >>",
            None,
        ),
        5: (
            b"<< /Type /FontDescriptor /FontName /Times-Roman /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 "
            b"/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
            None,
        ),
        6: (b"", _to_unicode(codes)),
    }
    kids = []
    for page in pages:
        number = len(objects) + 2 if 2 not in objects else len(objects) + 1
        kids.append(f"{number} 0 R")
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (number + 1),
            None,
        )
        objects[number + 1] = (b"", _content(page, codes))
    objects[2] = (f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(kids)}] >>".encode(), None)
    return _assemble(objects, lock)


def _content(page: Page, codes: dict[str, int]) -> bytes:
    parts = [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in page.rules]
    for x, y, text in page.lines:
        shown = "".join(f"{codes[letter]:04x}" for letter in text)
        parts.append(f"BT /F1 {SIZE} Tf {x} {y} Td <{shown}> Tj ET")
    if page.picture:
        parts.append("q 560 0 0 800 20 20 cm BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 80> EI Q")
    return "\n".join(parts).encode()


def _to_unicode(codes: dict[str, int]) -> bytes:
    maps = "\n".join(f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(codes)} beginbfchar\n{maps}\nendbfchar "
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _assemble(objects: dict[int, tuple[bytes, bytes | None]], lock: str | None) -> bytes:
    identity = b"0123456789abcdef"
    key = _lock(objects, lock, identity) if lock is not None else None
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number in sorted(objects):
        head, stream = objects[number]
        places[number] = len(out)
        if stream is not None:
            if key is not None:
                salt = number.to_bytes(3, "little") + b"\x00\x00"
                stream = _rc4(hashlib.md5(key + salt, usedforsecurity=False).digest()[:10], stream)
            head = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, head)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    for number in range(1, max(objects) + 1):
        out += b"%010d 00000 n \n" % places[number]
    reference = b"/Encrypt %d 0 R" % max(objects) if key is not None else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R %s /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (
        max(objects) + 1,
        reference,
        identity.hex().encode(),
        identity.hex().encode(),
        start,
    )
    return bytes(out)


def _lock(objects: dict[int, tuple[bytes, bytes | None]], lock: str, identity: bytes) -> bytes:
    """Adds the encryption dictionary (PDF 1.4, revision 2) and gives the file key."""
    padded = (lock.encode("latin-1") + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
    rights = (0xFFFFFFFC).to_bytes(4, "little")
    key = hashlib.md5(padded + owner + rights + identity, usedforsecurity=False).digest()[:5]
    objects[max(objects) + 1] = (
        b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>"
        % (owner.hex().encode(), _rc4(key, _PADDING).hex().encode()),
        None,
    )
    return key


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
