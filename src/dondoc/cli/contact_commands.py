"""people contact and people pair: the ways to a person, their order, and codes for the bots."""

from collections.abc import Sequence
from typing import Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsJson, AsOf, Workspace
from dondoc.cli.screen import print_json, say
from dondoc.core.contact import Way, is_local, ways_to
from dondoc.core.notice import Channel
from dondoc.errors import BadInput
from dondoc.messages.words import CHANNELS

Addresses = list[str] | None


def contact(
    code: Annotated[str, typer.Argument(help="Mã của người.")],
    zalo: Annotated[Addresses, typer.Option("--zalo", help="Mã hội thoại với bot Zalo.")] = None,
    telegram: Annotated[Addresses, typer.Option("--telegram", help="Mã hội thoại Telegram.")] = None,
    sms: Annotated[Addresses, typer.Option("--sms", help="Số điện thoại nhận tin SMS.")] = None,
    slack: Annotated[Addresses, typer.Option("--slack", help="Tên móc nối kiểu Slack trong secrets.toml.")] = None,
    webhook: Annotated[Addresses, typer.Option("--webhook", help="Tên webhook trong secrets.toml.")] = None,
    email: Annotated[Addresses, typer.Option("--email", help="Địa chỉ thư thứ hai.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Bỏ các địa chỉ vừa nêu thay vì thêm.")] = False,
    order: Annotated[
        str | None, typer.Option("--order", help="Thứ tự thử, ví dụ zalo,email,sms; kênh không nêu đứng sau.")
    ] = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
    as_json: AsJson = False,
) -> None:
    """Các kênh liên lạc của một người: xem, thêm, bỏ, xếp thứ tự thử."""
    from dondoc.usecases.mend_contacts import mend_contacts

    given = {
        Channel.ZALO: zalo,
        Channel.TELEGRAM: telegram,
        Channel.SMS: sms,
        Channel.SLACK: slack,
        Channel.WEBHOOK: webhook,
        Channel.EMAIL: email,
    }
    ways = [Way(channel, address) for channel, addresses in given.items() for address in addresses or ()]
    if remove and not ways:
        raise typer.BadParameter("Nêu địa chỉ cần bỏ, ví dụ: --zalo MÃ --remove.")
    places = [_channel(name) for name in order.split(",")] if order else []
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        reached = mend_contacts(
            office.begin,
            code,
            add=() if remove else ways,
            remove=ways if remove else (),
            order=places,
            actor=office.actor,
            now=office.clock.now(),
        )
        with office.work() as work:
            tried = ways_to(reached.person, work.contacts.of([reached.person.id]).get(reached.person.id, ()))
    if as_json:
        print_json(ways_as_json(tried))
        return
    say(f"{reached.person.name} (mã {reached.person.code}) nhận tin theo thứ tự:")
    for number, way in enumerate(tried, start=1):
        say(f"  {number}. {_tell(way)}")


def pair(
    code: Annotated[str, typer.Argument(help="Mã của người.")],
    channel: Annotated[str, typer.Option("--channel", help="Kênh có bot: zalo hoặc telegram.")],
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
    as_json: AsJson = False,
) -> None:
    """Tạo mã ghép nối dùng một lần; người đó gửi mã cho bot của cơ quan."""
    from dondoc.settings.channels import load_channels
    from dondoc.usecases.mend_contacts import make_pairing, spell_code

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        person, pairing = make_pairing(
            office.begin,
            code,
            _channel(channel),
            valid=load_channels(office.office_dir).pairing_valid,
            actor=office.actor,
            now=office.clock.now(),
        )
        spelled = spell_code(pairing.code)
    if as_json:
        print_json({"person": person.code, "channel": pairing.channel.value, "code": spelled,
                    "expires_at": pairing.expires_at.isoformat()})  # fmt: skip
        return
    name = CHANNELS[pairing.channel].vi
    say(f"Mã ghép nối {name} của {person.name}: {spelled}")
    say(f"Người đó gửi mã này cho bot {name} của cơ quan trước {pairing.expires_at:%H:%M ngày %d/%m/%Y}; dùng một lần.")


def tell_ways(ways: Sequence[Way]) -> str:
    """The ways of a person in one line."""
    return "; ".join(_tell(way) for way in ways)


def ways_as_json(ways: Sequence[Way]) -> list[dict[str, str]]:
    """For scripts."""
    return [{"channel": way.channel.value, "address": way.address} for way in ways]


def _tell(way: Way) -> str:
    if way.channel is Channel.EMAIL:
        return f"tệp thư trong outbox ({way.address})" if is_local(way.address) else way.address
    return f"{CHANNELS[way.channel].vi} {way.address}"


def _channel(name: str) -> Channel:
    try:
        return Channel(name.strip().lower())
    except ValueError as error:
        raise BadInput(code="contact.order", channel=name.strip(), known=", ".join(Channel)) from error


def register(people: typer.Typer) -> None:
    """Add both commands to the group of people."""
    people.command("contact")(contact)
    people.command("pair")(pair)
