"""Accepting by a second person: who may, who may not and is told who may, and that nothing goes round the rule."""

from dataclasses import replace
from datetime import date

import pytest
from ledger_office import CLERK, NOW, RULES, Ledger, Line, at

from dondoc.core.activity import Activity, Evidence, EvidenceKind, EvidenceState
from dondoc.core.event import FOLDER, Actor
from dondoc.core.four_eyes import FourEyes
from dondoc.core.unit import PersonRole
from dondoc.errors import NotAllowed
from dondoc.messages import explain
from dondoc.usecases.decide_evidence import decide_evidence
from dondoc.usecases.manage_units import add_person
from dondoc.usecases.record_activity import NewActivity, NewEvidence, add_activity, add_evidence, link_activity
from dondoc.usecases.update_task import mark_done

DAY = date(2026, 9, 15)
OWN_WORK = Line("Rà soát quy chế chi tiêu nội bộ")
TEAM_WORK = Line("Tổng vệ sinh khu lò nung", owner="Tổ Lò nung")
NUMBER = NewEvidence(kind=EvidenceKind.DOCUMENT_NUMBER, label="Biên bản số 7")
PHOTO = NewEvidence(kind=EvidenceKind.FILE, label="anh.png", data=b"\x89PNG anh", media_type="image/png")
CHIEF, CHAIR = Actor(name="tolo", via="link"), Actor(name="chutich", via="test")


@pytest.fixture
def team(ledger: Ledger) -> Ledger:
    """An office with a team of its own; the team's head, the office's chair and secretary."""
    unit = ledger.add_unit("LO", "Tổ Lò nung")
    for name, code, role, home in (
        ("Đoàn Văn Lửa", "tolo", PersonRole.OFFICER, unit.code),
        ("Bùi Thị Đất", "chutich", PersonRole.CHAIR, None),
    ):
        add_person(ledger.begin, name, code=code, email=None, unit=home, role=role, actor=CLERK, now=NOW)
    return ledger


def done_for(ledger: Ledger, line: Line) -> Activity:
    (code,) = ledger.confirm(line, number=None, name=f"{line.text}.txt")
    return add_activity(
        ledger.begin, NewActivity(happened_on=DAY, words="Đã làm", codes=(code,)), actor=CLERK, now=at(DAY)
    )


def hand_in(
    ledger: Ledger,
    activity: Activity,
    proof: NewEvidence = PHOTO,
    *,
    by: Actor = CHIEF,
    rule: FourEyes = FourEyes.BETWEEN_UNITS,
    accept: bool | None = None,
) -> Evidence:
    rules = replace(RULES, four_eyes=rule)
    (kept,) = add_evidence(
        ledger.begin, ledger.blobs, activity.id, [proof], rules, actor=by, now=at(DAY), accept=accept
    )
    return kept


def accept(
    ledger: Ledger, proof: Evidence, *, by: Actor = CLERK, rule: FourEyes = FourEyes.BETWEEN_UNITS
) -> EvidenceState:
    rules = replace(RULES, four_eyes=rule)
    return decide_evidence(ledger.begin, proof.id, rules, accept=True, actor=by, now=at(DAY)).state


def refusal(
    ledger: Ledger, proof: Evidence, *, by: Actor = CLERK, rule: FourEyes = FourEyes.BETWEEN_UNITS
) -> NotAllowed:
    before = ledger.dump()
    with pytest.raises(NotAllowed) as refused:
        accept(ledger, proof, by=by, rule=rule)
    assert ledger.dump() == before
    return refused.value


def test_the_office_accepts_what_a_team_handed_in_and_the_team_does_not(team: Ledger) -> None:
    proof = hand_in(team, done_for(team, TEAM_WORK))
    assert refusal(team, proof, by=CHIEF).message_code == "evidence.second_person"
    assert accept(team, proof) is EvidenceState.ACCEPTED


def test_whoever_hands_in_for_a_team_is_told_who_may_accept(team: Ledger) -> None:
    proof = hand_in(team, done_for(team, TEAM_WORK), by=CLERK, accept=True)
    assert proof.state is EvidenceState.RECEIVED
    words = explain(refusal(team, proof))
    assert "vì Cán bộ theo dõi là người đã gửi nó" in words
    assert words.endswith("Công nhận được: Bùi Thị Đất (--as chutich).")
    assert accept(team, proof, by=CHAIR) is EvidenceState.ACCEPTED


