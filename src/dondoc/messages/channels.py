"""Sentences about the ways to people: contacts, pairing, and the services that carry messages."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "contact.unknown": Text(
        "{person} không có địa chỉ {address} trên kênh {channel}. Xem: dondoc people list",
        "{person} has no address {address} on {channel}. See: dondoc people list",
    ),
    "contact.address": Text(
        "“{address}” không dùng được cho kênh {channel}. Zalo, Telegram: mã hội thoại; SMS: số điện thoại; "
        "Slack, webhook: tên đặt trong secrets.toml, chữ thường không dấu.",
        "“{address}” is no use for {channel}. Zalo, Telegram: the id of the chat; SMS: a telephone number; Slack, "
        "webhook: a name from secrets.toml in small letters.",
    ),
    "contact.no_pairing": Text(
        "Kênh {channel} không ghép nối bằng mã. Chọn zalo hoặc telegram; kênh khác ghi bằng: dondoc people contact",
        "{channel} is not paired by a code. Choose zalo or telegram; others: dondoc people contact",
    ),
    "contact.pairing_taken": Text(
        "Chưa tạo được mã ghép nối; hãy chạy lại lệnh.", "No code could be made; run the command again."
    ),
    "contact.order": Text(
        "Không có kênh “{channel}”. Chọn trong: {known}.", "There is no channel “{channel}”. Choose among: {known}."
    ),
}
