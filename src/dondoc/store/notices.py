"""Notices and the messages that carry them: unique keys against telling twice, leases against sending twice."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, delete, func, or_, select, update

from dondoc.core.notice import Channel, Letter, Message, MessageState, Notice, NoticeKey, NoticeState
from dondoc.store import tables as t
from dondoc.store.batches import (
    Values,
    add_unless_known,
    chunks,
    fields_from,
    fields_of,
    fields_to,
    grouped,
    rows_in,
    upsert,
)

_KEY_FIELDS = fields_of(NoticeKey)
_LIVE = (NoticeState.QUEUED, NoticeState.SENT)


class SqlNotices:
    """`ports.Notices` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self) -> set[NoticeKey]:
        """Keys of all notices that are queued or sent (a withdrawn one may be planned anew)."""
        columns = [t.notices.c[name] for name in _KEY_FIELDS]
        rows = self._connection.execute(select(*columns).where(t.notices.c.state.in_(_LIVE)))
        return {_key(row) for row in rows}

    def queue(
        self, person_id: int, channel: Channel, send_on: date, kind: str, keys: Sequence[NoticeKey]
    ) -> Message | None:
        """Open (or find) the one message of that person, day and kind, and put new notices into it.

        `channel` is that of a new one. None when the message was sent, or is being sent just now (its words are
        already written, so a notice added would be marked sent without having been said), or may have arrived (who
        knows its Message-ID would not look at it again), or when nothing new is left.
        """
        if not keys:
            return None
        identity: Values = {"person_id": person_id, "send_on": send_on, "kind": kind}
        same = and_(*(t.messages.c[name] == value for name, value in identity.items()))
        # A message that another channel took is still the one message of that day.
        known = self._connection.execute(select(t.messages.c.id).where(same)).first() is not None
        opened = None
        if not known:
            opened = add_unless_known(self._connection, t.messages, identity | {"channel": channel} | _NEW_MESSAGE)
        # Held, so that nobody claims it between this look and the end of the transaction.
        held = select(t.messages).where(same).order_by(t.messages.c.id).limit(1).with_for_update()
        message = self._connection.execute(held).one()
        if message.state in {MessageState.SENT, MessageState.CLAIMED} or message.doubtful_since is not None:
            return None
        if not self._put(message.id, keys):
            if opened is not None:
                self._connection.execute(delete(t.messages).where(t.messages.c.id == opened))
            return None
        self._connection.execute(
            update(t.messages).where(t.messages.c.id == message.id).values(state=MessageState.PENDING)
        )
        return self._message(message.id)

    def _put(self, message_id: int, keys: Sequence[NoticeKey]) -> bool:
        # The key decides: unknown → inserted, withdrawn → taken up again by this message, queued or sent → left out.
        statement = upsert(self._connection, t.notices)
        putting = statement.on_conflict_do_update(
            index_elements=_KEY_FIELDS,
            set_={"state": NoticeState.QUEUED, "message_id": message_id},
            where=t.notices.c.state == NoticeState.WITHDRAWN,
        ).returning(t.notices.c.id)
        rows = [
            fields_to(key, _KEY_FIELDS) | {"state": NoticeState.QUEUED, "message_id": message_id}
            for key in dict.fromkeys(keys)
        ]
        return bool(self._connection.execute(putting, rows).all())

    def of_message(self, message_id: int) -> list[Notice]:
        """The notices of a message that are not withdrawn."""
        columns = t.notices.c
        statement = select(t.notices).where(columns.message_id == message_id, columns.state.in_(_LIVE))
        return [_notice(row) for row in self._connection.execute(statement.order_by(columns.id))]

    def set_state(self, notice_ids: Iterable[int], state: NoticeState) -> None:
        """Record what became of notices."""
        for chunk in chunks(notice_ids):
            self._connection.execute(update(t.notices).where(t.notices.c.id.in_(chunk)).values(state=state))

    def queued_for_slots(self, slot_ids: Iterable[int]) -> list[Notice]:
        """Notices still queued for these slots."""
        queued = select(t.notices).where(t.notices.c.state == NoticeState.QUEUED)
        rows = rows_in(self._connection, queued, t.notices.c.slot_id, slot_ids)
        return [_notice(row) for row in sorted(rows, key=lambda row: row.id)]

    def pending(self, on_or_before: date, *, hold: bool = False) -> list[Message]:
        """Messages not yet sent nor withdrawn whose day has come, oldest first; with `hold` they stay as they are."""
        columns = t.messages.c
        waiting = columns.state.in_((MessageState.PENDING, MessageState.CLAIMED))
        statement = select(t.messages).where(waiting, columns.send_on <= on_or_before)
        statement = statement.order_by(columns.send_on, columns.id)
        # SQLite knows no such lock and needs none: its writers are alone.
        rows = self._connection.execute(statement.with_for_update() if hold else statement)
        return [_message(row) for row in rows]

    def claim(self, message_id: int, *, token: str, now: datetime, lease: timedelta) -> Message | None:
        """Take the message under a lease; None when it is sent, withdrawn, or another's lease still holds.

        A lease that ran out leaves a doubt: whoever held it may have sent the message and not lived to mark it.
        """
        columns = t.messages.c
        free = or_(
            columns.state == MessageState.PENDING,
            and_(columns.state == MessageState.CLAIMED, columns.lease_until < now),
        )
        lapsed = case((columns.state == MessageState.CLAIMED, columns.lease_until))
        taken = self._connection.execute(
            update(t.messages)
            .where(columns.id == message_id, free)
            .values(
                state=MessageState.CLAIMED,
                lease_token=token,
                lease_until=now + lease,
                attempts=columns.attempts + 1,
                doubtful_since=func.coalesce(columns.doubtful_since, lapsed),
            )
        )
        return self._message(message_id) if taken.rowcount == 1 else None

    def mark_sent(self, message_id: int, *, token: str, now: datetime, subject: str, internet_id: str) -> bool:
        """Mark it and its notices sent; False (and nothing changed) when the token no longer holds."""
        if not self._let_go(
            message_id,
            token,
            state=MessageState.SENT,
            sent_at=now,
            subject=subject,
            internet_id=internet_id,
            last_error="",
        ):
            return False
        self._move_queued(message_id, NoticeState.SENT)
        return True

    def aim(self, message_id: int, *, token: str, channel: Channel, address: str, until: datetime) -> bool:
        """Note to whom a send begins, and hold the message until then; False when the token no longer holds."""
        values: Values = {"channel": channel, "address": address, "lease_until": until}
        changing = update(t.messages).where(_held(message_id, token)).values(values)
        return self._connection.execute(changing).rowcount == 1

    def forget_doubt(self, message_id: int, *, token: str) -> None:
        """Send the held message like any other; nothing happens when the token no longer holds."""
        changing = update(t.messages).where(_held(message_id, token)).values(doubtful_since=None, address=None)
        self._connection.execute(changing)

    def release(self, message_id: int, *, token: str, error: str, doubtful_since: datetime | None = None) -> None:
        """Give the claim back after a failure, with the reason; nothing happens when the token no longer holds."""
        doubt = {} if doubtful_since is None else {"doubtful_since": doubtful_since}
        self._let_go(message_id, token, state=MessageState.PENDING, last_error=error, **doubt)

    def withdraw_message(self, message_id: int) -> None:
        """Nothing is left to say: the message will not be sent; its queued notices are withdrawn."""
        columns = t.messages.c
        withdrawn = self._connection.execute(
            update(t.messages)
            .where(columns.id == message_id, columns.state != MessageState.SENT)
            .values(state=MessageState.WITHDRAWN, lease_token="", lease_until=None)
        )
        if withdrawn.rowcount == 1:
            self._move_queued(message_id, NoticeState.WITHDRAWN)

    def messages(self) -> list[Message]:
        """Every message, oldest first."""
        return [_message(row) for row in self._connection.execute(select(t.messages).order_by(t.messages.c.id))]

    def letters_since(self, kind: str, since: datetime) -> list[Letter]:
        """Messages of a kind that were sent since an instant, or may yet have been; oldest first."""
        columns = t.messages.c
        left = or_(
            and_(columns.state == MessageState.SENT, columns.sent_at >= since),
            columns.state == MessageState.CLAIMED,
            and_(columns.state == MessageState.PENDING, columns.doubtful_since.is_not(None)),
        )
        statement = select(t.messages).where(columns.kind == kind, left).order_by(columns.id)
        messages = [_message(row) for row in self._connection.execute(statement)]
        live = select(t.notices).where(t.notices.c.state.in_(_LIVE)).order_by(t.notices.c.id)
        rows = rows_in(self._connection, live, t.notices.c.message_id, [m.id for m in messages])
        keys = grouped(rows, "message_id")
        return [Letter(message=m, keys=tuple(_key(row) for row in keys.get(m.id, ()))) for m in messages]

    def message(self, message_id: int) -> Message | None:
        """One message, or None."""
        row = self._connection.execute(select(t.messages).where(t.messages.c.id == message_id)).one_or_none()
        return None if row is None else _message(row)

    def _let_go(self, message_id: int, token: str, **values: object) -> bool:
        changed = self._connection.execute(
            update(t.messages).where(_held(message_id, token)).values(lease_token="", lease_until=None, **values)
        )
        return changed.rowcount == 1

    def _move_queued(self, message_id: int, state: NoticeState) -> None:
        queued = and_(t.notices.c.message_id == message_id, t.notices.c.state == NoticeState.QUEUED)
        self._connection.execute(update(t.notices).where(queued).values(state=state))

    def _message(self, message_id: int) -> Message:
        return _message(self._connection.execute(select(t.messages).where(t.messages.c.id == message_id)).one())


_NEW_MESSAGE: Values = {
    "state": MessageState.PENDING,
    "attempts": 0,
    "lease_token": "",
    "internet_id": "",
    "subject": "",
    "last_error": "",
}

_MESSAGE_FIELDS = fields_of(Message)


def _held(message_id: int, token: str) -> ColumnElement[bool]:
    columns = t.messages.c
    return and_(columns.id == message_id, columns.state == MessageState.CLAIMED, columns.lease_token == token)


def _message(row: Row[Any]) -> Message:
    return Message(**fields_from(row, _MESSAGE_FIELDS))


def _key(row: Row[Any]) -> NoticeKey:
    return NoticeKey(**fields_from(row, _KEY_FIELDS))


def _notice(row: Row[Any]) -> Notice:
    return Notice(id=row.id, key=_key(row), state=row.state, message_id=row.message_id)
