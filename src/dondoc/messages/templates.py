"""What is wrong with a template of the office, and which form was used in its place."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "template.package": Text(
        "mẫu gọi gói {package}, mà dondoc không tải gói nào từ mạng về",
        "it asks for the package {package}, and dondoc fetches none from the network",
    ),
}
