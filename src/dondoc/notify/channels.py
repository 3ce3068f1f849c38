"""The services that carry short messages, each as its public documentation says; one request is one message."""

import base64
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dondoc.core.notice import Attachment, Channel
from dondoc.draft.sms import sms_parts, without_accents
from dondoc.errors import BadInput, DondocError
from dondoc.notify.http_talk import LONGEST_WAIT, Answer, HttpTalk
from dondoc.usecases.outside import Delivered


@dataclass(frozen=True, slots=True)
class Hook:
    """An address that takes messages; neither it nor its token is ever shown."""

    url: str = field(repr=False)
    #: Sent as `Authorization: Bearer …`.
    token: str | None = field(default=None, repr=False)


class BotChannel:
    """Implements `ports.Carrier` for the bots of Zalo and Telegram, which share one manner.

    Zalo Bot Platform, `sendMessage`: POST `<host>/bot<token>/sendMessage` with `{chat_id, text}`, text of 1 to 2,000
    characters; answers `{"ok": true, "result": {…}}`, or `{"ok": false, "error_code": …, "description": …}`, also
    under HTTP 200. Telegram Bot API: the same with 4,096 characters, failures under the HTTP status of their number,
    and `parameters.retry_after` beside 429. Neither takes the files of a letter.
    """

    def __init__(self, channel: Channel, host: str, token: str, *, timeout: float) -> None:
        self._talk = HttpTalk(channel, timeout=timeout)
        self._bot = f"{host.rstrip('/')}/bot{token}"

    def send(self, address: str, text: str, attachments: Sequence[Attachment]) -> Delivered:
        """Hand it over; failures as `ports.Carrier` says."""
        self._call("sendMessage", {"chat_id": address, "text": text}, address)
        return Delivered(to=address)

    def greet(self) -> None:
        """Ask who the bot is, which sends nothing; failures as `send`."""
        self._call("getMe", {}, "-")

    def close(self) -> None:
        """Let go of connections."""
        self._talk.close()

    def _call(self, method: str, values: Mapping[str, object], address: str) -> None:
        answer = self._talk.post(f"{self._bot}/{method}", values)
        fields = answer.fields()
        if fields is None or fields.get("ok") is not True or answer.status != 200:
            raise self._failure(answer, fields, address)

    def _failure(self, answer: Answer, fields: Mapping[str, Any] | None, address: str) -> DondocError:
        if fields is None or fields.get("ok") is not False:
            return self._talk.not_understood() if answer.status == 200 else self._judge(answer.status, address, answer)
        number = fields.get("error_code")
        if isinstance(number, int) and number >= 300:
            return self._judge(number, address, answer, fields)
        # An explicit refusal with a number that the documentation does not explain.
        return self._judge(answer.status if answer.status >= 300 else 400, address, answer, fields)

    def _judge(self, number: int, address: str, answer: Answer, fields: Mapping[str, Any] | None = None) -> DondocError:
        if number == 404 and not (fields and "chat" in str(fields.get("description", "")).lower()):
            # Both services say "not found" to a path with a token that they do not know.
            number = 401
        given = (fields or {}).get("parameters")
        asked = given.get("retry_after") if isinstance(given, dict) else None
        wait = min(max(asked, 0), LONGEST_WAIT) if isinstance(asked, int) else answer.retry_after
        return self._talk.judge(number, address, wait)


class SlackChannel:
    """Implements `ports.Carrier` for incoming webhooks of Slack, Mattermost and Rocket.Chat: `{"text": …}` → `ok`."""

    def __init__(self, hooks: Mapping[str, Hook], *, timeout: float) -> None:
        self._talk = HttpTalk(Channel.SLACK, timeout=timeout)
        self._hooks = hooks

    def send(self, address: str, text: str, attachments: Sequence[Attachment]) -> Delivered:
        """Hand it over; failures as `ports.Carrier` says."""
        hook = _hook(self._hooks, address, Channel.SLACK)
        # "&", "<" and ">" are the only signs with a meaning of their own (Slack: "Formatting text").
        plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        answer = self._talk.post(hook.url, {"text": plain}, token=hook.token)
        fields = answer.fields()
        if answer.status != 200:
            raise self._talk.judge(answer.status, address, answer.retry_after)
        if fields is not None and _denies(fields):
            raise self._talk.refused(address, 200)
        if fields is None and answer.body.strip().lower() not in {b"ok", b""}:
            raise self._talk.not_understood()
        return Delivered(to=address)

    def close(self) -> None:
        """Let go of connections."""
        self._talk.close()


