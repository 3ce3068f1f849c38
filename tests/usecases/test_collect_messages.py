"""Answers by mail become activities, receipts and wishes; what is unclear, or not believed, waits for a person."""

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from ledger_office import Actor
from reply_office import TODAY, ReplyOffice, picture, reply

from dondoc.core.activity import EvidenceKind
from dondoc.core.answer import ReceiptKind
from dondoc.core.inbound import InboundState
from dondoc.core.incoming import Incoming
from dondoc.core.notice import Channel
from dondoc.core.unit import Person
from dondoc.errors import BadInput, NotAllowed, NotFound
from dondoc.store.database import Database
from dondoc.usecases.collect_messages import collect_messages
from dondoc.usecases.sort_inbox import assign_message, dismiss_message, release_message
from dondoc.wiring.replies import MailReader


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ReplyOffice]:
    opened = ReplyOffice(tmp_path)
    yield opened
    opened.ledger.database.close()


def reader() -> MailReader:
    from reply_office import REPLY_RULES

    return MailReader(REPLY_RULES)


def test_an_answer_to_a_letter_of_one_task_needs_no_code(office: ReplyOffice) -> None:
    to = office.letter_to(office.mau, office.courses)
    words = (
        "Đã mở 02 lớp tập huấn ngày 03/7/2026.\n\nTrân trọng,\nMẫu\n\nVào 08:01 06/7/2026, Đôn đốc đã viết:\n> 1. cũ"
    )
    row = office.take(reply(words, to=to, files={"anh.png": picture()}))
    assert (row.state, row.person_id, row.reason) == (InboundState.PROCESSED, office.mau.id, "")
    [activity] = office.activities(office.courses)
    assert (activity.id, activity.words) == (row.activity_id, "Đã mở 02 lớp tập huấn ngày 03/7/2026.")
    assert (activity.happened_on, activity.quantity, activity.is_unclear) == (date(2026, 7, 3), Decimal(2), False)
    [proof] = office.evidence()
    assert (proof.kind, proof.label, proof.by, proof.via) == (EvidenceKind.FILE, "anh.png", "Lê Thị Mẫu", "email")


def test_words_without_a_file_are_a_statement_of_the_sender(office: ReplyOffice) -> None:
    office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 02/7"))
    [proof] = office.evidence()
    assert (proof.kind, proof.by, proof.label) == (
        EvidenceKind.STATEMENT,
        "Lê Thị Mẫu",
        "đã trồng 10 cây xanh ngày 02/7",
    )


def test_several_codes_give_an_activity_each_with_their_own_files(office: ReplyOffice) -> None:
    words = f"{office.courses}: đã mở 02 lớp tập huấn ngày 3/7\n{office.trees}: đã trồng 10 cây xanh ngày 4/7"
    files = {f"{office.courses} bien ban.png": picture(1), f"{office.trees}_anh.png": picture(2)}
    row = office.take(reply(words, files=files))
    assert row.state is InboundState.PROCESSED
    assert [a.quantity for a in office.activities(office.courses)] == [Decimal(2)]
    assert [a.happened_on for a in office.activities(office.trees)] == [date(2026, 7, 4)]
    assert sorted(e.label for e in office.evidence()) == sorted(files)


def test_files_of_nobody_knows_which_task_wait_and_the_rest_is_recorded(office: ReplyOffice) -> None:
    words = f"{office.courses}: đã mở 02 lớp tập huấn ngày 3/7\n{office.trees}: đã trồng 10 cây xanh ngày 4/7"
    row = office.take(reply(words, files={"anh.png": picture(1)}))
    assert row.state is InboundState.TO_SORT
    assert "anh.png" in row.reason
    assert len(office.activities()) == 2
    done = assign_message(office.counter(), row.id, office.trees, reader())
    assert done.inbound.state is InboundState.PROCESSED
    assert len(office.activities()) == 2
    assert [e.label for e in office.evidence() if e.kind is EvidenceKind.FILE] == ["anh.png"]


