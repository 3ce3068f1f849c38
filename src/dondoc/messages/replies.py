"""Sentences about messages that come back, by mail and chat."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "inbound.unknown": Text(
        "Không có thư đến số {id}. Xem danh sách: dondoc inbox list --all",
        "There is no incoming message {id}. See: dondoc inbox list --all",
    ),
}
