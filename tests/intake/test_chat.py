"""The bots' messages, against a service on this machine that answers as the documentation says."""

import json
import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from intake.bot_service import TOKEN, BotService, bot_service, telegram, zalo
from intake.test_killed_intake import Taker
from ledger_office import CLERK
from reply_office import ReplyOffice, picture

from dondoc.core.inbound import Inbound, InboundState
from dondoc.core.notice import Channel
from dondoc.errors import Unavailable
from dondoc.intake.chat import BotPlace, TelegramReader, TelegramSource, ZaloReader, ZaloSource
from dondoc.intake.spool import UpdateSpool
from dondoc.notify.channels import BotChannel
from dondoc.usecases.collect_messages import MessageRun, collect_messages
from dondoc.usecases.mend_contacts import make_pairing, spell_code


class Chat:
    """An office with one bot; the offset stands where the wiring keeps it, in the marks."""

    def __init__(self, folder: Path, service: BotService) -> None:
        self.office, self.service = ReplyOffice(folder), service
        self.channel = Channel(service.manner)
        self.spool = UpdateSpool(folder / "spool")
        self.chat = "77" if service.manner == "telegram" else "e4ea2c"

    def place(self, **fields: object) -> BotPlace:
        values: dict[str, object] = {"channel": self.channel, "host": self.service.url, "token": TOKEN, "timeout": 3}
        return BotPlace(**values | fields)

    def update(self, number: int, text: str = "", **fields: object) -> None:
        make = telegram if self.service.manner == "telegram" else zalo
        self.service.updates.append(make(number, text, **fields))

    def offset(self) -> int:
        with self.office.ledger.database.reading() as work:
            return int(work.marks.get("chat.offset") or 0)

    def keep_offset(self, value: int) -> None:
        with self.office.ledger.begin() as work:
            work.marks.set("chat.offset", str(value))

    def collect(self, **fields: object) -> MessageRun:
        place = self.place(**fields)
        if self.channel is Channel.TELEGRAM:
            source = TelegramSource(place, offset=self.offset, keep_offset=self.keep_offset)
            reader = TelegramReader(place)
        else:
            source, reader = ZaloSource(place, self.spool), ZaloReader(place)

        class Answerer:
            def say(self, chat: str, words: str) -> None:
                with closing(BotChannel(place.channel, place.host, place.token, timeout=3)) as bot:
                    bot.send(chat, words, ())

        with closing(source), closing(reader):
            counter = self.office.counter()
            return collect_messages(counter, source, reader, channel=self.channel, answerer=Answerer())

    def pair(self) -> None:
        with self.office.ledger.begin() as work:
            from dondoc.core.contact import Way

            work.contacts.put(self.office.mau.id, [Way(self.channel, self.chat)])

    def rows(self) -> list[Inbound]:
        return self.office.rows()


@pytest.fixture(params=["telegram", "zalo"])
def chat(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Chat]:
    with bot_service(request.param) as service:
        opened = Chat(tmp_path, service)
        yield opened
        opened.office.ledger.database.close()


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Chat]:
    """Telegram, for what only it has."""
    with bot_service("telegram") as service:
        opened = Chat(tmp_path, service)
        opened.pair()
        yield opened
        opened.office.ledger.database.close()


def test_words_become_an_activity_once(chat: Chat) -> None:
    chat.pair()
    chat.update(1, f"{chat.office.trees}: đã trồng 10 cây xanh ngày 2/7")
    chat.update(2, f"{chat.office.courses}: đã nhận")
    run = chat.collect()
    assert run.failed == ()
    assert [row.state for row in chat.rows()] == [InboundState.PROCESSED] * 2
    assert [row.person_id for row in chat.rows()] == [chat.office.mau.id] * 2
    assert len(chat.office.activities(chat.office.trees)) == 1
    assert chat.collect().taken == ()
    assert len(chat.rows()) == 2
    assert json.loads(chat.office.ledger.blobs.get(chat.rows()[0].sha256))["message"]["from"]["is_bot"] is False