def test_a_message_is_taken_apart_while_nobody_waits_for_the_ledger(office: ReplyOffice) -> None:
    """A bot's files come over the network: whoever answers meanwhile must not be kept waiting."""

    class Slow:
        def read(self, data: bytes) -> Incoming:
            hasty = Database(str(office.ledger.database.engine.url), busy_seconds=0.1)
            with hasty.begin() as work:
                work.marks.set("somebody", "wrote")
            hasty.close()
            return reader().read(data)

    row = office.take(reply("Đã trồng 10 cây xanh ngày 2/7"))
    assert assign_message(office.counter(), row.id, office.trees, Slow()).inbound.state is InboundState.PROCESSED
    held = office.take(reply(f"{office.trees}: đã trồng 4 cây xanh ngày 3/7", sender="la@thu.test"))
    assert held.state is InboundState.QUARANTINED
    assert release_message(office.counter(), held.id, "mau", Slow()).inbound.state is InboundState.PROCESSED


def test_the_code_may_stand_in_the_subject(office: ReplyOffice) -> None:
    row = office.take(reply("Đã trồng 10 cây xanh ngày 2/7", subject=f"Báo cáo {office.trees}"))
    assert row.state is InboundState.PROCESSED
    assert len(office.activities(office.trees)) == 1


def test_words_below_the_quoted_line_of_a_task_are_about_it(office: ReplyOffice) -> None:
    to = office.letter_to(office.mau, office.courses, office.trees)
    words = f"> 1. {office.courses}: Mở 02 lớp\nĐã mở 02 lớp tập huấn ngày 3/7.\n> 2. {office.trees}: Trồng cây\n"
    row = office.take(reply(words, to=to))
    assert row.state is InboundState.PROCESSED
    assert len(office.activities(office.courses)) == 1
    assert office.activities(office.trees) == []


def test_received_is_a_receipt_for_each_task_of_the_letter(office: ReplyOffice) -> None:
    to = office.letter_to(office.mau, office.courses, office.trees)
    row = office.take(reply("Dạ em đã nhận được ạ.", to=to))
    assert (row.state, office.activities()) == (InboundState.PROCESSED, [])
    with office.ledger.database.reading() as work:
        receipts = [one for many in work.receipts.of_slots().values() for one in many]
    assert [(r.kind, r.person_id) for r in receipts] == [(ReceiptKind.ACKNOWLEDGED, office.mau.id)] * 2


def test_remind_me_later_is_a_snooze(office: ReplyOffice) -> None:
    row = office.take(reply("Nhắc lại sau 3 ngày nhé", to=office.letter_to(office.mau, office.trees)))
    assert row.state is InboundState.PROCESSED
    with office.ledger.database.reading() as work:
        [[receipt]] = work.receipts.of_slots().values()
    assert (receipt.kind, receipt.until) == (ReceiptKind.SNOOZED, date(2026, 7, 9))


def test_another_day_is_asked_for(office: ReplyOffice) -> None:
    row = office.take(reply(f"{office.trees}: xin lùi đến ngày 15/01/2027 vì trái vụ"))
    assert row.state is InboundState.PROCESSED
    with office.ledger.database.reading() as work:
        [request] = work.requests.all()
    assert (request.until, request.person_id) == (date(2027, 1, 15), office.mau.id)
    assert request.reason == "xin lùi đến ngày 15/01/2027 vì trái vụ"


@pytest.mark.parametrize(
    "words",
    [
        "đã trồng 4 cây xanh, xin lùi đến ngày 15/01/2027 vì trái vụ",
        "đã trồng 4 cây xanh, xin gia hạn đến ngày 15/01/2027",
        "xin lùi đến 15/01/2027.\nĐã trồng 4 cây xanh ngày 2/7",
    ],
)
def test_what_was_done_is_recorded_beside_the_wish_for_another_day(office: ReplyOffice, words: str) -> None:
    row = office.take(reply(f"{office.trees}: {words}", files={"anh.png": picture()}))
    [activity] = office.activities(office.trees)
    assert (row.state, row.activity_id, activity.quantity) == (InboundState.PROCESSED, activity.id, 4)
    assert [e.label for e in office.evidence()] == ["anh.png"]
    with office.ledger.database.reading() as work:
        [request] = work.requests.all()
    assert request.until == date(2027, 1, 15)
    assert "trồng 4 cây xanh" in request.reason


