"""Whose plan it is: the letterhead's lower line, or the body that an article tells of, in its fullest form."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.extract.layout import Layout
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.owners import expand
from dondoc.extract.passages import BULLETS, Passage
from dondoc.extract.tables import Table

_NATION = re.compile(
    r"cộng hòa xã hội|độc lập|tự do|hạnh phúc|đảng cộng sản việt nam$"
    r"|^(?:đoàn (?:tncs|thanh niên cộng sản)|đội (?:tntp|thiếu niên tiền phong)) hồ chí minh$"
)
_PLACE = re.compile(r"^(?:phường|xã|huyện|quận|thành phố|tp|thị xã|thị trấn|tỉnh|đặc khu)(?!\w)")
_LEAD = re.compile(
    r"\s*,?\s*(?:báo cáo|xây dựng kế hoạch|xây dựng chương trình|ban hành|thông báo|yêu cầu|đề nghị|đề ra"
    r"|trân trọng báo cáo|xin báo cáo|"
    r"đã (?:chủ động|triển khai|tổ chức|tập trung|thực hiện|đạt)|tổ chức|sơ kết|tổng kết|tổng hợp báo cáo"
    r"|hướng dẫn|chỉ thị|quyết định|làm việc|phát động|ra chỉ thị|triển khai)"
)
_STOP = re.compile(
    r"(?:đã|với|luôn|có|là|về|được|trong|của|để|năm|ngày|từ|đến|vào|trên|do|cho|theo|khi|tại|chào|như|này|hiện"
    r"|vinh|vừa|cùng|nhằm|sau|trước|nhiệm|khóa|lần|tháng|quý|đang|rất|cũng|thì|mà|ra|không|chưa|đón|đặt|xác"
    r"|đề|thuộc|nêu|đưa|mỗi|xin|kính|trân|gửi|nay|hân|căn|cần|phải|sẽ|gồm)"
)
_HEAD = re.compile(
    r"(?<!\w)(?:Tổng Liên đoàn|Liên minh|Liên hiệp|Hiệp hội|"
    r"Liên đoàn Lao động|LĐLĐ|Công đoàn|CĐCS|CĐ|BCH|BTV|Ban Thường vụ|Ban Chấp hành"
    r"|Ban Thường trực|Ban Quản lý|Ủy ban|Uỷ ban|UBND|HĐND|"
    r"UBMTTQ|MTTQ|Mặt trận|Hội đồng|Hội|Huyện đoàn|Thành đoàn|Tỉnh đoàn|Xã đoàn|Quận đoàn|Phường đoàn|Đoàn"
    r"|Chi đoàn|Liên đội|Sở|Bộ|Cục|Vụ|Chi cục|"
    r"Tổng cục|Bệnh viện|Trung tâm|Trạm|Trường|Phòng|Viện|Học viện|Công ty|Tổng công ty|Tập đoàn|Chi bộ|Đảng ủy"
    r"|Đảng uỷ|Đảng bộ|Huyện ủy|Tỉnh ủy|Thành ủy|Văn phòng|Công an|"
    r"Nghiệp đoàn|Ngân hàng|Kho bạc|Hợp tác xã|Câu lạc bộ|Ban|ĐTN|Đoàn TN"
    r"|(?<!Bí thư )(?<!Chủ tịch )(?<!Phó )(?<!Giám đốc )Thường trực)(?!\w)"
    r"(?! (?:trưởng|hợp|hành|viên|kết|nghị|thi|diễn|thao|học|việc|trường|luật|Chính trị|phẩm|tin|đồng|thảo|chống"
    r"|bệnh|làm|thể|giám khảo|chủ)(?!\w))"
)
_TO = re.compile(r"(?:kính )?gửi\s*:|kính gửi(?!\w)|đồng kính gửi")
#: In an article: who holds the meeting that it tells of.
_HOLDS = re.compile(r"\s*,?\s*(?:đã )?tổ chức (?:hội nghị|họp|đại hội|phiên họp|cuộc họp|kỳ họp)(?!\w)")
#: Many bodies are not the one that speaks: "các Công đoàn cơ sở đã chủ động …".
_MANY = re.compile(r"(?:các|những|mỗi|từng|tất cả|nhiều|một số)\s+$")
_BARE = frozenset(
    {"công đoàn", "cđcs", "cđ", "đoàn", "hội", "chi bộ", "bch", "btv", "ubnd", "trường", "công ty", "phòng"}
)
_PARTS_OFF = re.compile(r"(?:trực thuộc|đồng chí|đ/c|diễn ra|họp|ông|bà|kết quả|kết luận)(?!\w)")
#: "… công tác Đoàn 6 tháng cuối năm": no name goes on so.
#: A letter has a letterhead too, and no kind ("V/v …").
_LETTER = re.compile(r"(?:v/v|về việc)(?!\w)")
_COUNTS = re.compile(r"\d{1,2} tháng(?!\w)")
_LONGEST_SHORT = 3
#: A body that shares less than this with the letterhead is another one, though it acts in the text.
_STRANGE = 0.2
#: "VĂN PHÒNG" alone is the office of the body above, which is the issuer.
_BARE_OFFICE = 2
_WORD = re.compile(r"[^\W\d_][\w&.]*|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name of a body as it stands somewhere, with what speaks for it."""

    text: str
    words: frozenset[str]
    in_title: bool
    leads: bool
    holds: bool
    place: int


