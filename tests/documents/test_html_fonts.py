"""Old fonts in a web page, however they are named."""

import pytest
from documents.old_encodings import tcvn3, viscii, vni

from dondoc.documents.reading import read_bytes

WORDS = "hội nghị sơ kết"
SHEET = '<style>p.Msonormal, li {font-family:".VnTime"} .loud {color:red; font-family: .VnTimeH, serif}</style>'


def text(page: str) -> str:
    return read_bytes(page.encode(), "a.html").text


@pytest.mark.parametrize(
    ("page", "meant"),
    [
        (f'<p><font face=".VnTime">{tcvn3(WORDS)}</font>', WORDS),
        (f'<p><font face=".VnTimeH, Times">{tcvn3(WORDS)}</font>', WORDS.upper()),
        (f"<p style=\"font-family:'VNI-Times'\">{vni(WORDS)} <b>{vni('là')}</b>", f"{WORDS} là"),
        (f"{SHEET}<p class=Msonormal>{tcvn3(WORDS)}", WORDS),
        (f"{SHEET}<p class='a loud'>{tcvn3(WORDS)}", WORDS.upper()),
        (f"{SHEET}<ul><li>{tcvn3(WORDS)}</ul>", f"• {WORDS}"),
        (f"{SHEET}<p class=Other>«à»", "«à»"),
        (f'{SHEET}<p class=Msonormal>{tcvn3(WORDS)} <span style="font-family:Arial">«à»</span>', f"{WORDS} «à»"),
        (f'<p><font face=".VnTime">{tcvn3("tháng")}</font> là đây', "tháng là đây"),
        ('<p><font face=".VnTime">th&#173;êng</font>', "thường"),
        ("<p><font face=Arial>«à»</font>", "«à»"),
    ],
)
def test_the_font_in_force_says_the_encoding(page: str, meant: str) -> None:
    assert text(page) == meant


LONG = "Công đoàn trường tổ chức hội nghị và hướng dẫn các tổ báo cáo trước ngày 25/9"


@pytest.mark.parametrize("head", ["", '<meta charset="windows-1252">', '<meta charset="iso-8859-1">'])
@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        (lambda words: tcvn3(words).encode("cp1252"), "TCVN3 (ABC)"),
        (lambda words: vni(words).encode("cp1252"), "VNI"),
        (viscii, "VISCII"),
    ],
    ids=["TCVN3", "VNI", "VISCII"],
)
def test_bytes_of_an_old_encoding_are_known_whatever_the_page_says(head: str, encoded, encoding: str) -> None:  # type: ignore[no-untyped-def]
    page = f"<html><head>{head}<title>@</title></head><body><p>@</p></body></html>".encode()
    document = read_bytes(page.replace(b"@", encoded(LONG)), "a.html")
    assert (document.text, document.title) == (LONG, LONG)
    assert [dict(doubt.params) for doubt in document.doubts] == [{"encoding": encoding}]


def test_capitals_are_known_by_their_font_where_the_bytes_say_nothing() -> None:
    page = f'<p>{tcvn3(LONG)}</p><p><font face=".VnTimeH">{tcvn3(WORDS)}</font></p>'
    assert read_bytes(page.encode("cp1252"), "a.html").text == f"{LONG}\n{WORDS.upper()}"


def test_scripts_and_comments_are_no_evidence() -> None:
    page = f"<script>var a = '{tcvn3(LONG)}'</script><!-- {tcvn3(LONG)} --><p>Báo cáo của đoàn trường</p>"
    document = read_bytes(page.encode(), "a.html")
    assert (document.text, document.doubts) == ("Báo cáo của đoàn trường", ())


def test_a_style_sheet_of_nonsense_takes_no_time() -> None:
    sheet = "font-family:" * 50_000 + "{" * 50_000
    assert text(f"<style>{sheet}</style><p>Báo cáo") == "Báo cáo"
