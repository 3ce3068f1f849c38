"""What is well in a workspace and what is not: small checks, each of one thing, with what to do about it."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from dondoc.core.contact import is_resting
from dondoc.core.notice import Channel, MessageState
from dondoc.errors import DondocError
from dondoc.settings.channels import load_channels
from dondoc.settings.evidence import load_evidence_rules
from dondoc.settings.files import read_toml, shipped_dir
from dondoc.settings.form import load_form_rules
from dondoc.settings.grading import load_schemes
from dondoc.settings.letters import load_paper_wording
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.machine import FILE_NAME as SETTINGS_NAME
from dondoc.settings.merge import load_merge_rules
from dondoc.settings.outlines import load_outlines
from dondoc.settings.privacy import load_privacy
from dondoc.settings.reminders import load_reminders
from dondoc.settings.report import load_report_calendar, load_report_office
from dondoc.settings.secrets import open_to_others, read_secrets
from dondoc.settings.workdays import load_calendar
from dondoc.wiring.office import GREETING_PATH, Office

#: Reads each file of rules.
_LOADERS: Sequence[Callable[[Path], object]] = (
    load_reminders,
    load_evidence_rules,
    load_report_calendar,
    load_report_office,
    load_outlines,
    load_paper_wording,
    load_merge_rules,
    load_schemes,
    load_calendar,
    load_channels,
    load_privacy,
    load_form_rules,
    load_lexicon,
)

#: Below the first the disk is nearly full, below the second little is left; bytes.
_FULL, _LITTLE = 200_000_000, 1_000_000_000

#: A message that waits longer than this has been tried for days.
_WAITS_LONG = timedelta(days=2)


class Level(StrEnum):
    """How a check came out."""

    #: đạt
    WELL = "well"
    #: cần xem
    LOOK = "look"
    #: hỏng
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: a code of `messages.doctor` with its parameters; the sentence says what to do."""

    level: Level
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


#: Looks at one thing; `online` says whether it may talk to servers.
Check = Callable[[Office, bool], Iterator[Finding]]


def examine(office: Office, *, online: bool) -> list[Finding]:
    """Every check in order; a check that fails itself is a finding, and the others go on."""
    found: list[Finding] = []
    for check in CHECKS:
        try:
            found += check(office, online)
        except (DondocError, OSError, ValueError) as error:
            # One broken file may stop several checks; it is told once.
            if str(error) not in {str(one.params.get("problem")) for one in found}:
                found.append(failed(error))
    return found


def failed(error: DondocError | OSError | ValueError) -> Finding:
    """A failure as a finding."""
    problem = error if isinstance(error, DondocError) else getattr(error, "strerror", None) or str(error) or "?"
    return Finding(Level.BROKEN, "doctor.failed", {"problem": problem})


def check_settings(office: Office, online: bool) -> Iterator[Finding]:
    """`dondoc.toml` was read; one with a password in it is for its owner only."""
    path = office.folder / SETTINGS_NAME
    login = (office.settings.smtp_url or "").partition("//")[2].rpartition("@")[0]
    if ":" in login and open_to_others(path) and "DONDOC_SMTP_URL" not in os.environ:
        yield Finding(Level.LOOK, "doctor.settings_open", {"file": str(path)})
        return
    yield Finding(Level.WELL, "doctor.settings", {"file": str(path)})


def check_config(office: Office, online: bool) -> Iterator[Finding]:
    """The office's own config files are valid, known, and differ from the shipped ones where it says."""
    broken: set[str] = set()
    for load in _LOADERS:
        try:
            load(office.office_dir)
        except DondocError as error:
            broken.add(str(error.params.get("file", "")).rpartition("/")[2])
            yield Finding(Level.BROKEN, "doctor.config_broken", {"problem": error})
    for own in sorted(office.office_dir.glob("*.toml")):
        shipped = shipped_dir() / own.name
        if not shipped.is_file():
            yield Finding(Level.LOOK, "doctor.config_unknown", {"file": own.name})
            continue
        if own.name in broken:
            continue
        changed = sorted(_changed(read_toml(shipped), read_toml(own)))
        places = ", ".join(changed[:6]) + (" …" if len(changed) > 6 else "")
        yield Finding(
            Level.WELL, "doctor.config_own", {"file": own.name, "count": len(changed), "places": places or "–"}
        )
    if not any(office.office_dir.glob("*.toml")):
        yield Finding(Level.WELL, "doctor.config_shipped")


