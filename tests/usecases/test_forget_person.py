"""Forgetting a person: no byte of the name or an address is left, and every number, day and chain still holds."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from ledger_office import CLERK, NOW, RULES, Ledger, Line
from reply_office import ReplyOffice, picture, reply

from dondoc.core.answer import AnswerLink, LinkPurpose, Receipt, ReceiptKind
from dondoc.core.contact import Pairing, Way
from dondoc.core.event import Actor
from dondoc.core.inbound import InboundState
from dondoc.core.notice import Channel
from dondoc.core.task import Status
from dondoc.core.unit import Person, PersonRole
from dondoc.errors import BadInput, NotAllowed
from dondoc.usecases.export_person import export_person
from dondoc.usecases.forget_person import Forgotten, finish_forgetting, forget_person
from dondoc.usecases.manage_units import add_person
from dondoc.usecases.move_people import leave
from dondoc.usecases.update_task import mark_done, mark_partly
from dondoc.usecases.verify_ledger import verify_ledger

NAME, EMAIL, PHONE, CHAT = "Đặng Hồng Sen", "sen.dang@thu.test", "0912345678", "zalo-55667788"
NEEDLES = [NAME, NAME.upper(), EMAIL, PHONE, CHAT]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ReplyOffice]:
    opened = ReplyOffice(tmp_path)
    yield opened
    opened.ledger.database.close()


def join(office: ReplyOffice, name: str = NAME, code: str = "dhs", email: str | None = EMAIL) -> Person:
    return add_person(
        office.ledger.begin,
        name,
        code=code,
        email=email,
        unit="TO-MAU",
        role=PersonRole.OFFICER,
        actor=CLERK,
        now=NOW,
    )


def busy_years(office: ReplyOffice) -> Person:
    """Everything by which a person leaves traces, and at last his leaving."""
    sen = join(office)
    office.give(office.courses, sen)
    slot = office.slot(office.courses)
    with office.ledger.begin() as work:
        work.contacts.put(sen.id, [Way(Channel.ZALO, CHAT), Way(Channel.SMS, PHONE)])
        work.contacts.add_pairing(
            Pairing(code="MA-1234", person_id=sen.id, channel=Channel.ZALO, expires_at=NOW + timedelta(days=1))
        )
        work.receipts.add(Receipt(id=0, slot_id=slot.id, person_id=sen.id, kind=ReceiptKind.ACKNOWLEDGED, at=NOW))
        work.links.add_many(
            [
                AnswerLink(
                    id=0,
                    person_id=sen.id,
                    purpose=LinkPurpose.ANSWER,
                    subject_id=slot.id,
                    made_at=NOW,
                    expires_at=NOW + timedelta(days=90),
                )
            ]
        )
    words = f"Đã mở 02 lớp tập huấn ngày 03/7/2026, đ/c {NAME} dạy, máy {PHONE}."
    sender = f"{NAME} <{EMAIL}>"
    office.take(reply(words, sender=sender, to=office.letter_to(sen, office.courses), files={"a.png": picture()}))
    office.take(reply(f"{office.courses}: của {NAME} đây ạ", sender=sender, message_id="<hai@thu.test>"))
    act = Actor(name="dhs", via="link")
    mark_done(office.ledger.begin, office.canteen, RULES, actor=act, now=NOW, attest=f"Tôi, {NAME}, đã xem")
    mark_partly(office.ledger.begin, office.courses, f"chờ {NAME.upper()} về, gọi {PHONE}", actor=CLERK, now=NOW)
    leave(office.ledger.begin, "dhs", to="binh", actor=CLERK, now=NOW)
    return sen


def forget(
    office: ReplyOffice, code: str = "dhs", *, reason: str = "bà ấy yêu cầu", dry_run: bool = False
) -> Forgotten:
    return forget_person(
        office.ledger.begin,
        office.ledger.blobs,
        code,
        reason=reason,
        law="Luật 91/2025/QH15",
        actor=CLERK,
        now=NOW + timedelta(days=1),
        dry_run=dry_run,
    )


def found_on_disk(folder: Path) -> list[tuple[str, str]]:
    return [
        (path.name, needle)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for needle in NEEDLES
        if needle.encode() in path.read_bytes()
    ]


def test_no_byte_of_name_or_address_is_left_and_the_ledger_holds(office: ReplyOffice, tmp_path: Path) -> None:
    sen = busy_years(office)
    assert {needle for _, needle in found_on_disk(tmp_path)} >= {NAME, EMAIL, PHONE, CHAT}
    before = facts(office)
    forget(office, reason=f"{NAME} yêu cầu")
    office.ledger.database.shrink()
    assert found_on_disk(tmp_path) == []
    assert facts(office) == before
    ledger = office.ledger
    assert verify_ledger(ledger.database.reading, ledger.blobs, disk_now=NOW, keep=ledger.begin).broken == ()
    with office.ledger.database.reading() as work:
        person = next(p for p in work.units.people() if p.id == sen.id)
        assert (person.code, person.name, person.email) == ("dhs", f"Người đã được xóa thông tin #{sen.id}", None)
        assert work.contacts.of([sen.id]) == {}
        assert work.links.alive(NOW, person_id=sen.id) == []
        assert {(m.sender, m.subject, m.sha256) for m in work.inbound.in_states()} == {("", "", "")}
        assert not work.inbound.in_states([InboundState.TO_SORT])
        slot = office.slot(office.canteen)
        assert slot.attestation is not None
        assert (slot.status, slot.attestation.by) == (Status.DONE, person.name)
        assert work.events.of_entity("dhs")[-1].type == "person.forgotten"


def facts(office: ReplyOffice) -> list[object]:
    """Counts, days and states."""
    slots = [office.slot(code) for code in (office.courses, office.trees, office.canteen)]
    activities = [(a.happened_on, a.quantity, a.links) for a in office.activities()]
    proofs = [(e.id, e.kind, e.state, e.sha256, e.received_at) for e in office.evidence()]
    return [[(s.status, s.done_on, s.due, s.decided_at) for s in slots], activities, proofs]


def test_it_is_shown_before_and_a_look_changes_nothing(office: ReplyOffice) -> None:
    busy_years(office)
    before = office.ledger.dump()
    planned = forget(office, dry_run=True)
    assert office.ledger.dump() == before
    assert planned.addresses == (PHONE, EMAIL, CHAT)
    for place in ("contacts", "pairings", "receipts", "inbound", "answer_links", "event_payloads", "slots.attested_by"):
        assert planned.erased[place] >= 1, place
    assert forget(office).erased == planned.erased


def test_an_address_of_former_years_goes_and_another_s_question_stays(office: ReplyOffice) -> None:
    sen = join(office)
    office.give(office.courses, sen)
    letter = office.letter_to(sen, office.courses)
    with office.ledger.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE messages SET address = 'sen.cu@thu.test'")
    mine = office.take(reply("Sen đây ạ", sender="sen.cu@thu.test", message_id="<cu@thu.test>"))
    other = office.take(reply("Tôi hỏi việc này", sender="la@thu.test", to=letter, message_id="<la@thu.test>"))
    assert {mine.state, other.state} == {InboundState.QUARANTINED}
    leave(office.ledger.begin, "dhs", to="binh", actor=CLERK, now=NOW)
    assert "sen.cu@thu.test" in forget(office).addresses
    with office.ledger.database.reading() as work:
        gone, left = work.inbound.get(mine.id), work.inbound.get(other.id)
    assert (gone.state, gone.sender, gone.sha256) == (InboundState.DISMISSED, "", "")
    assert (left.state, left.sender) == (InboundState.QUARANTINED, "la@thu.test")
    assert office.ledger.blobs.has(left.sha256)


def test_who_holds_open_work_hands_it_over_first(office: ReplyOffice) -> None:
    before = office.ledger.dump()
    with pytest.raises(NotAllowed) as refused:
        forget(office, "binh")
    assert (refused.value.message_code, refused.value.params["tasks"]) == ("person.has_work", office.canteen)
    assert office.ledger.dump() == before


@pytest.mark.parametrize("role", [PersonRole.SECRETARY, PersonRole.CHAIR])
def test_the_only_one_in_a_role_stays_until_there_is_another(office: ReplyOffice, role: PersonRole) -> None:
    begin = office.ledger.begin
    add_person(begin, "Lý Văn Một", code="mot", email=None, unit="TO-BINH", role=role, actor=CLERK, now=NOW)
    with pytest.raises(NotAllowed) as refused:
        forget(office, "mot")
    assert refused.value.message_code == "person.only_one"
    add_person(begin, "Lý Văn Hai", code="hai", email=None, unit="TO-BINH", role=role, actor=CLERK, now=NOW)
    assert forget(office, "mot").label.startswith("Người đã được xóa thông tin")


def test_a_common_mailbox_and_a_common_name_are_not_his_alone(office: ReplyOffice) -> None:
    join(office, email="chung@thu.test")
    join(office, code="dhs2", email="chung@thu.test")
    activity = office.ledger.record("", date(2026, 7, 3), words=f"{NAME} tặng quà")
    assert forget(office).has_namesake
    with office.ledger.database.reading() as work:
        assert work.activities.get(activity.id).words == f"{NAME} tặng quà"
        other = next(p for p in work.units.people() if p.code == "dhs2")
    assert (other.name, other.email) == (NAME, "chung@thu.test")


def test_what_was_signed_stays_and_is_counted(office: ReplyOffice) -> None:
    join(office)
    office.ledger.confirm(Line(f"Giao đ/c {NAME} sửa mái"), number=None, name="giao-viec.txt")
    assert forget(office).kept == {"documents": 1, "commitments": 1}


def test_nobody_is_forgotten_twice_or_without_a_reason(office: ReplyOffice) -> None:
    join(office)
    with pytest.raises(BadInput) as unsaid:
        forget(office, reason=" ")
    assert unsaid.value.message_code == "person.forget_why"
    forget(office)
    with pytest.raises(NotAllowed) as again:
        forget(office)
    assert again.value.message_code == "person.forgotten"


def test_a_crash_before_the_bytes_are_gone_is_finished_by_the_next_run(
    office: ReplyOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy_years(office)
    letters = [row.sha256 for row in office.rows()]

    def cut(_sha256: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(office.ledger.blobs, "remove", cut)
        with pytest.raises(KeyboardInterrupt):
            forget(office)
    assert all(office.ledger.blobs.has(sha256) for sha256 in letters)
    finish_forgetting(office.ledger.begin, office.ledger.blobs)
    assert not any(office.ledger.blobs.has(sha256) for sha256 in letters)


def test_all_that_is_kept_of_a_person_is_told_on_request(office: ReplyOffice) -> None:
    busy_years(office)
    with office.ledger.database.reading() as work:
        told = export_person(work, "DHS")
    assert (told["name"], told["email"]) == (NAME, EMAIL)
    assert told["contacts"] == [{"channel": "zalo", "address": CHAT}, {"channel": "sms", "address": PHONE}]
    for part, count in (("roles", 1), ("messages_received", 2), ("evidence", 1), ("tasks", 1), ("acts", 3)):
        rows = told[part]
        assert isinstance(rows, list)
        assert len(rows) >= count, part


def test_an_address_in_another_case_is_his_too(ledger: Ledger, tmp_path: Path) -> None:
    own = add_person(
        ledger.begin, NAME, code="dhs", email=EMAIL, unit=None, role=PersonRole.OFFICER, actor=CLERK, now=NOW
    )
    activity = ledger.record("", date(2026, 7, 3), words=f"Gửi {EMAIL.upper()}, {NAME.upper()}")
    forget_person(ledger.begin, ledger.blobs, "dhs", reason="yêu cầu", law="", actor=CLERK, now=NOW)
    with ledger.database.reading() as work:
        label = f"Người đã được xóa thông tin #{own.id}"
        assert work.activities.get(activity.id).words == f"Gửi {label}, {label}"