def letterhead(layout: Layout, lexicon: Lexicon) -> list[str]:
    """The lines above the document's number that name the superior and the issuer."""
    if not layout.kind and not any(_LETTER.match(one.key) for one in layout.head):
        return []
    names: list[str] = []
    for one in layout.head:
        left = re.split(r"\s{3,}", one.text.strip())[0]
        key = fold(left)
        if lexicon.sections.documents.match(key, 0) and len(key) < 40 and one.is_upper:
            break
        if _NATION.search(key) or key.startswith(("số", "căn cứ")) or "ngày" in key or not _is_upper(left):
            continue
        if not left[:1].isalpha():
            continue  # "/BC-CĐCS": a number that is still open
        if names and (_PLACE.match(key) or not lexicon.owners.heads.match(key, 0)):
            names[-1] += " " + left  # "CÔNG ĐOÀN CƠ SỞ CÔNG" / "TY CỔ PHẦN MAY X", as a narrow column breaks it
        else:
            names.append(left)
    while len(names) > 1 and fold(names[-1]).strip() in lexicon.owners.organs.words:
        names.pop()  # "BAN CHẤP HÀNH" below the union's name is only its organ
    return names[:3]


def find_issuer(layout: Layout, names: list[str], lexicon: Lexicon) -> str | None:
    """The issuer in the fullest form that the text has, or None."""
    found = _names(layout, lexicon)
    head = frozenset(expand(names[-1], lexicon)) if names else frozenset()
    whole = frozenset(word for name in names for word in expand(name, lexicon))
    if not found:
        return squeeze(names[-1]) if names else None
    counts: dict[frozenset[str], int] = {}
    for name in found:
        counts[name.words] = counts.get(name.words, 0) + 1
    short = Counter(fold(name.text) for name in found if " " not in name.text)

    def rate(name: _Name) -> float:
        # "Cục" alone means the one Cục that was named in full
        meant = short[fold(name.text).split(" ", 1)[0]] if " " in name.text and not head else 0
        return _score(name, head, whole, counts[name.words]) + 0.12 * min(meant, 6)

    best = max(found, key=lambda name: (rate(name), -name.place))
    alike = max(_overlap(best.words, head), _overlap(best.words, whole))
    if names and alike < (_STRANGE if best.leads else 0.5):
        return squeeze(names[-1])  # "Ban Nữ công tổ chức …" leads a line of the plan, but has nothing of the head
    above = frozenset(expand(names[0], lexicon)) if len(names) > 1 else frozenset()
    if len(head) > _BARE_OFFICE and best.words <= above and not best.words <= head:
        return squeeze(names[-1])  # the body above acts in the text ("Trình UBND thành phố ban hành …")
    organs = {word for organ in lexicon.owners.organs.words for word in organ.split()}
    if names and best.words < head and len(head - best.words - organs) > 1:
        return squeeze(names[-1])  # "Đoàn xã" in the text, "ĐOÀN XÃ TRUNG SƠN" at its head
    fuller = [name for name in found if best.words < name.words and len(name.words) - len(best.words) <= 6]
    fuller = [name for name in fuller if expand(name.text, lexicon)[0] == expand(best.text, lexicon)[0]]
    return max([best, *fuller], key=lambda name: len(name.words)).text


