"""A raw e-mail taken apart: whom it names, what it answers, its words as plain text, its files; nothing is fetched."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from mimetypes import guess_extension
from pathlib import PurePosixPath

from dondoc.core.incoming import Incoming, IncomingFile, Nature
from dondoc.core.notice import Channel
from dondoc.errors import BadInput, DondocError
from dondoc.extract.normalize import fold
from dondoc.extract.phrases import Phrases
from dondoc.intake.html_words import html_words

_ID = re.compile(r"<[^<>\s]{1,300}>")
_MOST_IDS = 50
_DMARC = re.compile(r"\bdmarc\s*=\s*fail\b", re.I)
_CID = re.compile(r"\bcid:([^\"'\s>)]{1,300})", re.I)
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.I | re.M)
_PART = re.compile(rb"^content-(?:type|disposition):", re.I | re.M)
#: Parts inside parts inside parts: no mail program goes so deep.
_MOST_MULTIPARTS = 40
_HEADER_BYTES = 64 * 1024
#: A header with its folded lines, of those that are taken apart; the library needs quadratic time for it.
_HEADER = re.compile(
    rb"(?:\A|[\r\n])(?:content-type|content-disposition|from|subject|references|authentication-results):"
    rb"[^\r\n]*(?:(?:\r\n?|\n)[ \t][^\r\n]*)*",
    re.I,
)
_LONGEST_HEADER = 32 * 1024
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_LIST_HEADERS = ("List-Id", "List-Unsubscribe", "List-Post")
_AUTO_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Autorespond-Subject")
#: Parts that only say that the mail is signed.
_SEALS = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_REPORT_PARTS = frozenset({"message/delivery-status", "message/rfc822", "text/rfc822-headers"})
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_NAME_LENGTH = 120
#: Charsets of mails, as Python calls them. Its other codecs are none, and some need quadratic time (punycode, idna).
_CHARSET = re.compile(
    r"ascii|utf-(?:7|8(?:-sig)?|16(?:-[bl]e)?|32(?:-[bl]e)?)|iso8859-\d{1,2}|cp\d{3,4}|koi8-[rtu]|mac-roman|tis-620"
    r"|gb2312|gbk|gb18030|hz|big5(?:hkscs)?|euc_(?:jp|kr)|shift_jis|iso2022_(?:jp|kr)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLimits:
    """What is taken apart at all."""

    #: Bytes.
    size: int
    parts: int
    #: Subjects of machines.
    automatic_subjects: Phrases


def read_mail(data: bytes, limits: MailLimits) -> Incoming:
    """Take a mail apart; never raises: what cannot be used stands in `problems`."""
    problem = _too_much(data, limits)
    if problem is None:
        try:
            return _Mail(message_from_bytes(data, policy=policy.compat32), limits).read()
        except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            problem = BadInput(code="inbound.unreadable")
    head = message_from_bytes(_BLANK_LINE.split(data[:_HEADER_BYTES], maxsplit=1)[0] + b"\n\n", policy=policy.compat32)
    return _Mail(head, limits).headers(problem)


def message_id_of(header: bytes | str) -> str:
    """The Message-ID in some lines of a header, with its brackets; "" where there is none."""
    words = header.decode("utf-8", "replace") if isinstance(header, bytes) else header
    found = _ID.search(words)
    return found[0] if found else ""


def _too_much(data: bytes, limits: MailLimits) -> DondocError | None:
    if len(data) > limits.size:
        return BadInput(code="inbound.too_large", limit_mb=limits.size // 1_000_000)
    # A part has at most two such lines.
    if len(_PART.findall(data)) > 2 * limits.parts or len(_MULTIPART.findall(data)) > _MOST_MULTIPARTS:
        return BadInput(code="inbound.too_many_parts", limit=limits.parts)
    if any(len(found[0]) > _LONGEST_HEADER for found in _HEADER.finditer(data)):
        return BadInput(code="inbound.unreadable")
    return None


class _Mail:
    def __init__(self, message: Message, limits: MailLimits) -> None:
        self._message, self._limits = message, limits
        self._problems: list[DondocError] = []
        self._files: list[IncomingFile] = []
        self._cids: set[str] = set()

    def read(self) -> Incoming:
        """The whole mail."""
        failed = _failure(self._message)
        if failed is not None:
            return self._incoming(nature=Nature.BOUNCE, answers=tuple(failed.answers), bounce_reason=failed.reason)
        words = "\n".join(self._words(self._message))
        return self._incoming(nature=self._nature(), words=words, answers=self._answers())

    def headers(self, problem: DondocError) -> Incoming:
        """Only what the header says, and why there is no more."""
        self._problems.append(problem)
        return self._incoming(nature=self._nature(), answers=self._answers())

    def _incoming(
        self, *, nature: Nature, answers: tuple[str, ...], words: str = "", bounce_reason: str = ""
    ) -> Incoming:
        senders = getaddresses(self._all("From"))
        addresses = {address.strip().lower() for _, address in senders if "@" in address}
        return Incoming(
            channel=Channel.EMAIL,
            sender=addresses.pop() if len(addresses) == 1 else "",
            subject=_decoded(self._first("Subject")),
            words=words,
            message_id=message_id_of(self._first("Message-ID")),
            answers=answers,
            files=tuple(self._files),
            nature=nature,
            is_forged=any(_DMARC.search(value) for value in self._all("Authentication-Results")),
            bounce_reason=bounce_reason,
            problems=tuple(self._problems),
        )

    def _answers(self) -> tuple[str, ...]:
        near = _ID.findall(self._first("In-Reply-To"))
        far = _ID.findall(self._first("References"))[::-1]
        return tuple(dict.fromkeys([*near, *far]))[:_MOST_IDS]

    def _nature(self) -> Nature:
        said = self._first("Auto-Submitted").partition(";")[0].strip().lower()
        precedence = self._first("Precedence").strip().lower()
        subject = fold(_decoded(self._first("Subject")))
        is_read_receipt = self._message.get_content_type() == "multipart/report"
        if (
            said not in {"", "no"}
            or precedence in {"auto_reply", "auto-reply"}
            or any(name in self._message for name in _AUTO_HEADERS)
            or self._limits.automatic_subjects.match(subject, 0) is not None
            or is_read_receipt
            or self._first("Return-Path").strip() == "<>"
        ):
            return Nature.AUTOMATIC
        if precedence in {"bulk", "list", "junk"} or any(name in self._message for name in _LIST_HEADERS):
            return Nature.LIST
        return Nature.REPLY

    def _words(self, part: Message) -> Iterator[str]:
        """The words of a part and of the parts in it, plain ones before HTML; its files are put aside."""
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            children = [child for child in part.get_payload() if isinstance(child, Message)]
            told = [(child, [*self._words(child)]) for child in children]
            if kind == "multipart/alternative":
                yield from _best(told)
            else:
                yield from (words for _, many in told for words in many)
            return
        if kind in _SEALS:
            return
        is_body = kind in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment"
        if is_body and not _file_name(part):
            yield self._body(part, kind)
            return
        self._put_aside(part, kind)

    def _body(self, part: Message, kind: str) -> str:
        text = _decode(_bytes(part), _param(part, "charset", "Content-Type"))
        if kind == "text/html":
            self._cids.update(one.lower() for one in _CID.findall(text))
            text = html_words(text)
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))

    def _put_aside(self, part: Message, kind: str) -> None:
        data = part.as_bytes() if kind == "message/rfc822" else _bytes(part)
        if kind == "message/rfc822":
            inner = part.get_payload() if part.is_multipart() else None
            data = inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else data
        for name in ("Content-Disposition", "Content-Type"):
            if name in part and not _header(part, name).isascii():
                part.replace_header(name, _header(part, name))
        number = len(self._files) + 1
        ending = ".eml" if kind == "message/rfc822" else guess_extension(kind) or ""
        name = safe_name(_decoded(_file_name(part))) or f"tep-{number}{ending}"
        self._files.append(IncomingFile(name=name, data=data, is_inline=self._is_inline(part, kind)))

    def _is_inline(self, part: Message, kind: str) -> bool:
        if not kind.startswith("image/"):
            return False
        content_id = _header(part, "Content-ID").strip("<> ").lower()
        return bool(content_id) and (content_id in self._cids or part.get_content_disposition() != "attachment")

    def _first(self, name: str) -> str:
        return _header(self._message, name)

    def _all(self, name: str) -> list[str]:
        return _headers(self._message, name)


def _best(told: list[tuple[Message, list[str]]]) -> list[str]:
    """Of forms of the same words the plain one, unless it is empty."""
    filled = [(child, words) for child, words in told if any(one.strip() for one in words)]
    plain = [words for child, words in filled if child.get_content_type() == "text/plain"]
    return plain[0] if plain else filled[0][1] if filled else []


@dataclass(frozen=True, slots=True)
class _Failure:
    answers: list[str]
    reason: str


def _failure(message: Message) -> _Failure | None:
    """What a report of a mail server says of a mail that it could not deliver; None for any other mail."""
    if message.get_content_type() != "multipart/report":
        return None
    parts = [part for part in message.walk() if part.get_content_type() in _REPORT_PARTS]
    blocks = [
        block
        for part in parts
        if part.get_content_type() == "message/delivery-status" and part.is_multipart()
        for block in part.get_payload()
        if isinstance(block, Message)
    ]
    failed = [block for block in blocks if _header(block, "Action").strip().lower() == "failed"]
    if not failed:
        return None
    said = " ".join((_header(failed[0], "Diagnostic-Code") or _header(failed[0], "Status")).split())
    return _Failure(list(_returned_ids(parts)), said[:300])


def _returned_ids(parts: list[Message]) -> Iterator[str]:
    for part in parts:
        # Not asked of other parts: words that are no ASCII would be decoded by whatever charset they name.
        payload = part.get_payload() if part.is_multipart() else None
        if part.get_content_type() == "message/rfc822" and isinstance(payload, list):
            yield from (message_id_of(_header(one, "Message-ID")) for one in payload[:1] if isinstance(one, Message))
        elif part.get_content_type() == "text/rfc822-headers":
            returned = message_from_bytes(_bytes(part), policy=policy.compat32)
            yield message_id_of(_header(returned, "Message-ID"))


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decode(data: bytes, charset: str | None) -> str:
    """As UTF-8 where the bytes are that (by chance they hardly are), else by the charset named, else as usual here."""
    named = [charset] if charset else []
    for name in [*named, "utf-8"] if data.isascii() else ["utf-8", *named, "cp1258"]:
        try:
            known = codecs.lookup(name).name
            if _CHARSET.fullmatch(known):
                return data.decode(known)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _param(part: Message, name: str, header: str) -> str:
    """A parameter of a header, decoded here by RFC 2231: the library would use any codec that the mail names."""
    value = part.get_param(name, "", header)
    if isinstance(value, tuple):
        charset, _, words = value
        return _decode(words.encode("latin-1", "replace"), charset)
    return str(value)


def _file_name(part: Message) -> str:
    return _param(part, "filename", "Content-Disposition") or _param(part, "name", "Content-Type")


def _decoded(value: str) -> str:
    """A header's words, composed, on one line."""
    words: list[str] = []
    try:
        for part, charset in decode_header(value):
            words.append(part if isinstance(part, str) else _decode(part, charset))
    except (ValueError, LookupError, MessageError):
        words = [value]
    return " ".join(unicodedata.normalize("NFC", "".join(words)).replace("\x00", "").split())


def _header(message: Message, name: str) -> str:
    """The first header of a name, "" where there is none."""
    return next(iter(_headers(message, name)), "")


def _headers(message: Message, name: str) -> list[str]:
    """The headers of a name; bytes that are no ASCII are read as what they most likely are."""
    raw = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
    return [value if value.isascii() else _decode(value.encode("utf-8", "surrogateescape"), None) for value in raw]


def safe_name(name: str) -> str:
    r"""A file name without folders and signs that harm, NFC, not too long; "" where nothing is left.

    >>> safe_name("../../etc/ảnh\u202egpj.exe")
    'ảnh gpj.exe'
    """
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    plain = " ".join(_UNSAFE.sub(" ", last).split()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= _NAME_LENGTH:
        return plain
    return (
        f"{stem[: _NAME_LENGTH - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 10 else plain[:_NAME_LENGTH]
    )
