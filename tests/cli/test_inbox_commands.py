"""What a stranger wrote does no harm on the secretary's screen or disk."""

from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from console import Desk

from dondoc.cli.inbox_commands import _save
from dondoc.core.inbound import Inbound, InboundState
from dondoc.core.incoming import Incoming, IncomingFile
from dondoc.core.instants import TIME_ZONE
from dondoc.core.notice import Channel
from dondoc.wiring import open_office

AT = datetime(2026, 7, 6, 8, tzinfo=TIME_ZONE)


def message(**fields: object) -> Inbound:
    values: dict[str, object] = {
        "id": 0,
        "channel": Channel.EMAIL,
        "source": "hop@thu.test/INBOX;7",
        "message_key": "1 <a@b>",
        "sender": "la@noi-khac.test",
        "subject": "Việc\x1b[2J",
        "sha256": "",
        "received_at": AT,
        "state": InboundState.QUARANTINED,
    }
    return Inbound(**values | fields)  # type: ignore[arg-type]  # filled field by field


def test_files_are_saved_in_the_folder_whatever_their_names(tmp_path: Path) -> None:
    names = ("../../ngoai.desktop", str(tmp_path / "tuyet-doi"), "..", "a\x1b.png")
    files = tuple(IncomingFile(name=name, data=b"x") for name in names)
    incoming = Incoming(channel=Channel.TELEGRAM, sender="1", files=files)
    _save(tmp_path / "mot" / "ra", message(id=7), b"{}", incoming)
    assert sorted(path.name for path in (tmp_path / "mot" / "ra").iterdir()) == [
        "a .png", "ngoai.desktop", "tep-3", "thu-den-7.eml", "tuyet-doi",
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["mot"]
    assert [path.name for path in (tmp_path / "mot").iterdir()] == ["ra"]


def test_signs_that_steer_a_terminal_are_not_printed_and_the_address_is(desk: Desk) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "la@noi-khac.test", "Việc"
    mail.set_content("Đã \x1b]0;x\x07xong\u202e ngày 2/7", cte="base64")
    office = open_office(desk.folder, as_of=AT)
    with office.begin() as work:
        person = work.units.people()[0]
        work.inbound.add(message(sha256=office.blobs.put(mail.as_bytes()), person_id=person.id))
    office.close()
    shown = desk.ok("inbox", "show", "1").out + desk.ok("inbox", "list").out
    assert "Đã ]0;xxong ngày 2/7" in shown
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}
    assert "la@noi-khac.test" in shown
    assert person.name not in shown