def test_a_wish_whose_reason_has_a_day_is_no_result(office: ReplyOffice) -> None:
    office.take(reply(f"{office.trees}: vườn đã ngập từ ngày 2/7, xin lùi đến 15/01/2027"))
    assert office.activities() == []
    with office.ledger.database.reading() as work:
        assert len(work.requests.all()) == 1


def test_another_day_is_asked_for_with_a_file_which_is_no_proof(office: ReplyOffice) -> None:
    words = f"{office.trees}: xin lùi đến ngày 15/01/2027 vì trái vụ"
    row = office.take(reply(words, files={"cong-van.png": picture()}))
    assert (row.state, office.evidence()) == (InboundState.PROCESSED, [])
    assert "cong-van.png" in row.reason
    with office.ledger.database.reading() as work:
        assert [request.until for request in work.requests.all()] == [date(2027, 1, 15)]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("{trees}: xin lùi thêm ít lâu", "ngày nào"),
        ("{trees}: chưa làm được do mưa", "chưa làm"),
        ("{trees}: chị cho hỏi mẫu ở đâu?", "không hiểu"),
        ("{trees}: xin lùi đến ngày 01/7/2026", "01/07/2026"),
        ("{trees} và {courses}: đã xong ngày 2/7", "nhiều việc"),
        ("Đã xong ngày 2/7", "không có mã việc"),
        ("{canteen}: đã sửa xong ngày 2/7", "không giao cho Lê Thị Mẫu"),
        ("> chỉ có trích dẫn", "Không có lời nào"),
        ("Tổng cộng 5 việc.\n{trees}: đã trồng 10 cây xanh 2/7\n{courses}: đã mở 02 lớp tập huấn 2/7", "Tổng cộng 5"),
    ],
)
def test_what_is_unclear_waits_with_its_reason(office: ReplyOffice, words: str, part: str) -> None:
    codes = {"trees": office.trees, "courses": office.courses, "canteen": office.canteen}
    row = office.take(reply(words.format(**codes)))
    assert row.state is InboundState.TO_SORT
    assert part in row.reason
    assert office.ledger.blobs.has(row.sha256)


def test_a_figure_that_is_not_certain_is_recorded_and_marked(office: ReplyOffice) -> None:
    row = office.take(reply(f"{office.trees}: đã trồng xong"))
    assert (row.state, "cần xem lại" in row.reason) == (InboundState.PROCESSED, True)
    assert [a.is_unclear for a in office.activities()] == [True]


def archive() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("a.txt", "x")
    return data.getvalue()


def test_archives_and_programs_are_refused_and_the_rest_is_recorded(office: ReplyOffice) -> None:
    files = {"anh.png": picture(), "anh.zip": archive(), "bien ban.pdf": b"MZ" + b"\0" * 100, "trong.png": b""}
    row = office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7", files=files))
    assert row.state is InboundState.TO_SORT
    assert all(name in row.reason for name in ("anh.zip", "bien ban.pdf", "trong.png"))
    assert [e.label for e in office.evidence()] == ["anh.png"]
    assert row.activity_id is not None


def test_logos_inside_the_words_are_no_proof(office: ReplyOffice) -> None:
    def mail(number: int, logo: bytes) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["Message-ID"] = "mau@thu.test", f"<logo-{number}@thu.test>"
        message["Subject"] = f"{office.trees} lần {number}"
        message.set_content(f"đã trồng {number} cây xanh ngày {number}/7")
        message.add_alternative(f"<p>đã trồng {number} cây</p><img src='cid:logo'>", subtype="html")
        html = message.get_payload()[1]
        html.add_related(logo, "image", "png", cid="<logo>")
        return message

    small, large = picture(1), picture(2, size=500)
    assert office.take(mail(1, small)).state is InboundState.PROCESSED
    assert [e.kind for e in office.evidence()] == [EvidenceKind.STATEMENT]
    assert office.take(mail(2, large)).state is InboundState.PROCESSED
    assert office.take(mail(3, large)).state is InboundState.PROCESSED
    assert [e.kind for e in office.evidence()] == [EvidenceKind.STATEMENT, EvidenceKind.FILE, EvidenceKind.STATEMENT]


