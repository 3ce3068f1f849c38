"""The intake of replies: the mailbox and the bots of an open workspace, and what reading their messages needs."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from dondoc.core.inbound import Inbound, InboundState
from dondoc.core.incoming import Incoming
from dondoc.core.job import JobLine
from dondoc.core.notice import Channel
from dondoc.errors import DondocError, NotFound
from dondoc.extract.reply_parts import Said, said
from dondoc.settings.evidence import load_note_words
from dondoc.settings.replies import ReplyRules, load_reply_rules
from dondoc.usecases.collect_messages import Counter, MessageRun, Taken, collect_messages
from dondoc.usecases.message_sources import MessageReader
from dondoc.usecases.read_reply import ReplyDesk
from dondoc.wiring.notes import read_note
from dondoc.wiring.office import WORKSPACE_ID, Office

if TYPE_CHECKING:
    from dondoc.intake.chat import BotPlace

#: With the bot: the update that Telegram is asked for next.
OFFSET_MARK = "chat.offset"


class MailReader:
    """`MessageReader` for mails."""

    def __init__(self, rules: ReplyRules) -> None:
        from dondoc.intake.mail_reader import MailLimits

        self._limits = MailLimits(
            size=rules.max_mail_size, parts=rules.max_parts, automatic_subjects=rules.automatic_subjects
        )

    def read(self, data: bytes) -> Incoming:
        """Take it apart."""
        from dondoc.intake.mail_reader import read_mail

        return read_mail(data, self._limits)


def reply_counter(office: Office, *, now: datetime) -> Counter:
    """What taking messages in needs, its rules read once; BadInput `config.*`."""
    rules, lexicon, notes = load_reply_rules(office.office_dir), office.lexicon, load_note_words(office.office_dir)
    with office.work() as work:
        office_id = work.marks.get(WORKSPACE_ID) or "dondoc"

    def say(words: str, today: date) -> Said:
        return said(words, lexicon, rules.meaning, today=today)

    desk = ReplyDesk(
        rules=office.evidence_rules,
        reminders=office.letter_rules,
        office_id=office_id,
        cut=rules.cut,
        max_logo_size=rules.max_logo_size,
        said=say,
        read_note=lambda words, today, targets: read_note(lexicon, notes, words, today, targets),
        files=office.file_reader,
    )
    return Counter(
        begin=office.begin, blobs=office.blobs, desk=desk, explain=office.explain, actor=office.actor, now=now
    )


def collect_replies(office: Office, *, now: datetime) -> list[MessageRun]:
    """One pass over the mailbox and the bots that are set; what does not answer fails alone."""
    runs: list[MessageRun] = []
    for name, collect in (("IMAP", _collect_mail), ("Telegram", _collect_telegram), ("Zalo", _collect_zalo)):
        try:
            runs += collect(office, now)
        except DondocError as error:
            runs.append(MessageRun(source=name, failed=(error,)))
    return runs


def _collect_mail(office: Office, now: datetime) -> list[MessageRun]:
    settings = office.settings
    if settings.imap_url is None:
        return []
    from dondoc.intake.mailbox import ImapMailbox

    rules = load_reply_rules(office.office_dir)
    ca = office.folder / settings.imap_ca if settings.imap_ca is not None else None
    mailbox = ImapMailbox(settings.imap_url, processed=rules.processed_folder, timeout=settings.imap_timeout, ca=ca)
    with closing(mailbox):
        return [collect_messages(reply_counter(office, now=now), mailbox, MailReader(rules), channel=Channel.EMAIL)]


def _collect_telegram(office: Office, now: datetime) -> list[MessageRun]:
    from dondoc.intake.chat import TelegramReader, TelegramSource

    place = _bot_place(office, Channel.TELEGRAM)
    if place is None:
        return []
    mark = f"{OFFSET_MARK}.{place.source}"

    def offset() -> int:
        with office.work() as work:
            return int(work.marks.get(mark) or 0)

    def keep_offset(value: int) -> None:
        with office.begin() as work:
            work.marks.set(mark, str(value))

    source, reader = TelegramSource(place, offset=offset, keep_offset=keep_offset), TelegramReader(place)
    with closing(source), closing(reader), closing(_ChatAnswerer(place)) as answerer:
        return [
            collect_messages(
                reply_counter(office, now=now), source, reader, channel=Channel.TELEGRAM, answerer=answerer
            )
        ]


def _collect_zalo(office: Office, now: datetime) -> list[MessageRun]:
    from dondoc.intake.chat import ZaloReader, ZaloSource
    from dondoc.intake.mail_reader import safe_name
    from dondoc.intake.spool import UpdateSpool

    place = _bot_place(office, Channel.ZALO)
    if place is None:
        return []
    spool = UpdateSpool(office.folder / "data" / "spool" / safe_name(place.source.replace(":", "-")))
    source, reader = ZaloSource(place, spool), ZaloReader(place)
    with closing(source), closing(reader), closing(_ChatAnswerer(place)) as answerer:
        return [
            collect_messages(reply_counter(office, now=now), source, reader, channel=Channel.ZALO, answerer=answerer)
        ]


def _bot_place(office: Office, channel: Channel) -> "BotPlace | None":
    """Where the bot of a channel is; None where the office has none."""
    from dondoc.intake.chat import BotPlace
    from dondoc.settings.channels import load_channels
    from dondoc.settings.secrets import read_secrets

    secrets, service = read_secrets(office.folder), load_channels(office.office_dir).service
    bot = secrets.telegram if channel is Channel.TELEGRAM else secrets.zalo
    if bot is None:
        return None
    return BotPlace(
        channel=channel,
        host=service.telegram if channel is Channel.TELEGRAM else service.zalo,
        token=bot.token.get_secret_value(),
        timeout=service.timeout_seconds,
        file_hosts=load_reply_rules(office.office_dir).zalo_photo_hosts if channel is Channel.ZALO else (),
    )


class _ChatAnswerer:
    """`Answerer` by the bot that reminders use too."""

    def __init__(self, place: "BotPlace") -> None:
        from dondoc.notify.channels import BotChannel

        self._channel = BotChannel(place.channel, place.host, place.token, timeout=place.timeout)

    def say(self, chat: str, words: str) -> None:
        """Send one message."""
        self._channel.send(chat, words, ())

    def close(self) -> None:
        """Let go of connections."""
        self._channel.close()


@contextmanager
def message_reader(office: Office, row: Inbound) -> "Iterator[MessageReader]":
    """Who takes apart the kept bytes of a message again; NotFound `inbound.no_bot` when its bot is no longer set."""
    if row.channel is Channel.EMAIL:
        yield MailReader(load_reply_rules(office.office_dir))
        return
    from dondoc.intake.chat import TelegramReader, ZaloReader

    place = _bot_place(office, row.channel)
    if place is None:
        raise NotFound(code="inbound.no_bot", id=row.id)
    reader = TelegramReader(place) if row.channel is Channel.TELEGRAM else ZaloReader(place)
    with closing(reader):
        yield reader


def reply_lines(office: Office, runs: Sequence[MessageRun]) -> tuple[list[JobLine], list[JobLine], list[JobLine]]:
    """What the passes did, left for a person, and could not do, in the office's language."""
    done: list[JobLine] = []
    left: list[JobLine] = []
    failed: list[JobLine] = []
    for run in runs:
        for one in run.taken:
            if one.is_repeat:
                continue
            (done if one.inbound.state is InboundState.PROCESSED else left).append(_line(one))
        failed += [JobLine(subject=run.source, outcome=office.explain(error)) for error in run.failed]
    return done, left, failed


_OUTCOMES = {
    InboundState.RECEIVED: "đã giữ bản gốc, lần sau đọc tiếp",
    InboundState.PROCESSED: "đã ghi nhận",
    InboundState.TO_SORT: "cần phân loại",
    InboundState.QUARANTINED: "giữ lại, chưa rõ người gửi",
    InboundState.DISMISSED: "đã gác lại",
}


def _line(taken: Taken) -> JobLine:
    row = taken.inbound
    activity = f" vào hoạt động số {row.activity_id}" if row.activity_id is not None else ""
    said_of_it = f": {row.reason}" if row.reason else ""
    return JobLine(subject=f"thư đến số {row.id}", outcome=f"{_OUTCOMES[row.state]}{activity}{said_of_it}")
