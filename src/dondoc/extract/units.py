"""The noun that a number counts: behind it with its kind, or before it ("tỷ lệ hồ sơ … đạt 50%")."""

import re

from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import squeeze

_DONG = r"(?:đồng(?!\s(?:chí|bào|hương|nghiệp|phục)(?!\w))|đ(?!\w|/c(?!\w))|vnđ|vnd)"
#: An amount behind a number: its unit, the scale, and by what it is counted ("/người/tháng").
MONEY = re.compile(
    rf"\s?(?P<unit>(?:(?P<scale>tỷ|tỉ|triệu|nghìn|ngàn)\s?)?{_DONG}|(?P<bare>triệu|tỷ|tỉ))(?!\w)"
    r"(?P<per>(?:\s?/\s?[^\W\d]+(?:\s(?=[^\W\d]+/)[^\W\d]+)?){0,3})"
)
_SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4}
_SCALE = re.compile(r"(?P<scale>tỷ|tỉ|triệu|nghìn|ngàn|vạn)(?!\w)")
#: "50% số hộ": the hộ are counted.
_COUNT_OF = re.compile(r"(?:tổng )?số\s(?!liệu|hóa|tiền|lượng)(?=\w)")
_UPWARD = re.compile(r"\s?(?:trở lên(?!\w)\s?)?")
_CYCLE = re.compile(r"\s?/\s?(?:tuần|tháng|quý|năm)$")
_WORD = re.compile(r"[^\W\d_][\w&./-]{0,60}|\d{1,9}")
_LONGEST = 8
_LONGEST_TITLE = 60
#: How far before a number its noun is looked for.
_BEFORE = 240

_REACHING = re.compile(r"(?<!\w)(?:tham gia|tham dự|đạt|dự|hưởng ứng|đăng ký|ký cam kết|hoàn thành|có mặt)(?!\w)")
#: A number and its label are no noun: "5. Chi hội khá: 85%".
_FIGURES = re.compile(r"[\d.,/%()\s]*+")
_RATE = re.compile(r"(?:tỷ lệ|tỉ lệ|số lượng|tổng số|chỉ số|(?<!quân )(?<!sĩ )(?<!dân )số)\s+")
_FOR = re.compile(r"(?<!\w)cho\s(?P<who>(?:các\s|toàn bộ\s|tất cả\s)?)")


def unit_after(key: str, at: int, lexicon: Lexicon, *, percent: bool) -> tuple[int, int, bool]:
    """Span of the counted noun with its kind behind a number that ends at `at`, and whether it is money."""
    words = lexicon.numbers
    money = None if percent else MONEY.match(key, at)
    if money and not (money["bare"] and words.counted.match(key, money.end() + 1)):
        return money.start("unit"), money.end(), True
    at = _UPWARD.match(key, at).end()  # type: ignore[union-attr]  # it matches the empty string too
    if key[at : at + 1] == '"':
        close = key.find('"', at + 1, at + _LONGEST_TITLE)
        return (at, close + 1, False) if close > 0 else (at, at, False)
    start = end = at
    for count, word in enumerate(_WORD.finditer(key, at)):
        parted = key[end : word.start()]
        if (parted.strip() and count) or (count == 0 and parted.strip(" ")) or count >= _LONGEST:
            break
        if words.unit_stops.match(key, word.start()) and not (count == 0 and words.counted.match(key, word.start())):
            break
        if word[0][0].isdigit():
            break
        if count and lexicon.verbs.openers.match(key, word.start()) and not words.events.match(key, start):
            break
        end = word.end()
    of = _COUNT_OF.match(key, start, end)
    start = of.end() if of else start
    trimmed = _CYCLE.sub("", key[start:end])
    return start, start + len(trimmed.rstrip(" ./-")), False


def scale_of(unit: str) -> int:
    """The power of ten that a folded unit begins with: a million of "triệu đồng".

    >>> scale_of("triệu đồng/suất"), scale_of("nghìn cây"), scale_of("đồng")
    (1000000, 1000, 1)
    """
    match = _SCALE.match(unit)
    return _SCALES[match["scale"]] if match else 1


def unit_before(text: str, key: str, at: int, lexicon: Lexicon) -> str:
    """The noun before a number without one after it: "tỷ lệ hồ sơ … đạt 50%", "cập nhật dữ liệu …, đạt 98%"."""
    floor = _floor(key, at)
    rate = _RATE.search(key, floor, at)
    near = _subject_near(key, floor, at, lexicon) or _served(key, floor, at, lexicon)
    start = rate.end() if rate else _after_verbs(text, key, floor, at, lexicon=lexicon) if near is None else near
    if not key[start:at].strip(" ,:"):
        start = floor  # "Giá trị sản xuất tăng 9%": the noun stands before the verb
    start = end = _FIGURES.match(key, start, at).end()  # type: ignore[union-attr]  # it matches the empty string too
    for count, word in enumerate(_WORD.finditer(key, start, at)):
        stops = count and lexicon.numbers.unit_stops.match(key, word.start())
        if count >= 6 or key[end : word.start()].strip() or stops or word[0][0].isdigit():
            break
        end = word.end()
    return squeeze(text[start:end])


def _floor(key: str, at: int) -> int:
    """Where the stretch before a number begins that is looked at: the key's beginning, or a mark not too far off."""
    if at <= _BEFORE:
        return 0
    near = at - _BEFORE
    mark = max(key.rfind(". ", near, at), key.rfind("; ", near, at), key.rfind(": ", near, at))
    mark = mark if mark >= 0 else key.find(", ", near, at)
    return mark + 2 if mark >= 0 else at


def _served(key: str, floor: int, at: int, lexicon: Lexicon) -> int | None:
    """Where the noun begins whom the work serves: "tiêm vắc xin cho trẻ từ 6 tháng, đạt 95%" is a share of them."""
    comma = key.rfind(",", floor, at)
    if comma < 0 or not key[comma + 1 : at].strip().startswith("đạt"):
        return None
    counted = lexicon.numbers.counted
    found = [match.end() for match in _FOR.finditer(key, floor, comma) if counted.match(key, match.end())]
    return found[-1] if found else None


def _subject_near(key: str, floor: int, at: int, lexicon: Lexicon) -> int | None:
    """Where the noun begins that the last stretch before the number names: "…, quân số tham gia từ 98% trở lên"."""
    comma = key.rfind(",", floor, at)
    if comma < 0:
        return None
    start = comma + 1 + (key[comma + 1 : comma + 2] == " ")
    words = key[start:at].split()
    verbs = lexicon.verbs
    if len(words) < 2 or any(phrases.match(key, start) for phrases in (verbs.openers, verbs.adverbs, verbs.modals)):
        return None
    bound = (lexicon.numbers.unit_stops, lexicon.numbers.at_least, lexicon.numbers.more_than, lexicon.numbers.at_most)
    if any(phrases.match(key, start) for phrases in bound) or not _REACHING.search(key, start, at):
        return None
    return start


def _after_verbs(text: str, key: str, floor: int, at: int, *, lexicon: Lexicon) -> int:
    """Where the object of the first verbs in small letters begins ("hoàn thành cập nhật |dữ liệu")."""
    end = floor
    for place, verb in lexicon.verbs.openers.finditer(key, floor, at):
        if end > floor and key[end:place].strip(" ,"):
            break
        if place == floor or text[place].islower():
            end = place + len(verb)
    return end + (key[end : end + 1] == " ")