def test_a_stranger_is_told_once_a_day_how_to_pair_and_then_pairs(chat: Chat) -> None:
    chat.update(1, f"{chat.office.trees}: đã trồng 10 cây xanh")
    chat.update(2, "alo")
    chat.collect()
    assert [row.state for row in chat.rows()] == [InboundState.QUARANTINED] * 2
    assert [who for who, _ in chat.service.said] == [chat.chat]
    assert "mã ghép nối" in chat.service.said[0][1]
    chat.office.now += timedelta(days=1)
    chat.update(3, "alo")
    chat.collect()
    assert len(chat.service.said) == 2
    _, pairing = make_pairing(
        chat.office.ledger.begin, "mau", chat.channel, valid=timedelta(hours=1), actor=CLERK, now=chat.office.now
    )
    chat.update(4, f"Mã của tôi {spell_code(pairing.code).lower()}")
    chat.update(5, f"{chat.office.trees}: đã trồng 10 cây xanh ngày 2/7")
    chat.collect()
    assert "Đã ghép nối với đồng chí Lê Thị Mẫu" in chat.service.said[2][1]
    assert [row.state for row in chat.rows()[3:]] == [InboundState.PROCESSED] * 2
    assert len(chat.office.activities(chat.office.trees)) == 1


@pytest.fixture
def once(tmp_path: Path) -> Iterator[Chat]:
    """Zalo, which gives each update once."""
    with bot_service("zalo") as service:
        opened = Chat(tmp_path, service)
        opened.pair()
        yield opened
        opened.office.ledger.database.close()


@pytest.mark.slow
def test_an_update_that_is_given_once_outlives_a_kill(once: Chat, tmp_path: Path) -> None:
    once.update(1, f"{once.office.trees}: đã trồng 10 cây xanh ngày 2/7")
    once.update(2, f"{once.office.courses}: đã nhận")
    with closing(Taker(tmp_path / "said")) as taker:
        assert taker.run(once.office.folder, once.service.url, "listed", 1) == -signal.SIGKILL
    assert len(once.service.updates) == 1  # the service has forgotten the first
    assert once.collect().failed == ()
    assert [row.state for row in once.rows()] == [InboundState.PROCESSED] * 2
    assert len(once.office.activities(once.office.trees)) == 1
    assert once.spool.all() == []


def test_an_update_that_comes_while_the_ledger_is_locked_is_read_by_the_next_pass(once: Chat) -> None:
    once.update(1, f"{once.office.trees}: đã trồng 10 cây xanh ngày 2/7")

    def locked() -> object:
        raise Unavailable(code="store.locked")

    counter = once.office.counter()
    with closing(ZaloSource(once.place(), once.spool)) as source:
        arrivals = source.waiting()
        next(arrivals)
        with pytest.raises(Unavailable):
            collect_messages(replace(counter, begin=locked), source, ZaloReader(once.place()), channel=Channel.ZALO)
    assert (once.service.updates, once.rows()) == ([], [])
    once.collect()
    assert [row.state for row in once.rows()] == [InboundState.PROCESSED]


def test_no_update_is_asked_for_that_could_not_be_kept(once: Chat) -> None:
    once.update(1, f"{once.office.trees}: đã trồng 10 cây xanh ngày 2/7")
    spool = once.office.folder / "spool"
    spool.touch()
    run = once.collect()
    assert [error.message_code for error in run.failed] == ["inbound.no_room"]
    assert len(once.service.updates) == 1
    spool.unlink()
    assert once.collect().failed == ()
    assert [row.state for row in once.rows()] == [InboundState.PROCESSED]


def test_a_message_without_a_number_is_kept_too(once: Chat) -> None:
    once.update(1, f"{once.office.trees}: đã trồng 10 cây xanh ngày 2/7")
    del once.service.updates[0]["message"]["message_id"]
    once.update(2, f"{once.office.courses}: đã nhận")
    once.collect()
    assert [row.state for row in once.rows()] == [InboundState.PROCESSED] * 2


def test_a_service_that_fails_ends_the_pass_without_its_token(chat: Chat) -> None:
    for status, body in ((500, b"{}"), (200, b"nonsense"), (401, b'{"ok": false, "error_code": 401}')):
        chat.service.trouble = (status, body)
        run = chat.collect()
        assert [error.message_code for error in run.failed] == ["inbound.unavailable"]
        assert TOKEN not in str(run.failed) + chat.office.counter().explain(run.failed[0])
    chat.service.trouble = None
    assert "mã truy cập" in chat.office.counter().explain(chat.collect(token="1:sai").failed[0])  # noqa: S106 - it opens nothing
    assert [e.message_code for e in chat.collect(host="http://127.0.0.1:9").failed] == ["inbound.unavailable"]
    assert chat.collect().failed == ()


