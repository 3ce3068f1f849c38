"""Proofs with what is to be looked at, out of a real ledger."""

from dataclasses import replace
from datetime import date

from ledger_office import CLERK, RULES, Ledger, Line, at, target
from photos import as_chat_sends, photo, scene

from dondoc.core.activity import EvidenceRules
from dondoc.core.extraction import Recurrence
from dondoc.messages import explain
from dondoc.usecases.decide_evidence import decide_evidence
from dondoc.usecases.read_proofs import ProofLine, proof_lines
from dondoc.usecases.record_activity import add_evidence

WIDE = replace(RULES, max_file_size=100_000, media_types=RULES.media_types | {"image/jpeg"})
SEPTEMBER = date(2026, 9, 15)
#: When all is handed in.
LATER = at(date(2027, 2, 1))


def prove(ledger: Ledger, code: str, day: date, data: bytes) -> int:
    activity = ledger.record(code, day, 1)
    proofs = ledger.files.looked_at([ledger.files.proof(data, "anh.jpg", WIDE)], now=LATER)
    (kept,) = add_evidence(ledger.begin, ledger.blobs, activity.id, proofs, WIDE, actor=CLERK, now=LATER)
    return kept.id


def lines(ledger: Ledger, rules: EvidenceRules = WIDE) -> dict[int, ProofLine]:
    with ledger.database.reading() as work:
        proofs = [p for group in work.activities.evidence().values() for p in group]
        return {line.proof.id: line for line in proof_lines(work, proofs, rules)}


def told(line: ProofLine) -> list[str]:
    return [explain(flag) for flag in line.flags]


def test_a_photo_that_serves_twice_names_the_other_on_both(ledger: Ledger) -> None:
    courses, meetings = ledger.confirm(Line("Mở 02 lớp", (target(),)), Line("Họp", recurrence=Recurrence.MONTHLY))
    shared, own = photo("2026:09:15 08:00:00"), photo("2026:09:15 08:00:00", shade=10)
    first = prove(ledger, courses, SEPTEMBER, shared)
    second = prove(ledger, f"{meetings}.3", SEPTEMBER, shared)
    third = prove(ledger, f"{meetings}.2", date(2026, 8, 15), own)
    found = lines(ledger)
    assert f"minh chứng số {second} của hoạt động khác, ngày 15/09/2026, việc {meetings}.3" in told(found[first])[0]
    assert f"minh chứng số {first} của hoạt động khác" in told(found[second])[0]
    assert told(found[third]) == ["Ảnh ghi ngày chụp 15/09/2026, hoạt động ghi ngày 15/08/2026: lệch 31 ngày."]
    assert (found[third].tasks, found[third].facts is not None) == ((f"{meetings}.2",), True)
    assert told(lines(ledger, replace(WIDE, picture_days=31))[third]) == [
        f"Ảnh ghi ngày chụp 15/09/2026, ngoài thời gian của việc {meetings}.2 (từ 01/08/2026 đến 31/08/2026)."
    ]


def test_another_month_of_the_same_task_is_another_period(ledger: Ledger) -> None:
    (meetings,) = ledger.confirm(Line("Họp", recurrence=Recurrence.MONTHLY))
    august = prove(ledger, f"{meetings}.2", date(2026, 8, 15), photo())
    prove(ledger, f"{meetings}.3", SEPTEMBER, photo())
    assert "ở thời gian khác" in told(lines(ledger)[august])[0]


def test_what_was_rejected_elsewhere_flags_nothing_and_a_flag_bars_nothing(ledger: Ledger) -> None:
    one, other = ledger.confirm(Line("Mở 02 lớp", (target(),)), Line("Sửa nhà xe"))
    wrong, right = prove(ledger, one, SEPTEMBER, photo()), prove(ledger, other, SEPTEMBER, photo())
    assert told(lines(ledger)[right])
    decide_evidence(ledger.begin, right, WIDE, accept=True, actor=CLERK, now=at(SEPTEMBER))
    decide_evidence(ledger.begin, wrong, WIDE, accept=False, actor=CLERK, now=at(SEPTEMBER), reason="Gửi nhầm việc")
    assert told(lines(ledger)[right]) == told(lines(ledger)[wrong]) == []


def test_a_task_that_was_put_off_has_until_its_new_day(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Mở 02 lớp", (target(),)))
    late = prove(ledger, code, date(2027, 1, 20), photo())
    assert "ngoài thời gian" in told(lines(ledger)[late])[0]
    with ledger.begin() as work:
        (slot,) = next(iter(work.slots.of().values()))
        work.slots.update_many([replace(slot, due=date(2027, 1, 31))])
    assert told(lines(ledger)[late]) == []


def test_the_same_photo_through_a_chat_is_named_under_another_activity_only(ledger: Ledger) -> None:
    one, other = ledger.confirm(Line("Mở 02 lớp", (target(),)), Line("Sửa nhà xe"))
    first = prove(ledger, one, SEPTEMBER, scene(1))
    alone = prove(ledger, one, SEPTEMBER, scene(2))
    forwarded = prove(ledger, other, date(2026, 10, 2), as_chat_sends(scene(1)))
    found = lines(ledger)
    assert told(found[forwarded]) == [
        f"Ảnh này gần như giống hệt ảnh ở minh chứng số {first}: hoạt động ngày 15/09/2026, việc {one}, "
        f"{ledger.own().name}."
    ]
    assert f"ảnh ở minh chứng số {forwarded}" in told(found[first])[0]
    assert told(found[alone]) == []


def test_a_photo_twice_in_one_activity_is_as_it_may_be(ledger: Ledger) -> None:
    activity = ledger.record("", SEPTEMBER)
    both = [ledger.files.proof(data, "a.jpg", WIDE) for data in (scene(1), as_chat_sends(scene(1)))]
    add_evidence(
        ledger.begin, ledger.blobs, activity.id, ledger.files.looked_at(both, now=LATER), WIDE, actor=CLERK, now=LATER
    )
    assert [told(line) for line in lines(ledger).values()] == [[], []]