def test_the_same_words_again_are_no_second_activity(office: ReplyOffice) -> None:
    words = f"{office.trees}: đã trồng 10 cây xanh ngày 2/7"
    office.take(reply(words))
    row = office.take(reply(words, message_id="<khac@thu.test>"))
    assert (row.state, "đúng lời này" in row.reason) == (InboundState.TO_SORT, True)
    assert len(office.activities()) == 1


def test_a_known_address_may_write_about_its_own_task_without_a_letter(office: ReplyOffice) -> None:
    assert office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7")).state is InboundState.PROCESSED


def test_another_sender_than_the_one_asked_is_held_back_and_may_be_let_through(office: ReplyOffice) -> None:
    to = office.letter_to(office.mau, office.trees)
    row = office.take(reply("Đã trồng 10 cây xanh ngày 2/7", to=to, sender="binh@thu.test"))
    assert (row.state, row.person_id, office.activities()) == (InboundState.QUARANTINED, office.mau.id, [])
    assert "binh@thu.test" in row.reason
    with pytest.raises(BadInput, match=r"inbound\.whose"):
        release_message(office.counter(), row.id, None, reader())
    done = release_message(office.counter(), row.id, "binh", reader())
    assert (done.inbound.person_id, done.inbound.decided_by) == (office.binh.id, "thuky")
    assert [e.by for e in office.evidence()] == ["Trần Văn Bình"]


def test_the_address_of_who_left_is_not_believed(office: ReplyOffice) -> None:
    with office.ledger.begin() as work:
        work.units.end_role(office.mau.id, TODAY - timedelta(days=1))
    row = office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7"))
    assert (row.state, row.person_id, office.activities()) == (InboundState.QUARANTINED, None, [])


def test_words_of_another_sender_that_are_assigned_are_never_those_of_who_was_asked(office: ReplyOffice) -> None:
    to = office.letter_to(office.mau, office.trees)
    row = office.take(reply("Đã trồng 10 cây xanh ngày 2/7", to=to, sender="binh@thu.test"))
    done = assign_message(office.counter(), row.id, office.trees, reader())
    assert done.inbound.state is InboundState.PROCESSED
    assert [e.by for e in office.evidence()] == ["Cán bộ theo dõi"]


def test_a_forged_mail_needs_a_name_before_it_is_let_through(office: ReplyOffice) -> None:
    forged = {"Authentication_Results": "mx.thu.test; dmarc=fail header.from=thu.test"}
    row = office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7", **forged))
    with pytest.raises(BadInput, match=r"inbound\.whose"):
        release_message(office.counter(), row.id, None, reader())
    assert office.activities() == []


def test_a_private_address_that_answers_a_letter_may_be_let_through_as_who_was_asked(office: ReplyOffice) -> None:
    to = office.letter_to(office.mau, office.trees)
    row = office.take(reply("Đã trồng 10 cây xanh ngày 2/7", to=to, sender="mau@nha.test"))
    done = release_message(office.counter(), row.id, None, reader())
    assert (done.inbound.state, done.inbound.person_id) == (InboundState.PROCESSED, office.mau.id)


def test_a_stranger_is_held_back_until_somebody_says_who_it_is(office: ReplyOffice) -> None:
    row = office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7", sender="la@noi-khac.test"))
    assert row.state is InboundState.QUARANTINED
    with pytest.raises(BadInput, match=r"inbound\.whose"):
        release_message(office.counter(), row.id, None, reader())
    done = release_message(office.counter(), row.id, "mau", reader())
    assert done.inbound.state is InboundState.PROCESSED
    with pytest.raises(NotAllowed, match=r"inbound\.not_held"):
        release_message(office.counter(), row.id, "mau", reader())


@pytest.mark.parametrize(
    "headers",
    [
        {"Authentication_Results": "mx.thu.test; spf=pass; dmarc=fail (p=reject) header.from=thu.test"},
        {"sender": "Mẫu <mau@thu.test>, Bình <binh@thu.test>"},
        {"sender": "khong-ai"},
    ],
)
def test_a_sender_who_is_not_believed_is_held_back(office: ReplyOffice, headers: dict[str, str]) -> None:
    row = office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7", **headers))
    assert (row.state, office.activities()) == (InboundState.QUARANTINED, [])