def test_a_name_and_a_code_are_one_person(team: Ledger) -> None:
    letter = replace(PHOTO, by="đoàn văn lửa")
    proof = hand_in(team, done_for(team, OWN_WORK), letter, by=Actor(name="thuky", via="email"))
    assert refusal(team, proof, by=CHIEF).message_code == "evidence.second_person"


def test_what_counts_on_arrival_waits_where_a_second_person_is_asked_for(team: Ledger) -> None:
    activity = done_for(team, TEAM_WORK)
    assert hand_in(team, activity, NUMBER).state is EvidenceState.RECEIVED
    with team.database.reading() as work:
        code = work.commitments.get(work.slots.get(activity.links[0].slot_id).commitment_id).code
    with pytest.raises(NotAllowed) as refused:
        mark_done(team.begin, code, RULES, actor=CLERK, now=at(DAY))
    assert refused.value.message_code == "done.not_accepted"


def test_the_own_unit_s_work_stays_one_person_s_unless_always(team: Ledger) -> None:
    activity = done_for(team, OWN_WORK)
    assert hand_in(team, activity, NUMBER, by=CLERK).state is EvidenceState.ACCEPTED
    photo = hand_in(team, activity, by=CLERK, accept=True, rule=FourEyes.ALWAYS)
    assert photo.state is EvidenceState.RECEIVED
    assert refusal(team, photo, rule=FourEyes.ALWAYS).message_code == "evidence.second_person"
    assert accept(team, photo, by=CHAIR, rule=FourEyes.ALWAYS) is EvidenceState.ACCEPTED


def test_a_file_from_the_inbox_is_the_team_s_not_of_him_who_collects(team: Ledger) -> None:
    collector = Actor(name="thuky", via=FOLDER)
    activity = done_for(team, TEAM_WORK)
    assert accept(team, hand_in(team, activity, by=collector)) is EvidenceState.ACCEPTED
    other = hand_in(team, activity, replace(PHOTO, data=b"\x89PNG hai"), by=collector)
    assert refusal(team, other, by=CHIEF).params["reason"].message_code == "evidence.of_his_unit"
    assert refusal(team, other, rule=FourEyes.ALWAYS).params["reason"].message_code == "evidence.his_own"


def test_where_nobody_else_is_it_is_said_how_to_help(ledger: Ledger) -> None:
    proof = hand_in(ledger, done_for(ledger, OWN_WORK), by=CLERK)
    error = refusal(ledger, proof, rule=FourEyes.ALWAYS)
    assert error.message_code == "evidence.nobody_else"
    assert "four_eyes" in explain(error)
    assert accept(ledger, proof, rule=FourEyes.OFF) is EvidenceState.ACCEPTED


def test_anybody_may_reject(team: Ledger) -> None:
    proof = hand_in(team, done_for(team, TEAM_WORK))
    rejected = decide_evidence(
        team.begin, proof.id, RULES, accept=False, actor=CHIEF, now=at(DAY), reason="chụp nhầm lò"
    )
    assert rejected.state is EvidenceState.REJECTED


def test_a_proof_that_comes_to_count_for_another_unit_s_task_needs_a_second_person_then(team: Ledger) -> None:
    strict = replace(RULES, four_eyes=FourEyes.BETWEEN_UNITS)
    (code,) = team.confirm(TEAM_WORK, number=None)
    activity = team.record("", DAY)
    proof = hand_in(team, activity, by=CLERK, accept=True)
    assert proof.state is EvidenceState.ACCEPTED
    link_activity(team.begin, activity.id, code, strict, actor=CLERK, now=at(DAY))
    with pytest.raises(NotAllowed) as refused:
        mark_done(team.begin, code, strict, actor=CLERK, now=at(DAY))
    assert refused.value.message_code == "evidence.second_person"
    assert accept(team, proof, by=CHAIR) is EvidenceState.ACCEPTED
    assert mark_done(team.begin, code, strict, actor=CLERK, now=at(DAY)).slot.done_on == DAY