def _score(name: _Name, head: frozenset[str], whole: frozenset[str], count: int) -> float:
    score = 0.12 * min(count, 8) + 0.04 * min(len(name.words), 12)
    if head:
        score += 2 * max(_overlap(name.words, head), _overlap(name.words, whole)) + (1.2 if name.leads else 0)
    else:
        score += (1.5 if name.in_title else 0) + (0.4 if name.leads else 0) + (1.5 if name.holds else 0)
    if name.text.count(" ") < 2 and fold(name.text) in _BARE:
        return score - 3  # "Công đoàn", "CĐCS": any of them
    return score if len(name.words) > 2 else score - 1


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left | right else 0.0


def _names(layout: Layout, lexicon: Lexicon) -> list[_Name]:
    """Names in the title and in the first paragraphs."""
    texts = [squeeze(layout.title)] if not layout.kind else []
    body = (*layout.body[:14], *layout.body[14:][-3:])  # "Trên đây là báo cáo của …" closes it
    texts += [one.text for one in _not_addressed((*layout.head, *body)) if not one.is_upper]
    found = []
    for place, text in enumerate(texts):
        key = fold(text)
        free = 0
        for match in _HEAD.finditer(text[:3000]):
            if match.start() < free or _MANY.search(key, max(0, match.start() - 10), match.start()):
                continue
            free = _end_of_name(text, key, match.end(), lexicon)
            words = squeeze(text[match.start() : free])
            leads = place < 8 and _LEAD.match(key, free) is not None
            found.append(
                _Name(
                    text=words,
                    words=frozenset(expand(words, lexicon)),
                    in_title=place == 0 and not layout.kind,
                    leads=leads,
                    holds=place < 10 and _HOLDS.match(key, free) is not None,
                    place=place,
                )
            )
    return found


def _not_addressed(elements: tuple[Passage | Table, ...]) -> Iterator[Passage]:
    """The passages without "Kính gửi: …" and the list of those to whom it goes."""
    addressed = False
    for one in elements:
        if not isinstance(one, Passage):
            continue
        if _TO.match(one.key):
            addressed = one.key.rstrip().endswith((":", "kính gửi"))
        elif not (addressed and one.style in BULLETS):
            addressed = False
            yield one


def _end_of_name(text: str, key: str, at: int, lexicon: Lexicon) -> int:
    """Where a name ends: before a mark, a verb, or a word that no name holds."""
    end = inside = at
    words = text.split()
    titled = len(words) > 6 and sum(word[:1].isupper() for word in words) > 0.8 * len(words)  # "Hội Phụ Nữ Huyện Họp …"
    for count, word in enumerate(_WORD.finditer(key, at)):
        between = key[end : word.start()]
        if (
            _COUNTS.match(key, word.start())
            or between.strip(" -")
            or count > 14
            or len(between) > 3
            or _PARTS_OFF.match(key, word.start())
        ):
            break
        if _STOP.fullmatch(word[0]) or (
            word[0] in {"và", "các"} and not text[word.end() + 1 : word.end() + 2].isupper()
        ):
            break
        small = titled or text[word.start()].islower()
        if not small and (compound := lexicon.verbs.openers.match(key, word.start())):
            inside = word.start() + len(compound)  # "ngành Xây dựng": no verb begins inside it
        if (
            small
            and word.start() >= inside
            and any(phrases.match(key, word.start()) for phrases in (lexicon.verbs.openers, lexicon.verbs.adverbs))
        ):
            break
        end = word.end()
        if word[0].endswith(".") and len(word[0]) > _LONGEST_SHORT:
            return end - 1  # a full stop; "TP." and "Q." go on
    return end


def _is_upper(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) > 0.8 * len(letters)
