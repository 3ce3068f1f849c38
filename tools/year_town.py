"""Who lives in the year: a federation with its base unions, their people, and the plans that they write."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dondoc.core.commitment import Commitment
from dondoc.core.document import Document
from dondoc.documents.reading import read_bytes
from dondoc.usecases.ingest_report import ingest_report
from dondoc.usecases.manage_units import UnitsFile, import_units
from dondoc.usecases.review_commitments import Decision, Verdict, apply_decisions
from dondoc.wiring import Office
from tools.year_office import House

HOST = "nam.example"
FEDERATION = "Liên đoàn Lao động tỉnh Mẫu"

#: Promises by sort; {n} is a number, {d} a day as written, {w} a word that makes them differ.
_DATED = (
    "Tổ chức {n:02} lớp tập huấn {w} trước ngày {d}.",
    "Mở ít nhất {n:02} buổi tuyên truyền về {w} trước ngày {d}.",
    "Hoàn thành quy chế {w} trước ngày {d}.",
    "Ban hành kế hoạch {w} trước ngày {d}.",
    "Tổ chức hội thi {w} vào ngày {d}.",
)
_UNDATED = (
    "Kết nạp ít nhất {n:02} đoàn viên mới ở {w}.",
    "Rà soát hồ sơ {w}.",
    "Phấn đấu {p}% tổ công đoàn có {w}.",
)
_RECURRING = (
    "Hằng quý, tổ chức đối thoại về {w}.",
    "Hằng tháng, kiểm tra {w} ở các tổ.",
)
_ONGOING = ("Thường xuyên duy trì hoạt động của câu lạc bộ {w}.", "Tiếp tục nâng cao chất lượng {w}.")
_THINGS = (
    "an toàn lao động", "bình đẳng giới", "phòng cháy, chữa cháy", "quy chế dân chủ", "thỏa ước lao động tập thể",
    "chi tiêu nội bộ", "nghiệp vụ nữ công", "chuyển đổi số", "văn hóa đọc", "dinh dưỡng bữa ăn ca",
    "bảo hiểm xã hội", "kỹ năng hòa giải", "thể dục giữa giờ", "sáng kiến cải tiến", "vệ sinh nhà xưởng",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """How large the year is."""

    units: int
    #: Promises that are read from plans, over all half-years.
    commitments: int
    half_years: int = 3

    def promised_in(self, half_year: int) -> int:
        """New promises of each unit in a half-year, from 0: the first plan is the longest."""
        each = self.commitments / self.units / (self.half_years + 0.4)
        return round(each * 1.4) if half_year == 0 else round(each)


def unit_code(number: int) -> str:
    """`CS007`."""
    return f"CS{number:03}"


def found(size: Size, house: House) -> None:
    """Make the workspace of `house` with all its units and people."""
    office = house.office
    office.start(unit=FEDERATION, email=f"thuky@{HOST}")
    units = {unit_code(n): {"name": f"Công đoàn cơ sở Nhà máy Mẫu {n:03}"} for n in range(1, size.units + 1)}
    people: dict[str, dict[str, object]] = {}
    for n in range(1, size.units + 1):
        code = unit_code(n)
        people[f"pt{n:03}"] = {"name": f"Phụ Trách {n:03}", "email": f"pt{n:03}@{HOST}", "unit": code}
        people[f"ct{n:03}"] = {"name": f"Chủ Tịch {n:03}", "email": f"ct{n:03}@{HOST}", "unit": code, "role": "chair"}
        if n % 4 == 0:
            people[f"bt{n:03}"] = {"name": f"Bổ Trợ {n:03}", "email": f"bt{n:03}@{HOST}", "unit": code}
    people["chutich"] = {"name": "Chủ Tịch Tỉnh", "email": f"chutich@{HOST}", "role": "chair"}
    entries = UnitsFile.model_validate({"schema": 1, "units": units, "people": people})
    import_units(office.begin, entries, actor=office.actor, now=house.office.clock.now())


def plan_text(unit: int, half: str, lines: list[str], day: date, number: int) -> str:
    """A plan as a base union writes it."""
    title, words = _half_words(half)
    body = "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))
    return f"""CÔNG ĐOÀN CƠ SỞ NHÀ MÁY MẪU {unit:03}
Số: {number:02}/KH-CĐCS
Mẫu, ngày {day.day:02} tháng {day.month:02} năm {day.year}

KẾ HOẠCH
Nhiệm vụ {words}

NHIỆM VỤ {title}
{body}
"""


def _half_words(half: str) -> tuple[str, str]:
    year, part = half.split("-H")
    words = "6 tháng đầu năm" if part == "1" else "6 tháng cuối năm"
    return f"{words.upper()} {year}", f"{words} {year}"


def promises(count: int, first: date, last: date, rng: random.Random) -> Iterator[str]:
    """So many lines of a plan for the days from `first` to `last`; no two are alike."""
    things = rng.sample(_THINGS, min(count, len(_THINGS)))
    for n in range(count):
        word = things[n % len(things)] + (f" đợt {n // len(things) + 1}" if n >= len(things) else "")
        chance = rng.random()
        if chance < 0.62:
            form = rng.choice(_DATED)
        elif chance < 0.80:
            form = rng.choice(_UNDATED)
        elif chance < 0.92:
            form = rng.choice(_RECURRING)
        else:
            form = rng.choice(_ONGOING)
        day = first + timedelta(days=rng.randrange(12, (last - first).days + 1))
        yield form.format(n=rng.randint(1, 5), p=rng.choice((80, 90, 95)), d=f"{day:%d/%m/%Y}", w=word)


def read_plan(office: Office, data: bytes, name: str, *, unit: int, now: datetime, rng: random.Random) -> int:
    """Bring a plan in and confirm everything; how many promises that were."""
    document: Document = read_bytes(data, name)
    kept = ingest_report(
        office.begin,
        office.blobs,
        document,
        office.extract(document),
        data=data,
        actor=office.actor,
        now=now,
        unit_code=unit_code(unit),
    )
    if kept.is_repeat and all(c.commitment.code for c in kept.commitments):
        return 0
    decisions = [_decide(row.commitment, unit, now, rng) for row in kept.commitments]
    reviewed = apply_decisions(office.begin, decisions, document_id=kept.document.id, actor=office.actor, now=now)
    return len(reviewed.confirmed)


def _decide(draft: Commitment, unit: int, now: datetime, rng: random.Random) -> Decision:
    """Most are taken as they were read; some get a planned day or a person."""
    chance = rng.random()
    today = now.date()
    planned = None
    if chance < 0.15 and draft.due is not None and draft.window is None and (draft.due - today).days > 20:
        planned = draft.due - timedelta(days=rng.randrange(3, 18))
    assignees: tuple[str, ...] = (f"@pt{unit:03}",) if 0.15 < chance < 0.35 else ()
    return Decision(commitment_id=draft.id, verdict=Verdict.ACCEPT, planned_for=planned, assignees=assignees)