class WebhookChannel:
    """Implements `ports.Carrier` for hooks of the office's own: `{"text": …, "files": […]}`, any 2xx takes it.

    An answer in JSON that denies (`ok`, `success` or `status` false) is a refusal. A hook whose address is no web
    address (`msteams://…`) goes through Apprise, which only says whether it went well: its failures are doubts.
    """

    def __init__(self, hooks: Mapping[str, Hook], *, timeout: float) -> None:
        self._talk = HttpTalk(Channel.WEBHOOK, timeout=timeout)
        self._hooks = hooks

    def send(self, address: str, text: str, attachments: Sequence[Attachment]) -> Delivered:
        """Hand it over; failures as `ports.Carrier` says."""
        hook = _hook(self._hooks, address, Channel.WEBHOOK)
        url = hook.url
        if not url.lower().startswith(("http://", "https://")):
            self._send_by_apprise(url, text)
            return Delivered(to=address)
        files = [
            {"name": a.name, "media_type": a.media_type, "content": base64.b64encode(a.data).decode()}
            for a in attachments
        ]
        answer = self._talk.post(url, {"text": text, "files": files}, token=hook.token)
        _require_taken(self._talk, answer, address)
        return Delivered(to=address)

    def close(self) -> None:
        """Let go of connections."""
        self._talk.close()

    def _send_by_apprise(self, url: str, text: str) -> None:
        import apprise  # noqa: PLC0415 - it loads 145 services, and most offices have no such hook

        # It logs addresses, in which tokens stand.
        logging.getLogger("apprise").disabled = True
        service = apprise.Apprise()
        if not service.add(url):
            raise BadInput(code="channel.bad_url", channel=Channel.WEBHOOK)
        if not service.notify(body=text, body_format=apprise.NotifyFormat.TEXT):
            raise self._talk.in_doubt(BadInput(code="value.apprise"))


class SmsChannel:
    """Implements `ports.Carrier` for an SMS gateway behind a hook: `{"to": …, "text": …, "parts": […]}`.

    All parts go in one request, so that none is sent twice when another fails.
    """

    def __init__(self, hook: Hook, *, timeout: float) -> None:
        self._talk = HttpTalk(Channel.SMS, timeout=timeout)
        self._hook = hook

    def send(self, address: str, text: str, attachments: Sequence[Attachment]) -> Delivered:
        """Hand it over without accents, in parts; failures as `ports.Carrier` says."""
        values = {"to": address, "text": without_accents(text), "parts": list(sms_parts(text))}
        answer = self._talk.post(self._hook.url, values, token=self._hook.token)
        _require_taken(self._talk, answer, address)
        return Delivered(to=address)

    def close(self) -> None:
        """Let go of connections."""
        self._talk.close()


def _hook(hooks: Mapping[str, Hook], name: str, channel: Channel) -> Hook:
    if name not in hooks:
        raise BadInput(code="channel.no_hook", channel=channel, name=name)
    return hooks[name]


def _denies(fields: Mapping[str, Any]) -> bool:
    return any(fields.get(name) is False for name in ("ok", "success", "status"))


def _require_taken(talk: HttpTalk, answer: Answer, address: str) -> None:
    if not 200 <= answer.status < 300:
        raise talk.judge(answer.status, address, answer.retry_after)
    fields = answer.fields()
    if fields is not None and _denies(fields):
        number = fields.get("error_code")
        raise talk.judge(number if isinstance(number, int) and number >= 300 else 400, address, answer.retry_after)