def test_an_address_of_several_people_is_held_back_unless_the_letter_says_who(office: ReplyOffice) -> None:
    with office.ledger.begin() as work:
        work.units.add_person(Person(id=0, code="khac", name="Người Khác", email="MAU@thu.test"))
    words = f"{office.trees}: đã trồng 10 cây xanh ngày 2/7"
    assert office.take(reply(words)).state is InboundState.QUARANTINED
    row = office.take(reply(words, to=office.letter_to(office.mau, office.trees), message_id="<2@thu.test>"))
    assert row.state is InboundState.PROCESSED


def test_a_letter_of_another_office_says_nothing_of_who_is_asked(office: ReplyOffice) -> None:
    office.letter_to(office.binh, office.canteen)
    row = office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7", to="<dondoc-zzz-1@localhost>"))
    assert (row.state, row.person_id) == (InboundState.PROCESSED, office.mau.id)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Autoreply": "yes"},
        {"Precedence": "auto_reply"},
        {"subject": "Trả lời tự động: vắng mặt"},
        {"Return_Path": "<>"},
    ],
)
def test_machines_are_not_read(office: ReplyOffice, headers: dict[str, str]) -> None:
    row = office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7", **headers))
    assert (row.state, office.activities()) == (InboundState.PROCESSED, [])
    assert "tự động" in row.reason


def test_a_letter_of_a_list_is_noted_and_one_of_ours_on_a_list_is_read(office: ReplyOffice) -> None:
    words = f"{office.trees}: đã trồng 10 cây xanh ngày 2/7"
    headers = {"List_Id": "<tin@list.test>"}
    assert "danh sách" in office.take(reply(words, sender="tin@list.test", **headers)).reason
    assert office.activities() == []
    office.take(reply(words, message_id="<2@thu.test>", **headers))
    assert len(office.activities()) == 1


@pytest.mark.parametrize("doubt", ["forged", "other_sender", "shared_address"])
def test_a_letter_of_ours_on_a_list_is_held_back_where_the_sender_is_in_doubt(office: ReplyOffice, doubt: str) -> None:
    headers = {"List_Id": "<tin@list.test>"}
    if doubt == "forged":
        headers["Authentication_Results"] = "mx.thu.test; dmarc=fail"
    if doubt == "other_sender":
        headers["to"] = office.letter_to(office.binh, office.canteen)
    if doubt == "shared_address":
        with office.ledger.begin() as work:
            work.units.add_person(Person(id=0, code="khac", name="Người Khác", email="mau@thu.test"))
    row = office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7", **headers))
    assert row.state is InboundState.QUARANTINED


def bounce(internet_id: str, action: str = "failed") -> bytes:
    return f"""From: Mail Delivery System <MAILER-DAEMON@thu.test>
To: dondoc@donvi.test
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <bounce-{action}@thu.test>
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

It did not arrive.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; thu.test

Final-Recipient: rfc822; mau@thu.test
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--B
Content-Type: message/rfc822

From: dondoc@donvi.test
Message-ID: {internet_id}
Subject: Nhac viec

x
--B--
""".encode()


def test_a_letter_that_did_not_arrive_is_told_with_whom_it_did_not_reach(office: ReplyOffice) -> None:
    row = office.take(bounce(office.letter_to(office.mau, office.trees)))
    assert (row.state, row.person_id) == (InboundState.TO_SORT, office.mau.id)
    assert "không đến được Lê Thị Mẫu" in row.reason
    assert "550 5.1.1" in row.reason
    assert "message.undeliverable" in office.ledger.events()
    assert office.take(bounce("<khac@noi.test>", "delayed")).state is InboundState.PROCESSED
    assert "không rõ thư nào" in office.take(bounce("<khac@noi.test>")).reason