def test_a_group_is_not_answered(chat: Chat) -> None:
    group = {"id": -5, "type": "group"} if chat.channel is Channel.TELEGRAM else {"id": "g", "chat_type": "GROUP"}
    message = (telegram if chat.channel is Channel.TELEGRAM else zalo)(1, "chào cả nhà")
    message["message"]["chat"] = group
    chat.service.updates.append(message)
    chat.collect()
    assert [row.state for row in chat.rows()] == [InboundState.PROCESSED]
    assert chat.service.said == []


def test_a_picture_with_its_caption_is_evidence(bot: Chat) -> None:
    bot.service.files = {"photos/nho.jpg": picture(1), "photos/to.jpg": picture(2)}
    photo = [{"file_id": "photos/nho.jpg", "width": 90}, {"file_id": "photos/to.jpg", "width": 1280}]
    bot.update(1, f"{bot.office.trees}: đã trồng 10 cây xanh ngày 2/7", photo=photo)
    bot.collect()
    [proof] = bot.office.evidence()
    assert (proof.label, proof.via, proof.by) == ("anh-1.jpg", "telegram", "Lê Thị Mẫu")
    assert proof.sha256 is not None
    assert bot.office.ledger.blobs.get(proof.sha256) == picture(2)


def test_pictures_sent_together_belong_to_one_activity(bot: Chat) -> None:
    bot.service.files = {f"p/{n}": picture(n) for n in range(1, 4)}
    for number in range(1, 4):
        words = f"{bot.office.trees}: đã trồng 10 cây xanh ngày 2/7" if number == 1 else ""
        photo = [{"file_id": f"p/{number}", "width": 1}]
        bot.update(number, words, photo=photo, media_group_id="bo-anh")
    bot.collect()
    assert len(bot.office.activities(bot.office.trees)) == 1
    assert [e.label for e in bot.office.evidence()] == ["anh-1.jpg", "anh-2.jpg", "anh-3.jpg"]
    assert {row.state for row in bot.rows()} == {InboundState.PROCESSED}


def test_an_answer_to_a_reminder_needs_no_code_where_the_reminder_names_one(bot: Chat) -> None:
    reminder = {"text": f"1. {bot.office.trees}: Trồng 10 cây xanh – hạn 31/12/2026"}
    bot.update(1, "Đã trồng 10 cây xanh ngày 2/7", reply_to_message=reminder)
    bot.collect()
    assert len(bot.office.activities(bot.office.trees)) == 1


def test_a_file_name_leads_nowhere(bot: Chat) -> None:
    bot.service.files = {"d/1": picture(1)}
    words = f"{bot.office.trees}: đã trồng 10 cây xanh ngày 2/7"
    for number, name in enumerate(("../../ngoai.png", "C:\\x\\a:b.png", "..")):
        file = {"file_id": "d/1", "file_name": name}
        made = telegram(number, "", document=file, caption=words)["message"]
        read = TelegramReader(bot.place()).read(json.dumps({"message": made}).encode())
        assert [one.name for one in read.files] == [("ngoai.png", "a b.png", "tep-2")[number]]


def test_updates_are_taken_when_the_service_begins_at_a_smaller_number(bot: Chat) -> None:
    bot.update(5000, f"{bot.office.courses}: đã nhận")
    bot.collect()
    assert bot.offset() == 5901
    bot.service.updates = []
    bot.update(1, f"{bot.office.trees}: đã trồng 10 cây xanh ngày 2/7")
    assert [taken.is_repeat for taken in bot.collect().taken] == [False]
    assert bot.offset() == 902
    assert bot.collect().taken == ()


def test_a_chat_that_somebody_left_behind_is_his_successor_s(bot: Chat) -> None:
    today = bot.office.now.date()
    with bot.office.ledger.begin() as work:
        work.units.end_role(bot.office.mau.id, today - timedelta(days=1))
    bot.update(1, f"{bot.office.canteen}: đã sửa xong ngày 2/7")
    bot.collect()
    assert [(row.state, row.person_id) for row in bot.rows()] == [(InboundState.QUARANTINED, None)]
    _, made = make_pairing(
        bot.office.ledger.begin, "binh", bot.channel, valid=timedelta(hours=1), actor=CLERK, now=bot.office.now
    )
    bot.update(2, spell_code(made.code))
    bot.update(3, f"{bot.office.canteen}: đã sửa xong ngày 2/7")
    bot.collect()
    assert [(row.state, row.person_id) for row in bot.rows()[1:]] == [
        (InboundState.PROCESSED, bot.office.binh.id),
        (InboundState.PROCESSED, bot.office.binh.id),
    ]


