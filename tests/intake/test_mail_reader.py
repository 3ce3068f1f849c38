"""A raw mail is taken apart as mail programs of all ages write it."""

import unicodedata
from base64 import b64encode
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.incoming import Incoming
from dondoc.intake.html_words import html_words
from dondoc.intake.mail_reader import MailLimits, read_mail, safe_name
from dondoc.settings.replies import load_reply_rules

RULES = load_reply_rules(None)
LIMITS = MailLimits(size=RULES.max_mail_size, parts=RULES.max_parts, automatic_subjects=RULES.automatic_subjects)
SAID = "Đã tổ chức 02 giải ngày 15/9"


def read(data: bytes) -> Incoming:
    return read_mail(data, LIMITS)


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("utf-8", SAID.encode()),
        ("windows-1258", unicodedata.normalize("NFD", "Đã xong việc").encode("cp1258", "ignore")),
        ("utf-16", SAID.encode("utf-16")),
        ("us-ascii", SAID.encode()),
        ("khong-co", SAID.encode()),
        ("utf-8", unicodedata.normalize("NFD", SAID).encode()),
    ],
)
def test_words_are_read_by_their_charset_and_composed(charset: str, data: bytes) -> None:
    head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n".encode()
    words = read(head + b64encode(data)).words
    assert words == unicodedata.normalize("NFC", words)
    assert words.startswith("Đã")
    assert charset == "windows-1258" or words == SAID


def test_headers_are_decoded_even_where_programs_forgot_to_encode_them() -> None:
    mail = "From: Mẫu <Mau@Thu.test>\nSubject: Trả lời: việc\nIn-Reply-To: <a@b>\nReferences: <x@y> <a@b>\n\nx".encode()
    found = read(mail)
    assert (found.sender, found.subject, found.answers) == ("mau@thu.test", "Trả lời: việc", ("<a@b>", "<x@y>"))


def test_html_is_read_where_there_are_no_plain_words_and_quotations_are_marked() -> None:
    message = EmailMessage()
    message.set_content("\n")
    page = "<html><head><style>p{}</style></head><body><p>Đã <b>xong</b></p><div>2 lớp<br>ngày 5/7</div>"
    page += "<div class='gmail_quote'>Vào 08:01 ai đó đã viết:<blockquote>cũ</blockquote></div></body></html>"
    message.add_alternative(page, subtype="html")
    assert read(message.as_bytes()).words.splitlines() == [
        "Đã xong", "2 lớp", "ngày 5/7", "> Vào 08:01 ai đó đã viết:", "> cũ",
    ]  # fmt: skip


def test_files_have_names_that_harm_nobody_and_a_mail_inside_a_mail_is_a_file() -> None:
    message = EmailMessage()
    message.set_content("x")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="../../biên bản.pdf")
    inner = EmailMessage()
    inner["Subject"] = "bên trong"
    inner.set_content("lời của người khác")
    message.add_attachment(inner)
    found = read(message.as_bytes())
    assert [file.name for file in found.files] == ["biên bản.pdf", "tep-2.eml"]
    assert b"Subject" in found.files[1].data
    assert found.words.strip() == "x"


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "rot13"])
def test_a_codec_that_is_no_charset_is_not_used_wherever_it_is_named(charset: str) -> None:
    words = "\\u0041-abc"
    body = f"Content-Type: text/plain; charset={charset}\n\n{words}"
    assert read(body.encode()).words == words
    assert read(f"Content-Type: text/plain; charset*={charset}''{charset}\n\n{words}".encode()).words == words
    named = f"Content-Type: application/pdf\nContent-Disposition: attachment; filename*={charset}''{words}.pdf\n\nx"
    assert [file.name for file in read(named.encode()).files] == ["u0041-abc.pdf"]
    assert read(f"Subject: =?{charset}?q?a-bc?=\n\nx".encode()).subject == "a-bc"


def test_a_file_name_is_read_by_the_charset_that_it_names() -> None:
    head = "Content-Type: application/pdf\nContent-Disposition: attachment; filename*0*=utf-8'vi'bi%C3%AAn%20; "
    found = read(f"{head}filename*1*=b%E1%BA%A3n.pdf\n\nx".encode())
    assert [file.name for file in found.files] == ["biên bản.pdf"]


def test_a_mail_with_a_header_that_no_program_writes_is_not_taken_apart() -> None:
    long = b"From: mau@thu.test\nContent-Type: multipart/mixed; boundary=x" + b";" * 40_000 + b"\n\n--x\n\nx\n--x--"
    found = read(long)
    assert [error.message_code for error in found.problems] == ["inbound.unreadable"]
    assert found.sender == "mau@thu.test"


@pytest.mark.parametrize(
    ("name", "safe"),
    [("C:\\x\\a.doc", "a.doc"), ("...", ""), ("a\x00b\nc.png", "a b c.png"), ("x" * 300 + ".pdf", "x" * 116 + ".pdf")],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(
    st.binary(max_size=600), st.sampled_from([b"", b"From: a@b.c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"])
)
def test_any_bytes_are_taken_apart(data: bytes, head: bytes) -> None:
    found = read(head + data)
    assert found.words == unicodedata.normalize("NFC", found.words)


@given(st.text(max_size=300))
def test_any_page_has_words_or_none(page: str) -> None:
    assert "\x00" not in html_words(page.replace("\x00", ""))