def test_a_mailbox_that_was_made_anew_gives_nothing_twice(office: ReplyOffice) -> None:
    mail = reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7")
    office.take(mail)
    office.letters.source, office.letters.taken = "hop@thu.test/INBOX;8", []
    run = office.collect()
    assert "Đã nhận từ trước (thư đến số 1)" in run.taken[0].inbound.reason
    by_another_way = b"Received: from noi.test\r\n" + mail.as_bytes()
    assert "Đã nhận từ trước" in office.take(by_another_way).reason
    assert len(office.activities()) == 1


def test_what_another_pass_read_meanwhile_is_not_read_again(office: ReplyOffice) -> None:
    read = reader()

    class Slow:
        """Reads a mail, and before it is done another pass has read it as well."""

        def read(self, data: bytes) -> Incoming:
            incoming = read.read(data)
            office.letters.taken.clear()
            office.collect()
            return incoming

    office.letters.put(reply(f"{office.trees}: đã nhận"))
    run = collect_messages(office.counter(), office.letters, Slow(), channel=Channel.EMAIL)
    assert [(one.is_repeat, one.inbound.state) for one in run.taken] == [(True, InboundState.PROCESSED)]
    assert office.ledger.events().count("message.read") == 1


def test_a_mail_that_ends_the_process_holds_up_no_other(office: ReplyOffice) -> None:
    read, bad = reader(), reply(f"{office.trees}: đã nhận", message_id="<hong@thu.test>")

    class Deadly:
        def read(self, data: bytes) -> Incoming:
            if data == bad.as_bytes():
                raise KeyboardInterrupt
            return read.read(data)

    def passes() -> None:
        with pytest.raises(KeyboardInterrupt):
            collect_messages(office.counter(), office.letters, Deadly(), channel=Channel.EMAIL)

    office.letters.put(bad)
    passes()
    office.letters.put(reply(f"{office.courses}: đã nhận", message_id="<tot@thu.test>"))
    passes()
    assert [row.state for row in office.rows()] == [InboundState.RECEIVED, InboundState.PROCESSED]


def test_one_message_id_with_other_words_is_another_message(office: ReplyOffice) -> None:
    office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7"))
    office.take(reply(f"{office.courses}: đã mở 02 lớp tập huấn ngày 2/7"))
    assert [len(office.activities(code)) for code in (office.trees, office.courses)] == [1, 1]


