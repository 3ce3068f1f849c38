"""What is worth telling of the activities behind a result: days, place, people, money, documents by their number."""

import re
from collections.abc import Sequence
from decimal import Decimal

from dondoc.core.activity import Activity, Evidence, EvidenceKind, EvidenceState
from dondoc.core.extraction import Kind
from dondoc.core.progress import Result, SlotWork
from dondoc.draft.clause import one_line, upper_first
from dondoc.draft.figures import days_text, number_text

#: Types of documents by their abbreviation (NĐ 30/2020, phụ lục III); minutes and letters prove, but are no result.
_TYPES = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "TTr": "Tờ trình",
    "BC": "Báo cáo",
}
_NUMBER = re.compile(r"(?:số\s*:?\s*)?(\d+\s*/\s*(?:\d{4}\s*/\s*)?([A-ZĐa-zđ]{2,3})-\S+.*)", re.IGNORECASE)
_LONGEST, _AT_MOST = 80, 2


def days_of(works: Sequence[SlotWork], kind: Kind, *, at_most: int) -> str:
    """On which days it happened, in words; "" for effort without an end, which was not kept up on one day."""
    if kind is Kind.ONGOING:
        return ""
    days = [a.happened_on for w in works for a in w.activities]
    if not days:
        days = [w.slot.done_on for w in works if w.slot.done_on is not None]
    return days_text(days, at_most=at_most)


def details_of(works: Sequence[SlotWork], found: Sequence[Result], *, clause: str) -> tuple[str, ...]:
    """Place, people, money and documents, as they stand in brackets; what `clause` says already is left out."""
    activities = list({a.id: a for w in works for a in w.activities}.values())
    written = [*_place(activities, clause), *_people(activities, found), *_money(activities, found)]
    return (*written, *_documents(works, clause))


def _place(activities: Sequence[Activity], clause: str) -> list[str]:
    places = {one_line(a.place).strip(" .;,") for a in activities}
    place = places.pop() if len(places) == 1 else ""
    place = place.removeprefix("tại ").removeprefix("Tại ")
    return [f"tại {place}"] if place and place.lower() not in clause.lower() else []


def _people(activities: Sequence[Activity], found: Sequence[Result]) -> list[str]:
    counts = [a.people for a in activities if a.people]
    total = sum(counts)
    if not total or any(r.value == total for r in found):
        return []
    noun = "người" if len(counts) == 1 else "lượt người"
    return [f"{number_text(Decimal(total))} {noun} tham gia"]


def _money(activities: Sequence[Activity], found: Sequence[Result]) -> list[str]:
    total = sum((a.money for a in activities if a.money), Decimal(0))
    if not total or any("đồng" in r.target.unit.lower() for r in found):
        return []
    return [f"kinh phí {number_text(total, unit='đồng')} đồng"]


def _documents(works: Sequence[SlotWork], clause: str) -> list[str]:
    proofs = [e for w in works for a in w.activities for e in w.evidence.get(a.id, ())]
    names = [name for e in proofs if (name := document_name(e))]
    unknown = [n for n in dict.fromkeys(names) if _bare_number(n) not in clause]
    return unknown if len(unknown) <= _AT_MOST else []


def _bare_number(name: str) -> str:
    match = re.search(r"\d+/\S+", name)
    return match[0] if match else name


def document_name(evidence: Evidence) -> str:
    """An accepted document with its type and number: "Kế hoạch số 12/KH-CĐCS ngày 05/8/2026"; "" for other proofs."""
    if evidence.kind is not EvidenceKind.DOCUMENT_NUMBER or evidence.state is not EvidenceState.ACCEPTED:
        return ""
    label = one_line(evidence.label).strip(" .;,()")
    if len(label) > _LONGEST:
        return ""
    if any(label.lower().startswith(name.lower() + " ") for name in _TYPES.values()):
        return upper_first(label)
    match = _NUMBER.fullmatch(label)
    kind = _TYPES.get(match[2]) if match else None
    return f"{kind} số {match[1]}" if match and kind else ""