def check_replies(office: Office, online: bool) -> Iterator[Finding]:
    """Answers go to the mailbox that is read."""
    if office.settings.imap_url is None:
        return
    if office.settings.reply_to is None:
        yield Finding(Level.LOOK, "doctor.reply_to", {})
    else:
        yield Finding(Level.WELL, "doctor.replies", {"address": office.settings.reply_to})


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or "?"
    except ValueError:
        return "?"


def _changed(shipped: Mapping[str, object], own: Mapping[str, object], place: str = "") -> Iterator[str]:
    for key, value in own.items():
        before, name = shipped.get(key), f"{place}{key}"
        if isinstance(value, dict) and isinstance(before, dict):
            yield from _changed(before, value, f"{name}.")
        elif value != before:
            yield name


def check_database(office: Office, online: bool) -> Iterator[Finding]:
    """The database can be opened and fits the program."""
    have, need = office.database.revision(), office.database.head()
    if have == need:
        yield Finding(Level.WELL, "doctor.database", {"have": have})
    else:
        yield Finding(Level.BROKEN, "doctor.database_old", {"have": have or "-", "need": need})


def check_disk(office: Office, online: bool) -> Iterator[Finding]:
    """Room for reports, evidence and the database."""
    free = shutil.disk_usage(office.folder).free
    size = {"free": f"{free / 1_000_000_000:.1f}".replace(".", ",")}
    if free < _FULL:
        yield Finding(Level.BROKEN, "doctor.disk_full", size)
    elif free < _LITTLE:
        yield Finding(Level.LOOK, "doctor.disk_little", size)
    else:
        yield Finding(Level.WELL, "doctor.disk", size)


def check_secrets(office: Office, online: bool) -> Iterator[Finding]:
    """Files with secrets are for their owner only."""
    key = office.folder / "data" / "secret.key"
    if key.is_file() and open_to_others(key):
        yield Finding(Level.BROKEN, "doctor.secrets_open", {"file": str(key)})
    secrets = read_secrets(office.folder)
    named = [name for name in ("zalo", "telegram", "sms", "slack", "webhook") if getattr(secrets, name)]
    yield Finding(Level.WELL, "doctor.secrets", {"names": ", ".join(named) or "–"})


def check_mail(office: Office, online: bool) -> Iterator[Finding]:
    """The mail server, asked only when online."""
    from dondoc.notify.smtp import SmtpMailer

    if office.settings.smtp_url is None:
        yield Finding(Level.LOOK, "doctor.no_mail", {"folder": str(office.folder / "outbox")})
        return
    host = _host_of(office.settings.smtp_url)
    ca = office.folder / office.settings.smtp_ca if office.settings.smtp_ca else None
    mailer = SmtpMailer(office.settings.smtp_url, sender=office.settings.sender, timeout=10, ca=ca)
    if not online:
        yield Finding(Level.WELL, "doctor.mail_set", {"host": host})
        return
    try:
        mailer.greet()
    except DondocError as error:
        yield Finding(Level.BROKEN, "doctor.mail_away", {"host": host, "problem": error})
    else:
        yield Finding(Level.WELL, "doctor.mail", {"host": host})


def check_channels(office: Office, online: bool) -> Iterator[Finding]:
    """How each channel fares, and whether people are to be reached by one that is not set up."""
    from dondoc.notify.channels import BotChannel

    carriers, now = office.channels.carriers, office.clock.now()
    with office.work() as work:
        states = {state.channel: state for state in work.contacts.states()}
        used = {contact.channel for contacts in work.contacts.of().values() for contact in contacts}
    for channel in Channel:
        state = states.get(channel)
        if channel in used and channel is not Channel.EMAIL and channel not in carriers:
            yield Finding(Level.LOOK, "doctor.channel_missing", {"channel": channel})
        elif state is not None and state.failures:
            level = Level.BROKEN if is_resting(state, now) else Level.LOOK
            params = {"channel": channel, "count": state.failures, "at": state.next_try_at or now}
            yield Finding(level, "doctor.channel_failing", params)
        elif channel in carriers:
            carrier = carriers[channel]
            if online and isinstance(carrier, BotChannel):
                yield _greeted(channel, carrier.greet)
            else:
                yield Finding(Level.WELL, "doctor.channel", {"channel": channel})
    office.channels.close()


