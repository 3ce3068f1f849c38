"""Each channel against a real HTTP server that answers as the service's public documentation says."""

import base64
import logging
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from notify.service import Service, http_service

from dondoc.core.notice import Attachment, Channel
from dondoc.errors import BadInput, DondocError, Unavailable
from dondoc.messages import explain
from dondoc.notify.channels import BotChannel, Hook, SlackChannel, SmsChannel, WebhookChannel
from dondoc.usecases.outside import Carrier

TOKEN = "12345689:abc-xyz"  # noqa: S105 - invented
WORDS = "Đ/c Hiền, việc cần làm ngày 06/07/2026"


@pytest.fixture
def service() -> Iterator[Service]:
    with http_service() as running:
        yield running


def zalo(service: Service, timeout: float = 5) -> BotChannel:
    return BotChannel(Channel.ZALO, service.url, TOKEN, timeout=timeout)


def telegram(service: Service) -> BotChannel:
    return BotChannel(Channel.TELEGRAM, service.url, TOKEN, timeout=5)


def hook(service: Service) -> Hook:
    return Hook(f"{service.url}/services/T00/B00/secret-path", "gateway-token")


def failure(carrier: Carrier, address: str = "6ede9afa66b88fe6d6a9") -> DondocError:
    with pytest.raises((Unavailable, BadInput)) as caught:
        carrier.send(address, WORDS, ())
    carrier.close()
    return caught.value


def test_zalo_takes_a_text_for_a_chat(service: Service) -> None:
    carrier = zalo(service)
    assert carrier.send("6ede9afa66b88fe6d6a9", WORDS, ()).to == "6ede9afa66b88fe6d6a9"
    carrier.close()
    (request,) = service.requests
    assert request.path == f"/bot{TOKEN}/sendMessage"
    assert request.values == {"chat_id": "6ede9afa66b88fe6d6a9", "text": WORDS}


@pytest.mark.parametrize(
    ("number", "description", "code"),
    [
        (400, "Bad Request: text is too long", "channel.refused"),
        (403, "Forbidden", "channel.refused"),
        (404, "chat not found", "channel.refused"),
        (401, "Unauthorized", "channel.unavailable"),
        (404, "Not Found", "channel.unavailable"),
        (429, "Quota exceeded", "channel.unavailable"),
        (408, "Request timeout", "channel.in_doubt"),
        (500, "Internal server error", "channel.in_doubt"),
        (-216, "a number that nobody explains", "channel.refused"),
        (None, "no number at all", "channel.refused"),
    ],
)
def test_zalo_says_inside_a_200_why_it_refuses(
    service: Service, number: int | None, description: str, code: str
) -> None:
    service.says(200, {"ok": False, "error_code": number, "description": description})
    assert failure(zalo(service)).message_code == code


@pytest.mark.parametrize("body", [b"", b"OK", b"<html>404</html>", b"[]", b'{"result": 1}', b'{"ok": "true"}', b"\xff"])
def test_a_200_that_is_no_answer_of_zalo_leaves_a_doubt(service: Service, body: bytes) -> None:
    service.says(200, body)
    assert failure(zalo(service)).message_code == "channel.in_doubt"


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (400, {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}, "channel.refused"),
        (403, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked"}, "channel.refused"),
        (401, {"ok": False, "error_code": 401, "description": "Unauthorized"}, "channel.unavailable"),
        (404, {"ok": False, "error_code": 404, "description": "Not Found"}, "channel.unavailable"),
        (409, {"ok": False, "error_code": 409, "description": "Conflict"}, "channel.refused"),
        (502, b"Bad Gateway", "channel.in_doubt"),
        (503, b"", "channel.unavailable"),
        (301, b"", "channel.unavailable"),
    ],
)
def test_telegram_says_it_by_the_status(service: Service, status: int, body: object, code: str) -> None:
    service.says(status, body, headers={"Location": f"{service.url}/elsewhere"} if status == 301 else {})
    assert failure(telegram(service)).message_code == code
    assert len(service.requests) == 1


def test_how_long_a_service_asks_to_wait_is_handed_on(service: Service) -> None:
    told = {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 35}}
    service.says(429, told)
    assert failure(telegram(service)).params["retry_after"] == 35
    service.says(429, b"ratelimited", headers={"Retry-After": "30"})
    assert failure(SlackChannel({"phong": hook(service)}, timeout=5), "phong").params["retry_after"] == 30
    later = {"Retry-After": "Mon, 06 Jul 2026 08:02:00 GMT", "Date": "Mon, 06 Jul 2026 08:00:00 GMT"}
    service.says(503, b"", headers=later)
    assert failure(zalo(service)).params["retry_after"] == 120
    service.says(503, b"", headers={"Retry-After": "soon"})
    assert "retry_after" not in failure(zalo(service)).params


def test_a_refused_connection_is_certain_and_silence_is_not(service: Service) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    refused = failure(BotChannel(Channel.ZALO, nobody, TOKEN, timeout=5))
    assert refused.message_code == "channel.unavailable"
    assert "máy chủ từ chối kết nối" in explain(refused)
    service.says(200, {"ok": True}, delay=1.5)
    silent = failure(zalo(service, timeout=0.3))
    assert silent.message_code == "channel.in_doubt"
    assert "hết thời gian chờ" in explain(silent)
    service.says(200, {"ok": True}, hangs_up=True)
    assert failure(zalo(service)).message_code == "channel.in_doubt"
    # .invalid is no name on any network (RFC 6761).
    assert failure(BotChannel(Channel.ZALO, "http://zalo.invalid", TOKEN, timeout=5)).message_code == (
        "channel.unavailable"
    )


