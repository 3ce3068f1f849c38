"""Who must do it: the subject of a clause, "giao … chủ trì", a heading that names a unit; never the issuer itself."""

import re
from dataclasses import dataclass

from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze

_WORD = re.compile(r"[^\W_][\w.&/]*")
_MOST_WORDS = 24
#: Short names that are units without a capital letter.
_NUMBERED = frozenset({"tổ", "chi hội", "chi đoàn", "khối", "cụm", "khu phố", "thôn", "ấp", "xóm", "đội", "nhóm"})
_ALWAYS = (
    "toàn ngành",
    "toàn hệ thống",
    "cđcs",
    "ubkt",
    "ubnd",
    "bch",
    "btv",
    "bgh",
    "nhà trường",
    "lđlđ",
    "cđgd",
    "đ/c",
)
#: Groups with a name of two words and more need no capital letter: "tổ hùn vốn họp", "đội văn nghệ tập".
_GROUPS = re.compile(
    r"(?:tổ|đội|nhóm|ban|chi hội|chi đoàn|câu lạc bộ|hội đồng)\s+(?!chức|trưởng|phó|hành|đầu)[^\W\d]+\s"
)
#: "Các xã căn cứ Kế hoạch này xây dựng …": the ground is no part of the name.
_GROUND = re.compile(r"\s(?:căn cứ|trên cơ sở|theo chức năng|thuộc thẩm quyền)\s")
_CHARGED = re.compile(
    r"(?:(?<!\w)giao(?: cho)?|(?<!\w)do|(?<!\w)phân công)\s+(?P<who>[^,;:.]{2,80}?)\s+"
    r"(?:là đơn vị\s+|làm đầu mối\s+)?(?P<verb>chủ trì|phụ trách|thực hiện|chịu trách nhiệm|đảm nhận|tổng hợp"
    r"|theo dõi|đầu mối)"
)
_IN_BRACKETS = re.compile(r"\((?P<who>[^()]{2,60}?)\s+(?:chủ trì|phụ trách|thực hiện|đảm nhận)\)")
#: "các tổ chức chính trị - xã hội", "mỗi báo cáo": a noun, not a verb.
#: Nothing but a unit or office in brackets at the end of a clause: "Công khai thu, chi hằng quý (kế toán)".
_NAMED_LAST = re.compile(r"(?<!\w)\((?P<who>[^\W\d_][^();:]{2,50})\)(?=\s*(?:[,;.]|$))")
_HEADING_BRACKET = re.compile(r"\((?P<who>[^\W\d_a-z][^();:\d]{4,60})\)$")
_SAYS = frozenset({"nhấn mạnh", "khẳng định", "cho biết", "lưu ý", "kêu gọi", "nêu rõ", "chỉ rõ"})
_TOLD = re.compile(
    r"(?:các|mỗi|từng|toàn thể|tất cả các)\s[^.:;]{3,90}?(?=,?\s(?:trong|thời gian|theo|tập trung|cần|phải|tiếp tục"
    r"|thực hiện|triển khai|khẩn trương|chủ động|nghiêm túc|quán triệt|căn cứ)(?!\w))"
)
#: Words that begin as units do: "Khoa học và công nghệ", "đội ngũ", "trường hợp".
_NO_UNIT = re.compile(
    r"(?:khoa học|đội ngũ|trường hợp|bộ luật|bộ đội biên|xã hội|phòng,? chống|hội nhập|bản sắc|lớp học)(?!\w)"
)
_PLURAL = re.compile(r"(?<!\w)(?:các|những|mỗi|một)\s+$")
_WITH = re.compile(r"\s*(?:[,;(]\s*)?(?:phối hợp|cùng với|với sự).*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A unit or office that does something: where it stands, and where its verb begins."""

    start: int
    end: int
    verb_at: int


def find_subject(text: str, key: str, start: int, end: int, lexicon: Lexicon) -> Subject | None:
    """The unit at `start` that is followed by a verb ("Ban Nữ công tổ chức …"), or None."""
    head_at = start
    quantifier = lexicon.owners.quantifiers.match(key, start)
    if quantifier:
        head_at = _skip_spaces(key, start + len(quantifier))
    head = lexicon.owners.heads.match(key, head_at)
    if head is None or not (
        quantifier
        or text[start].isupper()
        or head.startswith(_ALWAYS)
        or _GROUPS.match(key, head_at)
        or _named(text, key, head_at, head)
    ):
        return None
    counted = lexicon.numbers.counted.match(key, head_at)
    if counted and len(counted) > len(head):
        return None  # "Hội nghị", "Hội thi": an event, no unit
    if not quantifier and _opens(text, key, start, lexicon, head=len(head), end=end):
        return None
    verb_at = _find_verb(text, key, head_at + len(head), end, lexicon)
    alone = verb_at is not None and not quantifier and key[start:verb_at].strip() in lexicon.owners.bare.words
    if alone and verb_at is not None and not _goes_on(key, verb_at, lexicon):
        verb_at = _find_verb(text, key, verb_at + len(lexicon.verbs.openers.match(key, verb_at) or " "), end, lexicon)
    if verb_at is None:
        return None
    ground = _GROUND.search(key, start, verb_at)
    stop = ground.start() if ground else verb_at
    while stop > start and not key[stop - 1].isalnum() and key[stop - 1] not in ')"':
        stop -= 1
    return Subject(start=start, end=stop, verb_at=verb_at)


def _goes_on(key: str, at: int, lexicon: Lexicon) -> bool:
    """Whether a word stands here that begins no name: "Cục tiếp tục …", "Ban sẽ …"."""
    return any(phrases.match(key, at) for phrases in (lexicon.verbs.modals, lexicon.verbs.adverbs))


def _named(text: str, key: str, at: int, head: str) -> bool:
    """Whether a head in small letters is followed by its own name or number: "quỹ Công đoàn", "chi hội 5"."""
    after = _skip_spaces(key, at + len(head))
    return text[after : after + 1].isupper() or (text[after : after + 1].isdigit() and head in _NUMBERED)


def find_charged(text: str, key: str, start: int, end: int, lexicon: Lexicon) -> str | None:
    """Who is charged in passing: "…, giao Ban Nữ công chủ trì", "do Phòng A phụ trách"."""
    match = _CHARGED.search(key, start, end) or _IN_BRACKETS.search(key, start, end)
    if match is not None and key[match.start() :].startswith("phân công"):
        subject = find_subject(text, key, start, end, lexicon)
        handed = subject is not None and not key[subject.verb_at : match.start()].strip(" sẽphảicần")
        match = None if handed else match  # who hands it out must do it
    if match is None:
        return _named_last(text, key, start, end, lexicon)
    if not is_unit(match["who"], lexicon):
        return None
    if text[match.start("who")].islower() and lexicon.owners.quantifiers.match(match["who"], 0) is None:
        return None
    return squeeze(text[match.start("who") : match.end("who")])


def _named_last(text: str, key: str, start: int, end: int, lexicon: Lexicon) -> str | None:
    """A unit or an office alone in brackets behind the work; a short form of a name just written is none."""
    for match in _NAMED_LAST.finditer(key, start, end):
        who, words = match["who"], text[match.start("who") : match.end("who")]
        office = lexicon.owners.persons.match(who, 0) is not None
        short = words.isupper() and " " not in words
        named = words[:1].isupper() or lexicon.owners.quantifiers.match(who, 0) is not None
        if not short and who.count(" ") < 7 and (office or (named and is_unit(who, lexicon))):
            return squeeze(words)
    return None


def is_unit(key: str, lexicon: Lexicon) -> bool:
    """Whether a folded phrase begins as the name of a unit or office does."""
    quantifier = lexicon.owners.quantifiers.match(key, 0)
    at = _skip_spaces(key, len(quantifier)) if quantifier else 0
    return lexicon.owners.heads.match(key, at) is not None and _NO_UNIT.match(key, at) is None


#: Who a heading hands its work to, behind what the work is.
_HANDED = re.compile(r"[-–,(]\s*(?:giao|giao cho|phân công)\s+(?P<who>[^\W\d][^():;]{2,60}?)\s*\)?$", re.IGNORECASE)
_PERSON_WORDS = 9
#: Who resolves is whose plan it is.
_RESOLVED = ("quyết nghị", "quyết định", "thống nhất", "kết luận", "yêu cầu")


def heading_owner(words: str, lexicon: Lexicon) -> str | None:
    """The unit that a heading names and nothing else: "1. Phòng Kế hoạch tổng hợp", "Giao …:", "Đề nghị …"."""
    clean = squeeze(words).strip(" :.;-")
    key = fold(clean)
    for word in ("đề nghị", "giao cho", "giao", "yêu cầu", "đối với", "trách nhiệm của", "nhiệm vụ của", "phân công"):
        if key.startswith(word + " "):
            clean, key = clean[len(word) + 1 :], key[len(word) + 1 :]
            break
    if any(word in key for word in _SAYS) or key.endswith(_RESOLVED):
        return None  # "Đồng chí nhấn mạnh một số nhiệm vụ cần thực hiện:", "CHI BỘ QUYẾT NGHỊ"
    handed = _HANDED.search(clean)
    if handed and (is_unit(fold(handed["who"]), lexicon) or lexicon.owners.persons.match(fold(handed["who"]), 0)):
        return handed["who"]  # "3. Nữ công - giao đ/c Hoa:"
    bracketed = _HEADING_BRACKET.search(clean)
    if bracketed and lexicon.owners.persons.match(key, 0) and len(clean.split()) <= _PERSON_WORDS:
        return clean  # "Anh Nguyễn Văn A (Chủ tịch):"
    if bracketed and is_unit(fold(bracketed["who"]), lexicon):
        return bracketed["who"]  # "b) Công tác kiểm tra (Ủy ban Kiểm tra):"
    charged = re.search(
        r"\s+(?:chủ trì|phụ trách|có trách nhiệm|có nhiệm vụ|thực hiện|chịu trách nhiệm|đảm nhận|làm đầu mối"
        r"|là đầu mối)(?!\w)",
        key,
    )
    if charged:
        clean, key = clean[: charged.start()], key[: charged.start()]
    if not key or len(clean) > 110 or not is_unit(key, lexicon) or ":" in clean or "." in clean.rstrip("."):
        return None
    if lexicon.verbs.openers.match(key, 0) or _is_kind_only(clean, key, lexicon):
        return None
    verb = _find_verb(clean, key, len(key.split(" ", 1)[0]), len(key), lexicon)
    return clean if verb is None else None


def told_units(words: str, lexicon: Lexicon) -> str | None:
    """The units that an order is given to, whatever follows: "các cơ quan, đơn vị trong thời gian tới …"."""
    clean = squeeze(words)
    named = _TOLD.match(fold(clean))
    return clean[: named.end()].strip(" ,") if named and is_unit(named[0], lexicon) else None


def _is_kind_only(clean: str, key: str, lexicon: Lexicon) -> bool:
    """Whether a word like "tổ", "hội", "khối" stands there without the name that makes a unit of it ("Tổ Dệt 1")."""
    kind = lexicon.owners.plural.match(key, 0)
    if kind is None:
        return False
    name = clean[len(kind) :].lstrip()
    return not (name[:1].isupper() or name[:1].isdigit()) or clean.isupper()


def lead_unit(cell: str) -> str:
    """The unit of a cell "Chủ trì", without "phối hợp với …"."""
    clean = squeeze(cell)
    return clean[: _cut(_WITH.search(fold(clean)), len(clean))].strip(" ,;.")


def expand(name: str, lexicon: Lexicon) -> list[str]:
    """The words of a name with its abbreviations written out."""
    full = dict(lexicon.abbreviations)
    words = re.findall(r"[\w&/]+", fold(name))
    return [part for word in words for part in full.get(word, word).split()]


def is_issuer(owner: str, issuer: str | None, lexicon: Lexicon) -> bool:
    """Whether an owner is the issuer under its own or its short name ("Công đoàn ngành", "UBND phường")."""
    if not issuer:
        return False
    name, whole = expand(owner, lexicon), expand(issuer, lexicon)
    if name == whole[: len(name)] or whole == name[: len(whole)] or _is_short_for(name, whole):
        return True
    known = set(name) - _GRASSROOTS
    if len(known) > 3 and name[0] == whole[0] and known <= set(whole):
        return True  # "Công đoàn trường mầm non X" of "CĐCS trường MN X"
    for organ in lexicon.owners.organs.words:
        parts = organ.split()
        if whole[: len(parts)] == parts and name == whole[len(parts) : len(parts) + len(name)]:
            return True
        if (
            name[: len(parts)] == parts
            and name[len(parts) :] == whole[: len(name) - len(parts)]
            and len(name) > len(parts)
        ):
            return organ in {"tập thể", "toàn thể"}
    return False


#: "Huyện đoàn", "Thành hội", "Tỉnh ủy": the level first, then the body.
_GRASSROOTS = frozenset({"cơ", "sở"})
_LEVELS = frozenset({"huyện", "tỉnh", "thành", "quận", "thị", "xã", "phường", "khu"})
_BODIES = {"đoàn": "đoàn", "hội": "hội", "ủy": "đảng"}


def _is_short_for(name: list[str], whole: list[str]) -> bool:
    """Whether a spoken short name is the issuer's: "Huyện đoàn" of "Đoàn TNCS … huyện …", "nhà trường" of a school."""
    if name == ["nhà", "trường"]:
        return whole[0] in {"trường", "học"}
    if len(name) == 1 and name[0] in _LEVELS:
        return name[0] in whole  # "Huyện sẽ mở …" of the district's own people's committee
    if len(name) < 2 or name[0] not in _LEVELS or name[1] not in _BODIES:
        return False
    body = {_BODIES[name[1]], name[1]} & set(whole)
    return bool(body) and {name[0], *name[2:]} <= set(whole)


_ASKED = re.compile(r"[\s*/+.,:-]*(?:kính\s+|trân trọng\s+)?(?:đề nghị|kiến nghị|đề xuất)\s+(?:với\s+)?")


def asks_of(sentence: str, superior: str | None, lexicon: Lexicon) -> bool:
    """Whether a folded sentence opens with a request to the superior body ("Đề nghị CĐGD thành phố: …")."""
    asked = _ASKED.match(sentence)
    if not (superior and asked):
        return False
    whole = expand(superior, lexicon)
    name = expand(sentence[asked.end() : asked.end() + 120], lexicon)
    same = next((index for index, (one, other) in enumerate(zip(name, whole, strict=False)) if one != other), None)
    return (min(len(name), len(whole)) if same is None else same) >= 3


def _cut(match: re.Match[str] | None, default: int) -> int:
    return match.start() if match and match.start() > 2 else default


def _skip_spaces(key: str, at: int) -> int:
    while at < len(key) and key[at] == " ":
        at += 1
    return at


def _opens(text: str, key: str, start: int, lexicon: Lexicon, *, head: int, end: int) -> bool:
    """Whether the clause opens with a verb that looks like a unit ("Tổ chức", "Ban hành", "Báo cáo")."""
    opener = lexicon.verbs.openers.match(key, start)
    if opener is None or len(opener) < head:
        return False
    after = _skip_spaces(key, start + len(opener))
    named = text[after : after + 1].isupper() or is_unit(key[after:end], lexicon)
    return not (named and lexicon.owners.heads.match(key, start) == opener)


#: A list of fields inside the name of who is in charge: "Phòng Quản lý vận tải, phương tiện và người lái chủ trì".
_LEADS = re.compile(r"[^,;:.()\d]{3,45}?\s(?:chủ trì|phụ trách)(?!\w)")


def _find_verb(text: str, key: str, at: int, end: int, lexicon: Lexicon) -> int | None:
    """Where the first verb in small letters begins; None where the name does not end in one."""
    free = start = at
    count = 0
    for word in _WORD.finditer(key, at, end):
        between, before = key[at : word.start()], key[max(start, word.start() - 6) : word.start()]
        if any(char in ".;:" for char in between) or count > _MOST_WORDS:
            return None
        count += 1
        at = word.end()
        if word.start() < free:
            continue
        if text[word.start()].islower() and lexicon.verbs.speech.match(key, word.start()) in _SAYS:
            return None  # "Đồng chí nhấn mạnh …": who speaks is not who does
        name = lexicon.owners.name_parts.match(key, word.start())
        if name is None and text[word.start()].isupper():
            name = lexicon.verbs.openers.match(key, word.start())  # "Sở Xây dựng": no verb begins inside it
        if name and not key[word.start() + len(name) :].lstrip()[:1].isdigit():  # "thường trực 24/24 giờ" is done
            free = word.start() + len(name)
            continue
        begins = _verb_at(text, key, word.start(), lexicon) and not _PLURAL.search(before)
        if "," in between:
            if begins or not (_lists_on(text, key, word.start(), lexicon) or _LEADS.match(key, word.start(), end)):
                return None
            continue
        if begins:
            return word.start()
    return None


def _verb_at(text: str, key: str, at: int, lexicon: Lexicon) -> bool:
    shouted = text[max(0, at - 12) : at + 12].isupper()  # a line all in capitals
    if not text[at].islower() and not shouted:
        return False
    verbs = lexicon.verbs
    return any(phrases.match(key, at) for phrases in (verbs.openers, verbs.modals, verbs.adverbs))


def _lists_on(text: str, key: str, at: int, lexicon: Lexicon) -> bool:
    """Whether a list of units goes on after a comma ("các khoa, phòng", "Phòng A, Phòng B")."""
    return text[at].isupper() or is_unit(key[at:], lexicon)