def test_a_second_pass_does_nothing(office: ReplyOffice) -> None:
    office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7"))
    before = office.ledger.dump()
    assert office.collect().taken == ()
    office.letters.taken.clear()
    [again] = office.collect().taken
    assert again.is_repeat
    assert office.ledger.dump() == before


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\0\xff" * 500,
        b"From: mau@thu.test\n\n",
        b"From: mau@thu.test\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: text/plain\n\na\n" * 2000,
        b"From: mau@thu.test\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 60,
        b"From: mau@thu.test\nContent-Type: text/plain; charset=khong-co\n\n\xc4\x91\xc3\xa3",
        b"From: =?utf-8?q?=zz?= <mau@thu.test\nSubject: =?x?y?z?=\nContent-Type: ;;;\n\n?",
        b"From: mau@thu.test\nContent-Transfer-Encoding: base64\n\n%%%%",
    ],
    ids=["nothing", "bytes", "no words", "too many parts", "too deep", "no charset", "broken header", "no base64"],
)
def test_a_hostile_mail_waits_with_its_bytes_and_the_next_is_read(office: ReplyOffice, mail: bytes) -> None:
    run = office.collect(mail, reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7"))
    first, second = (taken.inbound for taken in run.taken)
    assert first.state in {InboundState.TO_SORT, InboundState.QUARANTINED}
    assert first.reason != ""
    assert office.ledger.blobs.get(first.sha256) == mail
    assert second.state is InboundState.PROCESSED


def test_a_mail_of_fifty_megabytes_is_kept_and_not_read(office: ReplyOffice) -> None:
    mail = reply(f"{office.trees}: đã trồng 10 cây").as_bytes() + b"x" * 50_000_000
    row = office.take(mail)
    assert (row.state, row.sender, "lớn hơn 40 MB" in row.reason) == (InboundState.TO_SORT, "mau@thu.test", True)
    assert len(office.ledger.blobs.get(row.sha256)) == len(mail)


def test_a_message_is_put_aside_with_a_reason_only_once(office: ReplyOffice) -> None:
    row = office.take(reply("Cảm ơn chị"))
    with pytest.raises(BadInput, match=r"inbound\.no_reason"):
        dismiss_message(office.counter(), row.id, " ")
    done = dismiss_message(office.counter(), row.id, "chỉ là lời cảm ơn").inbound
    assert (done.state, done.reason, done.decided_by) == (InboundState.DISMISSED, "chỉ là lời cảm ơn", "thuky")
    for again in (lambda: dismiss_message(office.counter(), row.id, "x"), lambda: assign(office, row.id)):
        with pytest.raises(NotAllowed, match=r"inbound\.decided"):
            again()
    with pytest.raises(NotFound, match=r"inbound\.unknown"):
        dismiss_message(office.counter(), 99, "x")


def assign(office: ReplyOffice, number: int) -> object:
    return assign_message(office.counter(), number, office.trees, reader())


def test_assigning_records_the_words_for_the_task_named(office: ReplyOffice) -> None:
    row = office.take(reply("Ảnh buổi trồng cây sáng nay của tổ", files={"anh.png": picture()}))
    done = assign_message(office.counter(), row.id, office.trees, reader())
    assert done.inbound.state is InboundState.PROCESSED
    [activity] = office.activities(office.trees)
    assert (activity.is_unclear, activity.words) == (True, "Ảnh buổi trồng cây sáng nay của tổ")
    assert [e.label for e in office.evidence()] == ["anh.png"]
    assert office.ledger.events()[-1] == "message.assigned"


def test_a_message_about_several_tasks_waits_until_all_of_them_are_assigned(office: ReplyOffice) -> None:
    row = office.take(reply("Ảnh buổi tập huấn và buổi trồng cây"))
    first = assign_message(office.counter(), row.id, office.courses, reader(), more=True)
    assert (first.inbound.state, first.inbound.reason) == (InboundState.TO_SORT, row.reason)
    assert office.rows() == [first.inbound]
    second = assign_message(office.counter(), row.id, office.trees, reader())
    assert second.inbound.state is InboundState.PROCESSED
    assert [len(office.activities(code)) for code in (office.courses, office.trees)] == [1, 1]


def test_what_cannot_be_recorded_for_a_task_is_said_and_stays(office: ReplyOffice) -> None:
    row = office.take(reply("Việc này chưa làm được"))
    with pytest.raises(BadInput, match=r"inbound\.not_yet"):
        assign_message(office.counter(), row.id, office.trees, reader())
    assert office.rows()[0].state is InboundState.TO_SORT
    with pytest.raises(NotFound, match=r"task\.unknown"):
        assign_message(office.counter(), row.id, "KHONG-2026-H2-99", reader())


def test_a_stranger_s_message_that_is_assigned_counts_as_said_by_who_assigns(office: ReplyOffice) -> None:
    row = office.take(reply("Đã trồng 10 cây xanh ngày 2/7", sender="la@noi-khac.test"))
    assign_message(office.counter(), row.id, office.trees, reader())
    assert [e.by for e in office.evidence()] == ["Cán bộ theo dõi"]
    other = office.take(reply("Đã trồng 9 cây xanh ngày 1/7", sender="la@noi-khac.test", message_id="<2@x.test>"))
    with pytest.raises(BadInput, match=r"inbound\.whose"):
        assign_message(office.counter(Actor(name="khong-ai", via="test")), other.id, office.trees, reader())


def test_yesterday_counts_from_the_day_of_the_message(office: ReplyOffice) -> None:
    office.now += timedelta(days=3)
    office.take(reply(f"{office.trees}: hôm qua đã trồng 10 cây xanh"))
    assert len(office.activities()) == 1


def test_no_address_stands_in_the_log(office: ReplyOffice) -> None:
    office.take(reply(f"{office.trees}: đã trồng 10 cây xanh ngày 2/7"))
    with office.ledger.database.reading() as work:
        payloads = [
            str(work.events.payload(stream, event.seq))
            for stream in work.events.streams()
            for event in work.events.of_stream(stream)
            if event.type.startswith("message.")
        ]
    assert len(payloads) == 2
    assert not any("mau@" in payload for payload in payloads)
