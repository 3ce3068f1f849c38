"""The bots' messages, polled as the services' documentation says; what comes is JSON, kept as it came.

Telegram Bot API: `getUpdates` with `offset` gives each update until a greater offset is asked for; `getFile` gives
files of up to 20 MB. Zalo Bot Platform: `getUpdates` gives one update a call and never again, so it is put into the
spool before anything else is done; a picture comes as an address.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from dondoc.core.incoming import Arrival, Incoming, IncomingFile, Nature
from dondoc.core.notice import Channel
from dondoc.errors import BadInput, DondocError, Unavailable
from dondoc.intake.http_files import HttpFiles, is_allowed
from dondoc.intake.mail_reader import safe_name
from dondoc.intake.spool import UpdateSpool

#: What Telegram lets a bot fetch, in bytes; Zalo names no limit.
FILE_LIMIT = 20_000_000
#: One pass asks so often at most; what is left waits for the next.
_MOST_CALLS = 100
#: Zalo's word for "nothing came while we waited".
_NOTHING = 408


@dataclass(frozen=True, slots=True, kw_only=True)
class BotPlace:
    """A bot: where its service is, and the token, which is never shown."""

    channel: Channel
    host: str
    token: str = field(repr=False)
    timeout: float = 20
    #: Hosts from which pictures may be fetched, besides the service's own.
    file_hosts: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The bot by the part of its token that is no secret."""
        return f"{self.channel.value}:{self.token.partition(':')[0] if ':' in self.token else 'bot'}"


