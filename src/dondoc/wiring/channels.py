"""The channels of a workspace: which are set up, with tokens from where others cannot read them."""

from typing import TYPE_CHECKING

from dondoc.core.notice import Channel
from dondoc.settings.privacy import load_privacy
from dondoc.settings.secrets import Hook as SecretHook
from dondoc.settings.secrets import Secrets, read_secrets
from dondoc.usecases.courier import Channels
from dondoc.usecases.outside import Carrier

if TYPE_CHECKING:
    from dondoc.notify.channels import Hook
    from dondoc.settings.channels import ChannelsFile
    from dondoc.wiring.office import Office


def open_channels(office: "Office") -> Channels:
    """Every channel that has its token or address; nothing is connected before something is sent.

    Raises:
        BadInput: `secrets.open`, `config.*` when the file of secrets cannot be used.
    """
    rules = office.channel_rules
    return Channels(
        carriers=_carriers(read_secrets(office.folder), rules),
        longest=rules.lengths,
        rest=rules.to_rest(),
        tell_after=rules.rest.tell_after_failures,
        privacy=load_privacy(office.office_dir),
    )


def _carriers(secrets: Secrets, rules: "ChannelsFile") -> dict[Channel, Carrier]:
    from dondoc.notify.channels import BotChannel, SlackChannel, SmsChannel, WebhookChannel

    found: dict[Channel, Carrier] = {}
    for channel, bot, host in (
        (Channel.ZALO, secrets.zalo, rules.service.zalo),
        (Channel.TELEGRAM, secrets.telegram, rules.service.telegram),
    ):
        if bot is not None:
            found[channel] = BotChannel(channel, host, bot.token.get_secret_value(), timeout=rules.timeout)
    if secrets.sms is not None:
        found[Channel.SMS] = SmsChannel(_hook(secrets.sms), timeout=rules.timeout)
    if secrets.slack:
        hooks = {name: _hook(hook) for name, hook in secrets.slack.items()}
        found[Channel.SLACK] = SlackChannel(hooks, timeout=rules.timeout)
    if secrets.webhook:
        hooks = {name: _hook(hook) for name, hook in secrets.webhook.items()}
        found[Channel.WEBHOOK] = WebhookChannel(hooks, timeout=rules.timeout)
    return found


def _hook(secret: SecretHook) -> "Hook":
    from dondoc.notify.channels import Hook

    return Hook(secret.url.get_secret_value(), secret.token.get_secret_value() if secret.token is not None else None)
