"""Compares what the server took with the ledger, and with a ledger over the same days that nobody disturbed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from dondoc.core.instants import local_date
from dondoc.core.notice import Message, MessageState, Notice, NoticeKey, NoticeState
from dondoc.usecases.ports import Begin
from tools.soak_office import internet_id
from tools.soak_server import Copy

#: A letter that somebody could not be sent is followed by another at the latest so many days on.
LATER = timedelta(days=8)


@dataclass(frozen=True)
class Line:
    """One line of the trace."""

    order: int
    moment: str
    message_id: int
    words: str


def read_trace(path: Path) -> list[Line]:
    """The trace in the order of writing."""
    lines = []
    for text in path.read_text(encoding="utf-8").splitlines():
        order, moment, message_id, words = text.split(" ", 3)
        lines.append(Line(int(order), moment, int(message_id), words))
    return lines


@dataclass
class Books:
    """A ledger at the end of a round."""

    messages: dict[int, Message]
    notices: dict[int, list[Notice]]
    addresses: dict[int, str]
    #: Whose a task is, by its code; and the code of a slot.
    owners: dict[str, str]
    codes: dict[int, str]

    @classmethod
    def read(cls, begin: Begin) -> "Books":
        with begin() as work:
            addresses = {p.id: p.email or "" for p in work.units.people()}
            commitments = {c.id: c.code for c in work.commitments.all()}
            slots = [slot for found in work.slots.of().values() for slot in found]
            messages = {m.id: m for m in work.notices.messages()}
            return cls(
                messages=messages,
                notices={i: work.notices.of_message(i) for i in messages},
                addresses=addresses,
                owners={commitments[s.commitment_id]: addresses[s.assignee.person_id or 0] for s in slots},
                codes={s.id: commitments[s.commitment_id] for s in slots},
            )

    def told(self) -> dict[NoticeKey, date]:
        """What was told, and on which day."""
        found: dict[NoticeKey, date] = {}
        for message in self.messages.values():
            if message.sent_at is not None and message.state is MessageState.SENT:
                day = local_date(message.sent_at)
                found |= {n.key: day for n in self.notices[message.id] if n.state is NoticeState.SENT}
        return found


@dataclass
class Verdict:
    """What was found."""

    violations: list[str] = field(default_factory=list)
    doubles: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)


def judge(
    books: Books,
    copies: Iterable[Copy],
    trace: Iterable[Line],
    killed: Iterable[int],
    quiet: Books,
    *,
    has_outages: bool,
) -> Verdict:
    """All rules over one round; `killed` are the numbers of orders whose process died of SIGKILL."""
    verdict = Verdict()
    by_id: dict[str, list[Copy]] = {}
    for copy in copies:
        by_id.setdefault(copy.internet_id, []).append(copy)
    done: dict[tuple[int, int], set[str]] = {}
    for line in trace:
        done.setdefault((line.order, line.message_id), set()).add(line.moment)
    ours = {internet_id(i): m for i, m in books.messages.items()}
    verdict.violations += [f"nobody wrote {name}, yet it arrived" for name in sorted(set(by_id) - set(ours))]
    for name, message in ours.items():
        got = by_id.get(name, [])
        _judge_state(message, got, verdict)
        _judge_receivers(books, message, got, verdict)
        _judge_doubles(message, got, done, set(killed), verdict)
        _judge_words(books, message, got, done, verdict)
    _judge_against_quiet(books.told(), quiet.told(), verdict, has_outages=has_outages)
    verdict.figures["messages"] += sum(m.state is MessageState.SENT for m in books.messages.values())
    verdict.figures["copies"] += sum(len(got) for got in by_id.values())
    verdict.figures["notices"] += len(books.told())
    verdict.figures["doubtful"] += sum(m.doubtful_since is not None for m in books.messages.values())
    verdict.figures["withdrawn"] += sum(m.state is MessageState.WITHDRAWN for m in books.messages.values())
    return verdict


def _judge_state(message: Message, got: list[Copy], verdict: Verdict) -> None:
    match message.state:
        case MessageState.SENT if not got:
            verdict.violations.append(f"message {message.id} is marked sent, but the server never took it")
        case MessageState.PENDING | MessageState.CLAIMED:
            verdict.violations.append(f"message {message.id} is still {message.state} at the end")
        case MessageState.WITHDRAWN if got and message.doubtful_since is None:
            verdict.violations.append(f"message {message.id} is withdrawn without a doubt, but the server took it")
        case _:
            pass


def _judge_receivers(books: Books, message: Message, got: list[Copy], verdict: Verdict) -> None:
    address = books.addresses[message.person_id]
    for copy in got:
        strangers = {books.owners[code] for code in copy.codes} - {address}
        if {copy.receiver, copy.written_to} != {address} or strangers:
            verdict.violations.append(f"message {message.id} for {address} went to {copy.receiver}, {copy.written_to}")


def _judge_doubles(
    message: Message,
    got: list[Copy],
    done: Mapping[tuple[int, int], set[str]],
    killed: set[int],
    verdict: Verdict,
) -> None:
    reasons = [_reason(done.get((copy.order, message.id), set()), copy.order in killed) for copy in got]
    if len({copy.order for copy in got}) < len(got):
        verdict.violations.append(f"message {message.id} was sent twice by one process")
    if reasons.count("") > 1 or "?" in reasons:
        verdict.violations.append(f"message {message.id} arrived {len(got)} times without a reason: {reasons}")
    explained = [reason for reason in reasons if reason not in {"", "?"}]
    # One of the copies is the message itself.
    verdict.doubles.update(explained[: len(got) - 1])


def _reason(moments: set[str], was_killed: bool) -> str:
    """Why this copy may have a fellow: "" for one that was marked, "?" when there is no reason."""
    if "after_mark" in moments:
        return ""
    if was_killed and "after_claim" in moments:
        return "killed inside the send"
    if "doubt" in moments:
        return "the server's answer never came"
    if "mark_failed" in moments:
        return "the disk was full at the mark"
    return "?"


def _judge_words(
    books: Books,
    message: Message,
    got: list[Copy],
    done: Mapping[tuple[int, int], set[str]],
    verdict: Verdict,
) -> None:
    """What counts as told stood in the copy of the process that marked it."""
    if message.state is not MessageState.SENT or not got:
        return
    marked = [copy for copy in got if "after_mark" in done.get((copy.order, message.id), set())]
    words = (marked or got)[-1].codes
    for notice in books.notices[message.id]:
        if notice.state is NoticeState.SENT and books.codes[notice.key.slot_id] not in words:
            verdict.violations.append(f"message {message.id} does not say {notice.key}, which counts as told")
        if notice.state is NoticeState.QUEUED:
            verdict.violations.append(f"message {message.id} is sent, but {notice.key} is still queued")


def _judge_against_quiet(
    told: Mapping[NoticeKey, date], quiet: Mapping[NoticeKey, date], verdict: Verdict, *, has_outages: bool
) -> None:
    """Everybody was told what he would have been told without the kills, and on the same days.

    Where a server was away over night, a letter that may have arrived is sent again as it is, and the next rung follows
    with the next digest, so there the same task has to be told within days.
    """
    if not has_outages:
        verdict.violations += [f"never told: {key}" for key in sorted(set(quiet) - set(told), key=str)]
        verdict.violations += [f"told for nothing: {key}" for key in sorted(set(told) - set(quiet), key=str)]
        moved = [key for key in quiet if key in told and told[key] != quiet[key]]
        verdict.violations += [f"told on {told[key]} instead of {quiet[key]}: {key}" for key in moved]
        return
    days: dict[tuple[int, int], list[date]] = {}
    for key, day in told.items():
        days.setdefault((key.slot_id, key.person_id), []).append(day)
    for key, day in quiet.items():
        others = days.get((key.slot_id, key.person_id), [])
        if key not in told and not any(day <= other <= day + LATER for other in others):
            verdict.violations.append(f"never told: {key}, due to be told on {day}")
