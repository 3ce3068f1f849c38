"""The words by which the parts of an official document are known."""

import re
import unicodedata

from dondoc.core.form import Component

_NATION, _MOTTO = "cong hoa xa hoi chu nghia viet nam", re.compile(r"doc lap\W{0,5}tu do\W{0,5}hanh phuc")
_NUMBER = re.compile(r"số\s{0,9}:.{0,60}/\s{0,9}\S", re.I)
_NUMBER_BARE = re.compile(r"số\s{0,9}:?[\s.…\d]{0,60}/\s{0,9}[^\W\d]", re.I)
_PLACE_DATE = re.compile(r"(?:[^;:]{1,60}?[,\s]\s{0,9})?ngày[\s.…\d]{0,30}tháng[\s.…\d]{0,30}năm[\s.…\d]{0,30}", re.I)
_PLACE_SLASHED = re.compile(r"[^,;:\d]{2,60},\s*ngày\s*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\.?", re.I)
_LETTER_SUBJECT = re.compile(r"v/v\b|về việc\b", re.I)
_URGENCY = re.compile(r"(?:hỏa tốc|hoả tốc|thượng khẩn|khẩn)", re.I)
_ADDRESSEE = re.compile(r"kính gửi\b", re.I)
_RECIPIENTS = re.compile(r"nơi nhận\s*[:.]?", re.I)
_MARK = r"(?P<mark>T[./]?M|K[./]?T|T[./]?L|TUQ|Q)"
_AUTHORITY = re.compile(_MARK + r"\s?[./]\s?\S.{0,120}", re.I)
#: Without a full stop only capitals are known as one.
_BARE_AUTHORITY = re.compile(_MARK + r"\s[A-ZĐÀ-Ỹ\s,-]{3,120}")
_WELL_MARKED = re.compile(r"(?:TM|KT|TL|TUQ|Q)\. \S", re.I)
_ANNEX = re.compile(r"phụ lục(?:\s+(?:số\s+)?(?P<number>[IVXLC]{1,6}|\d{1,3}|[A-Z]))?\s*[.:]?", re.I)
_ANNEX_RUN_ON = re.compile(r"(phụ lục\s+(?:số\s+)?(?:[IVXLC]{1,6}|\d{1,3})\s*[.:–-])\s*\S", re.I)
_REFERENCE = re.compile(r"\(?\s*(?:ban hành\s+)?kèm theo\b", re.I)
_DRAFTER = re.compile(r"[^\W\d_](?:[^\W\d_]|\.){1,9}\s?\(?\d{1,3}\)?\.?")
_BASIS = re.compile(r"căn cứ\s", re.I)
_OPENING = re.compile(r"(?:căn cứ|thực hiện|để |nhằm |trên cơ sở|theo |kính gửi)", re.I)
_LIST_MARK = re.compile(r"[-–•*+]\s*\S")
_PART = re.compile(r"(?:phần|chương)\s+(?:thứ\s+)?(\S{1,12})\s*[.:]?", re.I)
_DIVISION = re.compile(r"(?:mục|tiểu mục)\s+(\S{1,8})\s*[.:]?", re.I)
_ARTICLE = re.compile(r"điều\s+\d{1,3}\s*[.:]\s*\S", re.I)
_HEADING = re.compile(r"(?:[IVX]{1,6}|[A-ZĐ])\s?[.)/-]{1,2}\s*\S")
_CLAUSE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\s?[.)/-]{0,2}|\d{1,2}\s?[.)/-]{1,2})\s*[^\W\d]")
_SIGNED = re.compile(r"\(.{0,60}\)")
_SENTENCE_END = frozenset(".;:,!?…")
_LONGEST_TITLE = 220
_NAME_WORDS = (2, 7)