class _Bot:
    def __init__(self, place: BotPlace) -> None:
        self._place = place
        self._http = HttpFiles(place.source, timeout=place.timeout)
        self._held: dict[str, bytes] = {}

    @property
    def name(self) -> str:
        """What it is called in logs."""
        return self._place.source

    def read(self, arrival: Arrival) -> bytes | None:
        """The update as JSON."""
        return self._held.get(arrival.key)

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def _ask(self, method: str, values: Mapping[str, object]) -> dict[str, Any]:
        return self._http.ask(f"{self._place.host.rstrip('/')}/bot{self._place.token}/{method}", values)

    def _hold(self, key: str, update: Mapping[str, Any], arrived_at: datetime | None) -> Arrival:
        data = json.dumps(update, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        self._held[key] = data
        return Arrival(
            channel=self._place.channel, source=self._place.source, key=key, arrived_at=arrived_at, size=len(data)
        )

    def _refusal(self, answer: Mapping[str, Any]) -> DondocError:
        number = answer.get("error_code")
        problem = Unavailable(code="value.token") if number in {401, 403, 404} else _numbered(number)
        return self._http.unavailable(problem)


class TelegramSource(_Bot):
    """Implements `MessageSource` for a Telegram bot; the offset is kept by the caller."""

    def __init__(self, place: BotPlace, *, offset: Callable[[], int], keep_offset: Callable[[int], None]) -> None:
        super().__init__(place)
        self._offset, self._keep_offset = offset, keep_offset

    def waiting(self) -> Iterator[Arrival]:
        """Updates from the offset on; the same ones again until they were taken."""
        for _ in range(_MOST_CALLS):
            values = {"offset": self._offset(), "timeout": 0, "allowed_updates": ["message"]}
            answer = self._ask("getUpdates", values)
            updates = answer.get("result")
            if answer.get("ok") is not True or not isinstance(updates, list):
                raise self._refusal(answer)
            known = [one for one in updates if isinstance(one, dict) and isinstance(one.get("update_id"), int)]
            if not known:
                return
            before = self._offset()
            for update in sorted(known, key=lambda one: int(one["update_id"])):
                sent = _mapping(update.get("message")).get("date")
                yield self._hold(str(update["update_id"]), update, _instant(sent, per_second=1))
            if self._offset() == before:
                return  # nothing was taken: another call would bring the same

    def take(self, arrival: Arrival) -> None:
        """The next call asks for what came after it."""
        # After a silent week the service begins at another number, which may be a smaller one.
        self._keep_offset(int(arrival.key) + 1)
        self._held.pop(arrival.key, None)


class ZaloSource(_Bot):
    """Implements `MessageSource` for a Zalo bot, whose updates are given once: each is in the spool before it is seen.

    What an earlier pass was given and could not bring into the ledger is offered first.
    """

    def __init__(self, place: BotPlace, spool: UpdateSpool) -> None:
        super().__init__(place)
        self._spool = spool

    def waiting(self) -> Iterator[Arrival]:
        """What the spool has, then updates until none comes; Unavailable `inbound.no_room` when none can be kept."""
        for data in self._spool.all():
            kept = _mapping(json.loads(data))
            yield self._hold(_zalo_key(kept) or "", kept, _zalo_instant(kept))
        for _ in range(_MOST_CALLS):
            self._spool.require_room()
            held = [self._keep(key, update) for update in self._given() if (key := _zalo_key(update)) is not None]
            if not held:
                return
            yield from (arrival for arrival, _ in held)
            for _, problem in held:
                if problem is not None:
                    raise problem

    def take(self, arrival: Arrival) -> None:
        """The service has forgotten it already; so may the spool."""
        self._spool.take(arrival.key)
        self._held.pop(arrival.key, None)

    def _given(self) -> list[Mapping[str, Any]]:
        """The updates of one call, which the service will not give again."""
        answer = self._ask("getUpdates", {"timeout": "1"})
        if answer.get("ok") is not True:
            if answer.get("error_code") == _NOTHING:
                return []
            raise self._refusal(answer)
        result = answer.get("result")
        return [one for one in (result if isinstance(result, list) else [result]) if isinstance(one, dict)]

    def _keep(self, key: str, update: Mapping[str, Any]) -> tuple[Arrival, Unavailable | None]:
        """The update, in the spool; one that found no room after all is offered all the same, and the pass ends."""
        sent_at = _zalo_instant(update)
        arrival = self._hold(key, update, sent_at)
        at = int(sent_at.timestamp() * 1000) if sent_at is not None else 0
        try:
            self._spool.put(key, self._held[key], at=at)
        except Unavailable as problem:
            return arrival, problem
        return arrival, None


def _zalo_key(update: Mapping[str, Any]) -> str | None:
    """The message's own number, or what stands for it; None where there is no message at all."""
    message = _mapping(update.get("message"))
    if not message:
        return None
    number = message.get("message_id")
    whole = json.dumps(update, ensure_ascii=False, sort_keys=True)
    return str(number) if number else f"sha256:{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()}"


def _zalo_instant(update: Mapping[str, Any]) -> datetime | None:
    return _instant(_mapping(update.get("message")).get("date"), per_second=1000)


class TelegramReader:
    """Implements `MessageReader` for updates of Telegram."""

    def __init__(self, place: BotPlace) -> None:
        self._place = place
        self._http = HttpFiles(place.source, timeout=place.timeout)

    def read(self, data: bytes) -> Incoming:
        """Words, with what they answer as a quotation; the largest form of a picture, and files."""
        message = _mapping(_mapping(json.loads(data)).get("message"))
        chat, sender = _mapping(message.get("chat")), _mapping(message.get("from"))
        files, problems = self._files(message)
        answered = _mapping(message.get("reply_to_message"))
        said = _words(message.get("text")) or _words(message.get("caption"))
        quoted = _words(answered.get("text")) or _words(answered.get("caption"))
        is_private = chat.get("type") == "private"
        return Incoming(
            channel=Channel.TELEGRAM,
            sender=str(sender.get("id", "") if not is_private else chat.get("id", "")),
            words=_with_quotation(said, quoted),
            album=str(message.get("media_group_id") or ""),
            files=files,
            nature=_nature(is_bot=sender.get("is_bot") is True, is_private=is_private),
            problems=problems,
        )

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def _files(self, message: Mapping[str, Any]) -> tuple[tuple[IncomingFile, ...], tuple[DondocError, ...]]:
        files: list[IncomingFile] = []
        problems: list[DondocError] = []
        for name, one in _telegram_files(message):
            try:
                files.append(IncomingFile(name=name, data=self._fetch(name, one)))
            except BadInput as error:
                problems.append(error)
        return tuple(files), tuple(problems)

    def _fetch(self, name: str, one: Mapping[str, Any]) -> bytes:
        size = one.get("file_size")
        if isinstance(size, int) and size > FILE_LIMIT:
            raise BadInput(code="inbound.file_too_large", file=name, limit_mb=FILE_LIMIT // 1_000_000)
        base = self._place.host.rstrip("/")
        answer = self._http.ask(f"{base}/bot{self._place.token}/getFile", {"file_id": one["file_id"]})
        path = _mapping(answer.get("result")).get("file_path")
        if answer.get("ok") is not True or not isinstance(path, str):
            number = answer.get("error_code")
            if isinstance(number, int) and (number == 429 or number >= 500):
                raise self._http.unavailable(_numbered(number))
            raise BadInput(code="inbound.file_gone", file=name, problem=_numbered(number))
        if ".." in path.split("/"):
            raise BadInput(code="inbound.file_gone", file=name, problem=Unavailable(code="value.answer"))
        return self._http.fetch(f"{base}/file/bot{self._place.token}/{quote(path)}", name=name, limit=FILE_LIMIT)


class ZaloReader:
    """Implements `MessageReader` for updates of a Zalo bot."""

    def __init__(self, place: BotPlace) -> None:
        self._place = place
        self._http = HttpFiles(place.source, timeout=place.timeout)

    def read(self, data: bytes) -> Incoming:
        """Words or caption, and the picture, if it lies where pictures of the service lie."""
        update = _mapping(json.loads(data))
        message = _mapping(update.get("message"))
        chat, sender = _mapping(message.get("chat")), _mapping(message.get("from"))
        files, problems = self._picture(message)
        is_private = chat.get("chat_type", "PRIVATE") == "PRIVATE"
        quoted = _words(_mapping(message.get("quote")).get("text"))
        said = _words(message.get("text")) or _words(message.get("caption"))
        return Incoming(
            channel=Channel.ZALO,
            sender=str(chat.get("id", "") if is_private else sender.get("id", "")),
            words=_with_quotation(said, quoted),
            files=files,
            nature=_nature(is_bot=sender.get("is_bot") is True, is_private=is_private),
            problems=problems,
        )

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def _picture(self, message: Mapping[str, Any]) -> tuple[tuple[IncomingFile, ...], tuple[DondocError, ...]]:
        url = message.get("photo") or message.get("photo_url")
        if not isinstance(url, str):
            return (), ()
        name = safe_name(f"zalo-{message.get('message_id')}.jpg")
        if not is_allowed(url, service=self._place.host, hosts=self._place.file_hosts):
            return (), (BadInput(code="inbound.file_elsewhere", file=name, host=_host(url)),)
        try:
            data = self._http.fetch(url, name=name, limit=FILE_LIMIT)
        except BadInput as error:
            return (), (error,)
        return (IncomingFile(name=name, data=data),), ()


def _telegram_files(message: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Names and descriptions of the files of a message."""
    number = message.get("message_id", 0)
    sizes = [one for one in message.get("photo") or () if isinstance(one, dict) and "file_id" in one]
    if sizes:
        yield f"anh-{number}.jpg", max(sizes, key=lambda one: int(one.get("width") or 0))
    for kind, ending in (("document", ""), ("video", ".mp4")):
        one = _mapping(message.get(kind))
        if "file_id" in one:
            yield safe_name(_words(one.get("file_name"))) or f"tep-{number}{ending}", one


def _nature(*, is_bot: bool, is_private: bool) -> Nature:
    if is_bot:
        return Nature.AUTOMATIC
    return Nature.REPLY if is_private else Nature.LIST


def _with_quotation(said: str, quoted: str) -> str:
    """The words below what they answer, as a mail has it."""
    lines = [f"> {line}" for line in quoted.splitlines()]
    return "\n".join([*lines, said])


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _words(value: object) -> str:
    if not isinstance(value, str):
        return ""
    plain = value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return unicodedata.normalize("NFC", plain).strip()


def _instant(value: object, *, per_second: int) -> datetime | None:
    if not isinstance(value, int) or not 0 < value < 10**13:
        return None
    return datetime.fromtimestamp(value / per_second, UTC)


def _numbered(number: object) -> DondocError:
    if isinstance(number, int) and number >= 300:
        return Unavailable(code="value.service_failed", number=number)
    return Unavailable(code="value.answer")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "–"
    except ValueError:
        return "–"
