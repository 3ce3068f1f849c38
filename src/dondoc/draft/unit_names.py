"""How a report speaks of its own unit inside a sentence: not by its full name again and again."""

import re

_HEADS = (
    "Công đoàn cơ sở",
    "Công đoàn bộ phận",
    "Công đoàn ngành",
    "Nghiệp đoàn cơ sở",
    "Công đoàn",
    "Liên đoàn Lao động",
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Ủy ban Mặt trận Tổ quốc",
    "Hội Liên hiệp Phụ nữ",
    "Hội Nông dân",
    "Hội Cựu chiến binh",
    "Hội Chữ thập đỏ",
    "Bệnh viện",
    "Trung tâm",
    "Trường",
    "Chi cục",
    "Phòng",
    "Cục",
    "Sở",
    "Vụ",
    "Bộ",
)
_LEVEL = re.compile(r" (?:tỉnh|thành phố|huyện|quận|thị xã|phường|xã|thị trấn|đặc khu)(?= )")


def short_name(issuer: str) -> str:
    """The kind of body that it is; "Đơn vị" where that is not known.

    >>> short_name("Công đoàn cơ sở Công ty Dệt Bình Sơn"), short_name("Ủy ban nhân dân phường Bến Cát")
    ('Công đoàn cơ sở', 'Ủy ban nhân dân phường')
    >>> short_name("Tổ hợp tác Bình Minh")
    'Đơn vị'
    """
    head = next((name for name in _HEADS if issuer == name or issuer.startswith(f"{name} ")), "")
    if not head:
        return "Đơn vị"
    level = _LEVEL.match(issuer, len(head))
    return head + (level[0] if level else "")