def plain(text: str) -> str:
    """Small letters without marks, for words whose spelling varies.

    >>> plain("CỘNG HOÀ XÃ HỘI"), plain("Độc lập")
    ('cong hoa xa hoi', 'doc lap')
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())


def head_part(text: str) -> Component | None:
    """What a line in the head of a document is by its words; None for one that could be the name of a body."""
    bare = plain(text)
    if bare == _NATION:
        return Component.NATION
    if _MOTTO.fullmatch(bare.strip(" .-–")):
        return Component.MOTTO
    if _NUMBER.match(text) or _NUMBER_BARE.match(text):
        return Component.NUMBER
    if _PLACE_DATE.fullmatch(text.rstrip(". ")) or _PLACE_SLASHED.fullmatch(text):
        return Component.PLACE_DATE
    if _LETTER_SUBJECT.match(text):
        return Component.LETTER_SUBJECT
    return Component.URGENCY if _URGENCY.fullmatch(text) else None


def cuts(text: str) -> tuple[int, ...]:
    """Where a line has to be cut because two parts stand in it with only spaces between.

    >>> cuts("CĐCS MAY CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), cuts("Phụ lục I: Số liệu"), cuts("Lời văn")
    ((9,), (10,), ())
    """
    if len(text) > _LONGEST_TITLE:
        return ()
    found: set[int] = set()
    mapped = _unmarked(text)
    for pattern in (_NATION, "doc lap - tu do - hanh phuc"):
        at = mapped.find(pattern)
        if at >= 0:
            found |= {at, at + len(pattern)}
    if run_on := _ANNEX_RUN_ON.match(text):
        found.add(run_on.end(1))
    return tuple(sorted(at for at in found if text[:at].strip() and text[at:].strip()))


def _unmarked(text: str) -> str:
    """The text letter by letter in small ones without marks, of the same length."""
    letters = (unicodedata.normalize("NFD", letter.lower().replace("đ", "d"))[:1] for letter in text)
    return "".join(letter or " " for letter in letters)


def is_addressee(text: str) -> bool:
    """Whether a line begins with "Kính gửi"."""
    return _ADDRESSEE.match(text) is not None


def is_recipients_word(text: str) -> bool:
    """Whether a line is "Nơi nhận:"."""
    return _RECIPIENTS.fullmatch(text) is not None


def begins_recipients(text: str) -> bool:
    """Whether a line begins with "Nơi nhận" and goes on."""
    return _RECIPIENTS.match(text) is not None and not is_recipients_word(text)


def is_authority(text: str) -> bool:
    """Whether a line says in whose name somebody signs ("TM. BAN CHẤP HÀNH", "KT.CHỦ TỊCH")."""
    return _AUTHORITY.fullmatch(text) is not None or _BARE_AUTHORITY.fullmatch(text) is not None


def authority_mark(text: str) -> str:
    """How the abbreviation before an authority has to be written, where it is written otherwise; else "".

    >>> authority_mark("TM. BAN CHẤP HÀNH"), authority_mark("T/M BAN CHẤP HÀNH"), authority_mark("KT.CHỦ TỊCH")
    ('', 'TM. ', 'KT. ')
    """
    found = re.match(_MARK, text, re.I)
    if found is None or _WELL_MARKED.match(text):
        return ""
    return re.sub(r"[./]", "", found["mark"]).upper() + ". "


def annex_number(text: str) -> str | None:
    """The number of an annex whose label this is, "" without one; None for anything else."""
    found = _ANNEX.fullmatch(text)
    return None if found is None else found["number"] or ""


def is_reference(text: str) -> bool:
    """Whether a line says of which document this is an annex."""
    return _REFERENCE.match(text) is not None


def is_drafter(text: str) -> bool:
    """Whether a line names who typed it and the number of copies: "NVA (20)"."""
    return _DRAFTER.fullmatch(text) is not None


def is_basis(text: str) -> bool:
    """Whether a paragraph is a căn cứ."""
    return _BASIS.match(text) is not None


def is_listed(text: str) -> bool:
    """Whether a line begins with a dash or another mark of lists."""
    return _LIST_MARK.match(text) is not None


def is_signed_note(text: str) -> bool:
    """Whether a line only notes the signature: "(Đã ký)"."""
    return _SIGNED.fullmatch(text) is not None


def ends_subject(text: str) -> bool:
    """Whether a line below the kind can no longer be the subject."""
    return _OPENING.match(text) is not None or text[-1:] in {".", ":", ";"} or body_part(text) is not Component.BODY


def body_part(text: str) -> Component:
    """What a paragraph of the text is by its beginning; whether a numbered one is a title shows in its shape.

    >>> [body_part(words).value for words in ("II. KẾT QUẢ", "A/ KẾT QUẢ", "Phần thứ nhất", "1.2. Tổ chức", "a) Thi")]
    ['heading', 'heading', 'part', 'clause_title', 'body']
    >>> body_part("12 đoàn viên khó khăn").value
    'body'
    """
    if _PART.fullmatch(text):
        return Component.PART
    if _DIVISION.fullmatch(text):
        return Component.DIVISION
    if _ARTICLE.match(text):
        return Component.ARTICLE
    if _HEADING.match(text) and is_title(text):
        return Component.HEADING
    if _CLAUSE.match(text) and is_title(text):
        return Component.CLAUSE_TITLE
    return Component.BASIS if is_basis(text) else Component.BODY


def is_title(text: str) -> bool:
    """Whether a paragraph is short and ends without a mark, as titles do."""
    return len(text) <= _LONGEST_TITLE and text.rstrip()[-1:] not in _SENTENCE_END


def numeral(text: str) -> str:
    """The number after "Phần", "Chương", "Mục", "Tiểu mục"; "" where there is none."""
    found = _PART.fullmatch(text) or _DIVISION.fullmatch(text)
    return found[1].rstrip(".:") if found else ""


def is_name(text: str) -> bool:
    """Whether a line can be the name of a person: a few words, each with a capital.

    >>> is_name("Trần Thị Mẫu"), is_name("PHÓ CHỦ TỊCH"), is_name("Phó Chủ tịch")
    (True, False, False)
    """
    words = text.split()
    few = _NAME_WORDS[0] <= len(words) <= _NAME_WORDS[1]
    return few and not text.isupper() and all(word[:1].isupper() for word in words)


def names_of_bodies(lines: list[str]) -> int:
    """How many of the lines of a head, from the first, are the superior body, by their words alone.

    The name that begins anew ("CÔNG ĐOÀN …" below "LIÊN ĐOÀN …") is that of the issuer.
    """
    starts = [place for place, line in enumerate(lines) if plain(line).startswith(_BODIES)]
    later = [place for place in starts if place > 0]
    return later[-1] if later else 0


_BODIES = (
    *("cong doan", "cdcs", "lien doan", "ldld", "tong lien doan", "cd ", "nghiep doan"),
    *("uy ban", "ubnd", "so ", "ban ", "hoi ", "doan ", "dang uy", "chi bo", "phong ", "bo ", "cuc ", "chi cuc"),
    *("van phong", "trung tam", "truong ", "benh vien", "tong cong ty", "hoi dong"),
)


def is_roman(text: str) -> bool:
    """Whether a number is Roman.

    >>> is_roman("IV"), is_roman("4")
    (True, False)
    """
    return bool(text) and set(text) <= set("IVXLCDM")