def test_a_file_that_the_service_does_not_give_is_said(bot: Chat) -> None:
    words = f"{bot.office.trees}: đã trồng 10 cây xanh ngày 2/7"
    bot.update(1, "", document={"file_id": "x", "file_name": "to.pdf", "file_size": 30_000_000}, caption=words)
    bot.update(2, "", document={"file_id": "khong-co", "file_name": "mat.pdf"}, caption=words)
    bot.collect()
    assert [row.state for row in bot.rows()] == [InboundState.TO_SORT] * 2
    assert ["to.pdf" in bot.rows()[0].reason, "mat.pdf" in bot.rows()[1].reason] == [True, True]
    assert bot.service.fetched == []


def test_a_file_that_cannot_be_fetched_just_now_is_fetched_by_the_next_pass(bot: Chat) -> None:
    bot.service.files = {"p/1": picture(1)}
    bot.update(1, f"{bot.office.trees}: đã trồng 10 cây xanh ngày 2/7", photo=[{"file_id": "p/1", "width": 1}])
    bot.update(2, f"{bot.office.courses}: đã nhận")
    bot.service.file_trouble = 503
    run = bot.collect()
    assert [e.message_code for e in run.failed] == ["inbound.unavailable"]
    assert [row.state for row in bot.rows()] == [InboundState.RECEIVED, InboundState.PROCESSED]
    bot.service.file_trouble = None
    bot.collect()
    assert [row.state for row in bot.rows()] == [InboundState.PROCESSED] * 2
    assert len(bot.office.evidence()) == 1


def test_after_a_day_of_trouble_a_person_has_to_look(bot: Chat) -> None:
    bot.update(1, f"{bot.office.trees}: đã trồng 10 cây", photo=[{"file_id": "p/1", "width": 1}])
    bot.service.files, bot.service.file_trouble = {"p/1": picture(1)}, 503
    bot.collect()
    bot.office.now += timedelta(days=2)
    bot.collect()
    assert [row.state for row in bot.rows()] == [InboundState.TO_SORT]


def test_updates_come_again_until_they_were_taken(bot: Chat) -> None:
    bot.update(1, f"{bot.office.trees}: đã trồng 10 cây xanh ngày 2/7")
    bot.collect()
    bot.keep_offset(0)
    run = bot.collect()
    assert [taken.is_repeat for taken in run.taken] == [True]
    assert len(bot.office.activities()) == 1
    assert bot.offset() == 902


def test_more_updates_than_one_call_gives_are_all_taken(bot: Chat) -> None:
    for number in range(1, 251):
        bot.update(number, "chào")
    assert len(bot.collect().taken) == 250


@pytest.mark.parametrize(
    ("url", "is_fetched"),
    [
        ("{service}/a.jpg", True),
        ("http://169.254.169.254/latest/meta-data", False),
        ("https://zdn.vn.ke-xau.test/a.jpg", False),
        ("http://photo.zdn.vn/a.jpg", False),
        ("https://a@photo.zdn.vn/a.jpg", False),
        ("file:///etc/passwd", False),
        ("https://[::1", False),
    ],
)
def test_a_picture_is_fetched_only_from_where_pictures_lie(tmp_path: Path, url: str, is_fetched: bool) -> None:
    with bot_service("zalo") as service:
        chat = Chat(tmp_path, service)
        chat.pair()
        service.files = {"a.jpg": picture(1)}
        words = f"{chat.office.trees}: đã trồng 10 cây xanh ngày 2/7"
        chat.update(1, words, photo=url.format(service=service.url))
        chat.collect(file_hosts=("zdn.vn",))
        [row] = chat.rows()
        assert (row.state is InboundState.PROCESSED) == is_fetched
        assert bool(service.fetched) == is_fetched
        assert ("ngoài các máy chủ" in row.reason) == (not is_fetched)
        chat.office.ledger.database.close()


def test_an_update_of_another_kind_waits_or_is_passed_over(chat: Chat) -> None:
    chat.pair()
    chat.update(1, "")
    if chat.channel is Channel.TELEGRAM:
        chat.service.updates.append({"update_id": 950, "my_chat_member": {}})
    chat.update(60, f"{chat.office.trees}: đã trồng 10 cây xanh ngày 2/7")
    chat.collect()
    assert chat.rows()[0].state is InboundState.TO_SORT
    assert chat.rows()[-1].state is InboundState.PROCESSED
