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
    "channel.unavailable": Text(
        "Không gửi được qua {channel}: {problem}. Tin vẫn chờ và sẽ được gửi lại.",
        "Cannot send through {channel}: {problem}. The message waits and is sent again.",
    ),
    "channel.in_doubt": Text(
        "{channel} không trả lời rõ sau khi đã nhận tin: {problem}. Tin có thể đã tới; chỉ gửi lại qua đúng kênh này.",
        "{channel} gave no clear answer after it got the message: {problem}. It may have arrived; it is sent again "
        "through this channel only.",
    ),
    "channel.refused": Text(
        "{channel} từ chối gửi tới {address} (mã {number}). Kiểm tra bằng: dondoc people contact",
        "{channel} refuses {address} ({number}). Check it with: dondoc people contact",
    ),
    "channel.no_hook": Text(
        "secrets.toml không có mục [{channel}.{name}]. Thêm mục đó, hoặc sửa bằng: dondoc people contact",
        "secrets.toml has no [{channel}.{name}]. Add it, or mend it with: dondoc people contact",
    ),
    "channel.bad_url": Text(
        "Địa chỉ của kênh {channel} trong secrets.toml hoặc config/channels.toml không dùng được.",
        "The address for {channel} in secrets.toml or config/channels.toml cannot be used.",
    ),
    "channel.not_set_up": Text(
        "Kênh {channel} chưa được thiết lập. Xem docs/channels.md, hoặc thêm kênh khác: dondoc people contact",
        "{channel} is not set up. See docs/channels.md, or add another way: dondoc people contact",
    ),
    "channel.resting": Text(
        "Kênh {channel} hỏng liên tiếp nên được để yên đến {at}. Xem: dondoc doctor",
        "{channel} failed again and again and is left alone until {at}. See: dondoc doctor",
    ),
    "secrets.open": Text(
        "Người khác đọc được tệp {file} nên dondoc không dùng. Chạy: chmod 600 {file}",
        "Others can read {file}, so it is not used. Run: chmod 600 {file}",
    ),
    "value.token": Text("mã truy cập (token) sai hoặc đã bị thu hồi", "the token is wrong or was revoked"),
    "value.later": Text("dịch vụ tạm thời chưa nhận (mã {number})", "the service asks to come again ({number})"),
    "value.moved": Text("địa chỉ dịch vụ đã chuyển nơi khác", "the service has moved elsewhere"),
    "value.service_failed": Text("dịch vụ gặp sự cố (mã {number})", "the service failed ({number})"),
    "value.answer": Text("dịch vụ trả lời không đúng cách", "the service answers in a way that is not understood"),
    "value.apprise": Text("Apprise báo không gửi được", "Apprise says that it failed"),
    "value.no_connection": Text("không kết nối được máy chủ", "no connection to the server"),
}
