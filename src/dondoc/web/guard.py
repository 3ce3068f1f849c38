"""What stands before every page: limits, the same origin, headers, a log without tokens, errors as plain pages."""

import hashlib
import logging
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from dondoc.errors import BadInput, Conflict, DondocError, NotAllowed, NotFound, Unavailable
from dondoc.web.site import Site, site_of

LOG = logging.getLogger("dondoc.web")

_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}

#: What follows the dot of a token is its signature: whoever reads the log must not be able to use it.
_TOKEN = re.compile(r"^/(viec|duyet|bang|lich|vao)/([^/.]*)[^/]*")

#: Small copies of photos.
_SMALL = re.compile(r"^/(?:bang/[^/]+/anh/[^/]+|viec/[^/]+/minh-chung/\d+|minh-chung/\d+/(?:nho|anh))\.jpg$")
#: Of these for each other request.
_SMALL_FOR_ONE = 20

_STATUS = {BadInput: 400, NotFound: 404, NotAllowed: 403, Conflict: 409, Unavailable: 503}

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

#: Addresses remembered at most; the oldest are forgotten first.
_MANY = 10_000
_MEGABYTE = 1_000_000


class Limiter:
    """How often each key may come in a minute; counted in this process only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def allows(self, key: str, most: int) -> bool:
        """Whether this knock is within the limit of the present minute."""
        minute = int(self._clock() // 60)
        since, count = self._seen.pop(key, (minute, 0))
        count = count + 1 if since == minute else 1
        self._seen[key] = (minute, count)
        while len(self._seen) > _MANY:
            self._seen.popitem(last=False)
        return count <= most


def without_token(path: str) -> str:
    """A path as it may stand in the log.

    >>> without_token("/viec/a12.c2VjcmV0/da-gui")
    '/viec/a12…/da-gui'
    """
    return _TOKEN.sub(lambda match: f"/{match[1]}/{match[2][:8] if match[1] != 'vao' else ''}…", path)


class BodyLimit:
    """Refuses a body that is too large, by a page: some of the rest is thrown away, so that browsers listen."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]], site: Site) -> None:
        self._app, self._site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI wants it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit, seen = self._limit(scope["path"]), 0

        async def counted() -> MutableMapping[str, Any]:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise BadInput(code="form.too_large", limit_mb=limit // _MEGABYTE)
            return message

        length = dict(scope["headers"]).get(b"content-length", b"0")
        if length.isdigit() and int(length) > limit:
            await _throw_away(receive, at_most=2 * limit)
            error = BadInput(code="form.too_large", limit_mb=limit // _MEGABYTE)
            response = error_page(self._site, error)
            response.headers.update(_HEADERS)
            # What is still to come is not waited for.
            response.headers["Connection"] = "close"
            await response(scope, receive, send)
            return
        await self._app(scope, counted, send)

    def _limit(self, path: str) -> int:
        uploads = self._site.rules.uploads
        return (uploads.photos_total_mb if path.endswith("/anh") else uploads.total_mb) * _MEGABYTE


async def _throw_away(receive: Receive, *, at_most: int) -> None:
    seen = 0
    while seen <= at_most:
        message = await receive()
        seen += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return


def is_same_origin(request: Request, public_url: str | None) -> bool:
    """Whether a form was sent from a page of ours.

    Our pages ask for no referrer, so that browsers say "null" where they would say the origin: then the word of the
    browser on where the request comes from decides, and in old browsers the signed token of the form alone.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    if origin is None or origin == "null":
        return True
    known = {request.headers.get("host", "")} | ({urlsplit(public_url).netloc} if public_url else set())
    return urlsplit(origin).netloc in known


def error_page(site: Site, error: DondocError) -> Response:
    """A failure in one sentence; a dead link looks the same whatever is the matter with it."""
    if error.message_code == "link.dead":
        return dead_link(site)
    status = next((code for family, code in _STATUS.items() if isinstance(error, family)), 400)
    if error.message_code == "form.too_large":
        status = 413
    return site.page("error.html", {"words": site.office.explain(error), "number": ""}, status=status)


def dead_link(site: Site) -> Response:
    """The one page for links that are old, revoked, mistyped or guessed."""
    with site.office.work() as work:
        helper = site.helper(work)
    return site.page("dead.html", {"helper": helper}, status=404)


def protect(app: FastAPI, site: Site) -> None:
    """Put the guard before all pages of an app."""
    limiter = Limiter()

    @app.middleware("http")
    async def _guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        began = time.monotonic()
        response = _refusal(request, limiter) or await call_next(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        LOG.info(
            "%s %s %d %.0f ms",
            request.method,
            without_token(request.url.path),
            response.status_code,
            (time.monotonic() - began) * 1000,
        )
        return response

    @app.exception_handler(DondocError)
    def _tell(request: Request, error: DondocError) -> Response:
        if isinstance(error, Unavailable):
            LOG.warning("%s", error)
        return error_page(site_of(request), error)

    @app.exception_handler(HTTPException)
    def _tell_http(request: Request, error: HTTPException) -> Response:
        if error.status_code in {404, 405}:
            return dead_link(site_of(request))
        words = site_of(request).office.say("form.broken", {})
        return site_of(request).page("error.html", {"words": words, "number": ""}, status=error.status_code)

    app.add_middleware(BodyLimit, site=site)


def _refusal(request: Request, limiter: Limiter) -> Response | None:
    site = site_of(request)
    address = request.client.host if request.client is not None else "?"
    limits = site.rules.per_minute
    token = _TOKEN.match(request.url.path)
    if _SMALL.match(request.url.path):
        # A page of photos asks for all of them at once, again after each that is handed out.
        is_allowed = limiter.allows(f"small {address}", _SMALL_FOR_ONE * limits.link)
    else:
        is_allowed = limiter.allows(f"address {address}", limits.address)
    if token is not None and not _SMALL.match(request.url.path):
        # The whole token: who knows but the number of a link does not use it up for others.
        key = hashlib.sha256(token[0].encode()).hexdigest()
        is_allowed = limiter.allows(f"link {key}", limits.link) and is_allowed
    if request.url.path.startswith("/static/"):
        is_allowed = True
    if not is_allowed:
        words = site.office.say("form.too_often", {})
        page = site.page("error.html", {"words": words, "number": ""}, status=429)
        page.headers["Retry-After"] = "60"
        return page
    if request.method not in {"GET", "HEAD"} and not is_same_origin(request, site.office.settings.public_url):
        return error_page(site, NotAllowed(code="form.foreign"))
    return None


def unforeseen(site: Site, error: Exception) -> Response:
    """The page for a fault of ours: a number for the administrator, the trace in the log only."""
    number = secrets.token_hex(3)
    LOG.error("lỗi %s", number, exc_info=error)
    page = site.page("error.html", {"words": site.office.say("web.fault", {}), "number": number}, status=500)
    page.headers.update(_HEADERS)
    return page


__all__ = ["dead_link", "error_page", "is_same_origin", "protect", "unforeseen", "without_token"]
