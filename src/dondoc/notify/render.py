"""Templates to e-mails: the office's own templates first, then the shipped ones; a text and an HTML part."""

from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape

from dondoc.core.notice import Attachment
from dondoc.draft.digest import Digest
from dondoc.errors import BadInput
from dondoc.notify.calendar import MEDIA_TYPE, write_ics
from dondoc.usecases.deliver import Envelope, Letter

#: What an office's own template can fail with: a syntax, an unknown name, a sum of a word and a number, not UTF-8.
_BROKEN = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class MailRenderer:
    """Implements `usecases.deliver.Renderer`."""

    def __init__(
        self, template_dirs: Sequence[Path], *, sender: str, sender_name: str = "Đôn đốc", office_id: str = "dondoc"
    ) -> None:
        """Take templates from the first folder that has them; `sender` is an address.

        `office_id` names the installation in the entries of calendars.
        """
        self._office_id = office_id
        self._sender = _address(sender_name, sender)
        self._environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in template_dirs]),
            undefined=StrictUndefined,
            autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
            keep_trailing_newline=True,
        )

    def render(self, letter: Letter, envelope: Envelope, attachments: Sequence[Attachment] = ()) -> EmailMessage:
        """The finished e-mail with its files.

        Raises:
            BadInput: `mail.template` when a template (an office may bring its own) cannot be printed, `mail.address`
                when an address cannot be used.
        """
        message = EmailMessage()
        message["Subject"] = letter.subject
        message["From"] = self._sender
        message["To"] = _address(envelope.to_name, envelope.to_address)
        if envelope.reply_to:
            message["Reply-To"] = _address("", envelope.reply_to)
        message["Date"] = format_datetime(envelope.at)
        message["Message-ID"] = envelope.internet_id
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = "vi"
        message.set_content(self._print(f"{letter.template}.txt.j2", letter), cte="base64")
        message.add_alternative(self._print(f"{letter.template}.html.j2", letter), subtype="html", cte="base64")
        for attachment in (*attachments, *self._calendar(letter, envelope)):
            _attach(message, attachment)
        return message

    def text(self, letter: Letter) -> str:
        """The letter as plain text; BadInput `mail.template`."""
        return self._print(f"{letter.template}.txt.j2", letter)

    def _calendar(self, letter: Letter, envelope: Envelope) -> tuple[Attachment, ...]:
        if not isinstance(letter, Digest) or not letter.calendar:
            return ()
        data = write_ics(letter.calendar, office_id=self._office_id, at=envelope.at)
        return (Attachment(name="viec-can-lam.ics", media_type=MEDIA_TYPE, data=data),)

    def _print(self, name: str, letter: Letter) -> str:
        try:
            return self._environment.get_template(name).render(letter=letter)
        except _BROKEN as error:
            raise BadInput(code="mail.template", template=name, problem=str(error)) from error


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    kind, *parameters = (part.strip() for part in attachment.media_type.split(";"))
    maintype, _, subtype = kind.partition("/")
    named = dict(parameter.split("=", 1) for parameter in parameters)
    message.add_attachment(
        attachment.data, maintype=maintype, subtype=subtype, filename=attachment.name, params=named, cte="base64"
    )


def _address(name: str, address: str) -> Address:
    try:
        return Address(display_name=" ".join(name.split()), addr_spec=address)
    except (ValueError, IndexError) as error:
        raise BadInput(code="mail.address", address=address) from error