def _greeted(channel: Channel, greet: Callable[[], None]) -> Finding:
    try:
        greet()
    except DondocError as error:
        return Finding(Level.BROKEN, "doctor.channel_away", {"channel": channel, "problem": error})
    return Finding(Level.WELL, "doctor.channel_answers", {"channel": channel})


def check_public_url(office: Office, online: bool) -> Iterator[Finding]:
    """The address of the pages is one that a telephone can open."""
    url = office.settings.public_url
    if url is None:
        yield Finding(Level.WELL, "doctor.no_url")
        return
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    is_whole = parts.scheme in {"http", "https"} and host and not (parts.query or parts.fragment or parts.username)
    if not is_whole or any(c.isspace() for c in url) or port == 0:
        yield Finding(Level.BROKEN, "doctor.url_bad", {"url": url})
    elif host in {"localhost", "127.0.0.1", "::1", "0.0.0.0"}:  # noqa: S104 - looked for, not listened on
        yield Finding(Level.LOOK, "doctor.url_local", {"url": url})
    elif parts.scheme == "http":
        yield Finding(Level.LOOK, "doctor.url_open", {"url": url})
    elif online:
        yield _opened(office, url)
    else:
        yield Finding(Level.WELL, "doctor.url", {"url": url})


def _opened(office: Office, url: str) -> Finding:
    """Whether the pages behind the address are those of this very workspace."""
    import httpx

    try:
        answer = httpx.get(f"{url.rstrip('/')}{GREETING_PATH}", timeout=10)
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        return Finding(Level.BROKEN, "doctor.url_away", {"url": url})
    if answer.status_code >= 500:
        return Finding(Level.BROKEN, "doctor.url_away", {"url": url})
    if answer.text.strip() != office.greeting():
        return Finding(Level.BROKEN, "doctor.url_other", {"url": url})
    return Finding(Level.WELL, "doctor.url", {"url": url})


def check_backlog(office: Office, online: bool) -> Iterator[Finding]:
    """Messages that wait, and those that have waited for days."""
    now = office.clock.now()
    with office.work() as work:
        waiting = work.notices.pending(office.today)
    old = [message for message in waiting if message.send_on < office.today - _WAITS_LONG]
    stuck = [m for m in waiting if m.state is MessageState.CLAIMED and m.lease_until and m.lease_until < now]
    if old:
        yield Finding(Level.BROKEN, "doctor.backlog_old", {"count": len(old), "day": old[0].send_on})
    elif stuck:
        yield Finding(Level.LOOK, "doctor.backlog_stuck", {"count": len(stuck)})
    else:
        yield Finding(Level.WELL, "doctor.backlog", {"count": len(waiting)})


#: In the order in which they are printed; what a later one needs stands before it.
def check_papers(office: Office, online: bool) -> Iterator[Finding]:
    """The papers to sign and the chair's page can be printed: letters leave without those that cannot."""
    from dondoc.documents.paper_writer import broken_papers

    broken = list(broken_papers(office.template_dirs("letters")))
    yield from (Finding(Level.BROKEN, "doctor.papers_broken", {"problem": error}) for error in broken)
    if not broken:
        yield Finding(Level.WELL, "doctor.papers")


def check_templates(office: Office, online: bool) -> Iterator[Finding]:
    """The office's own templates: broken tags, unknown names, parts that are missing, each with its place."""
    from dondoc.wiring import templates

    checked = templates.check_templates(office)
    for one in checked:
        for fault in one.faults:
            level = Level.BROKEN if fault.is_broken else Level.LOOK
            yield Finding(
                level,
                "doctor.template_broken" if fault.is_broken else "doctor.template_look",
                {"name": one.name, "problem": fault.error},
            )
    sound = sum(1 for one in checked if not one.faults)
    if sound == len(checked):
        yield Finding(Level.WELL, "doctor.templates", {"count": sound})


CHECKS: Sequence[Check] = (
    check_settings,
    check_config,
    check_papers,
    check_templates,
    check_database,
    check_disk,
    check_secrets,
    check_mail,
    check_channels,
    check_replies,
    check_public_url,
    check_backlog,
)
