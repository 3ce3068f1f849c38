"""Owners that are several: "các tổ công đoàn", "mỗi đơn vị", "Phòng A và Phòng B"; and how they share the work.

Grammar (folded): an opening `các | mỗi | từng | những | (tất cả | toàn thể | toàn bộ | 100%) [các]` and a kind of unit;
or names parted by a comma, "và" or "cùng", the later ones beginning as a unit's name does.
"""

import re

from dondoc.core.extraction import FanOut
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold

_OPENING = re.compile(r"(?:(?:tất cả|toàn thể|toàn bộ|100%|các|những|mỗi|từng)(?:\s+(?:các|những))?)\s+(?=\S)")
#: "Trưởng các phòng", "Thủ trưởng các đơn vị": an office held in several units.
_OFFICES = re.compile(
    r"(?:phó\s+)?(?:thủ trưởng|trưởng|giám đốc|hiệu trưởng|bí thư|chủ tịch(?:\s+\S+)?|tổ trưởng|người đứng đầu"
    r"|lãnh đạo)\s+(?:các|mỗi|từng)\s"
)
_PARTED = re.compile(r"\s*,\s*(?:và\s+)?|\s+(?:và|cùng|cùng với)\s+|\s*;\s*")
#: These begin like a unit's name and are parts of one: "Sở Lao động, Thương binh và Xã hội".
_PART_OF_NAME = re.compile(
    r"(?:xã hội|khoa học|báo chí|y tế|hội nhập|đội ngũ|trường học|quỹ đất|bộ máy|đoàn kết|tổ chức|ban hành"
    r"|thống kê|kế toán|thanh niên|phụ nữ|nông dân|nhân dân|thanh tra(?! \S*(?:sở|bộ|huyện|tỉnh))|bảo hiểm)(?!\w)"
)
#: Said of several, these make it one piece of work: "các tổ cùng tổ chức", not "phối hợp với Văn phòng".
_JOINT = re.compile(
    r"(?<!\w)(?:phối hợp(?!\s+(?:chặt chẽ\s+|tốt\s+)?(?:với|cùng|giữa))|cùng nhau|cùng phối hợp"
    r"|cùng(?=\s+(?:tổ chức|xây dựng|triển khai|góp|thực hiện))|chung tay|liên tịch|tổ chức chung|xây dựng chung)(?!\w)"
)
_EACH = re.compile(r"(?:mỗi|từng)\s|(?:\S+\s+){1,3}(?:mỗi|từng)\s")
_CROWD = re.compile(r"(?:toàn thể|tập thể)\s")


def opening(owner: str) -> str:
    """The words that make an owner plural ("các", "mỗi", "tất cả các"), folded, or "".

    >>> opening("Tất cả các tổ công đoàn"), opening("Tổ công đoàn 2")
    ('tất cả các', '')
    """
    match = _OPENING.match(fold(owner))
    return match[0].strip() if match else ""


def named_units(owner: str) -> list[str]:
    """The names that an owner may list, as written.

    >>> named_units("Phòng Hành chính và Tổ bảo vệ")
    ['Phòng Hành chính', 'Tổ bảo vệ']
    """
    at, names = 0, []
    for match in _PARTED.finditer(fold(owner)):
        names.append(owner[at : match.start()])
        at = match.end()
    return [name.strip() for name in (*names, owner[at:]) if name.strip()]


def is_plural(owner: str, lexicon: Lexicon) -> bool:
    """Whether an owner is several units or people.

    A name with "và" in it is one ("Phòng Giáo dục và Đào tạo"), unless another unit's name begins behind it.
    """
    key = fold(owner)
    if opening(owner) or _OFFICES.match(key):
        return True
    return any(_begins_unit(name, lexicon) for name in named_units(owner)[1:])


def guess_fan_out(owner: str, text: str) -> FanOut:
    """Whether each of several owners does the work, or all together: a guess for the review.

    "Mỗi" and "từng" mean each; so do "các" and "những" unless the words say that it is done jointly. Units that are
    listed by name, and a whole body of people ("toàn thể đoàn viên"), do it together: the first named leads.
    """
    key = fold(owner)
    if _EACH.match(key):
        return FanOut.EACH
    if _CROWD.match(key) or not (opening(owner) or _OFFICES.match(key)):
        return FanOut.TOGETHER
    return FanOut.TOGETHER if _JOINT.search(fold(text)) else FanOut.EACH


def _begins_unit(name: str, lexicon: Lexicon) -> bool:
    key = fold(name)
    if _OPENING.match(key):
        return True
    head = lexicon.owners.heads.match(key, 0)
    if head is None or _PART_OF_NAME.match(key) is not None:
        return False
    return name[:1].isupper() or name[len(head) :].lstrip()[:1].isupper()  # "lãnh đạo UBND"