def test_nobody_closes_the_connection_under_anothers_request(service: Service) -> None:
    service.reply.delay = 0.3
    carrier = zalo(service)
    with ThreadPoolExecutor() as threads:
        sending = threads.submit(carrier.send, "6ede9afa66b88fe6d6a9", "Đ/c Hiền", ())
        while not service.requests:
            time.sleep(0.001)
        carrier.close()
        assert sending.result().to == "6ede9afa66b88fe6d6a9"
    assert len(service.requests) == 1


def test_slack_takes_a_text_at_its_hook(service: Service) -> None:
    carrier = SlackChannel({"phong": hook(service)}, timeout=5)
    service.says(200, b"ok")
    assert carrier.send("phong", "đạt <95% & hơn>", ()).to == "phong"
    (request,) = service.requests
    assert request.path == "/services/T00/B00/secret-path"
    assert request.values == {"text": "đạt &lt;95% &amp; hơn&gt;"}
    for status, body, code in (
        (400, b"invalid_payload", "channel.refused"),
        (404, b"no_service", "channel.refused"),
        (410, b"channel_is_archived", "channel.refused"),
        (500, b"rollup_error", "channel.in_doubt"),
        (200, {"ok": False, "error": "invalid_auth"}, "channel.refused"),
        (200, b"<html>please log in</html>", "channel.in_doubt"),
    ):
        service.says(status, body)
        assert failure(carrier, "phong").message_code == code, body
    assert failure(carrier, "khac").message_code == "channel.no_hook"


def test_a_webhook_gets_text_and_files_and_any_2xx_takes_them(service: Service) -> None:
    carrier = WebhookChannel({"phong": hook(service)}, timeout=5)
    service.says(204, b"")
    file = Attachment(name="viec.ics", media_type="text/calendar", data=b"BEGIN:VCALENDAR")
    carrier.send("phong", WORDS, [file])
    (request,) = service.requests
    assert request.authorization == "Bearer gateway-token"
    assert request.values["text"] == WORDS
    assert base64.b64decode(request.values["files"][0]["content"]) == file.data
    service.says(200, {"success": False})
    assert failure(carrier, "phong").message_code == "channel.refused"
    service.says(502, b"")
    assert failure(carrier, "phong").message_code == "channel.in_doubt"


def test_an_address_that_is_none_is_refused(service: Service) -> None:
    for url in ("http://", "http://[", "http://a b", "nosuchservice://x"):
        carrier = WebhookChannel({"phong": Hook(url)}, timeout=1)
        assert failure(carrier, "phong").message_code in {"channel.bad_url", "channel.unavailable"}, url


def test_other_services_go_through_apprise_whose_failures_are_doubts(service: Service) -> None:
    address = service.url.removeprefix("http://")
    carrier = WebhookChannel({"phong": Hook(f"json://{address}/nhan")}, timeout=5)
    carrier.send("phong", WORDS, ())
    assert service.requests[0].path == "/nhan"
    assert WORDS in str(service.requests[0].values)
    service.says(500, b"")
    assert failure(carrier, "phong").message_code == "channel.in_doubt"


def test_an_sms_gateway_gets_all_parts_without_accents_in_one_request(service: Service) -> None:
    carrier = SmsChannel(hook(service), timeout=5)
    carrier.send("0912345678", "Đ/c Hiền: " + "tổ chức hội thao chào mừng " * 12, ())
    (request,) = service.requests
    assert request.authorization == "Bearer gateway-token"
    assert request.values["to"] == "0912345678"
    parts = request.values["parts"]
    assert [part[:4] for part in parts] == ["1/3 ", "2/3 ", "3/3 "]
    assert parts[0].startswith("1/3 D/c Hien: to chuc hoi thao chao mung")
    assert all(len(part) <= 160 and part.isascii() for part in parts)
    service.says(200, {"ok": False, "error_code": 429})
    assert failure(carrier, "0912345678").message_code == "channel.unavailable"


def test_no_token_stands_in_a_failure_a_sentence_or_a_log(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = (TOKEN, "secret-path", "gateway-token")
    carriers: list[tuple[Carrier, str]] = [
        (zalo(service), "x"),
        (SlackChannel({"phong": hook(service)}, timeout=5), "phong"),
        (WebhookChannel({"phong": hook(service)}, timeout=5), "phong"),
        (SmsChannel(hook(service), timeout=5), "0912345678"),
        (BotChannel(Channel.ZALO, "http://zalo.invalid", TOKEN, timeout=5), "x"),
        (BotChannel(Channel.ZALO, "http://[", TOKEN, timeout=5), "x"),
    ]
    for status in (401, 500):
        service.says(status, b"no")
        for carrier, address in carriers:
            error = failure(carrier, address)
            for words in (str(error), repr(error), explain(error), repr(error.__cause__), caplog.text):
                assert not any(secret in words for secret in secrets), words
    assert repr(hook(service)) == "Hook()"
