"""Sentences about the examples that reviews leave behind."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "corpus.invalid": Text(
        "Tệp mẫu {file}, mục {place}: {problem}. Xuất lại bằng: dondoc corpus export",
        "Example file {file}, at {place}: {problem}. Export it anew with: dondoc corpus export",
    ),
    "corpus.quote": Text(
        "Tệp mẫu {file}: đoạn “{quote}” không có trong văn bản, hoặc có nhiều chỗ mà không nói chỗ thứ mấy (nth).",
        "Example file {file}: “{quote}” is not in the text, or stands there several times and nth does not say which.",
    ),
}
