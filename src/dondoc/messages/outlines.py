"""Outlines of reports, in words: what fills a heading, and why a heading of a đề cương was matched so."""

from collections.abc import Mapping
from typing import assert_never

from dondoc.draft.outline import Fill, Heading
from dondoc.messages.text import Text
from dondoc.usecases.read_outline import Match, Matched

_FILLS: Mapping[Fill, str] = {
    Fill.OVERVIEW: "số liệu chung về các đầu việc",
    Fill.SITUATION: "người soạn viết tình hình",
    Fill.RESULTS: "kết quả",
    Fill.SUMMARY: "kết quả tóm tắt theo lĩnh vực",
    Fill.STRENGTHS: "ưu điểm",
    Fill.LIMITS: "hạn chế",
    Fill.CAUSES: "nguyên nhân đã ghi",
    Fill.STANDINGS: "hạn chế kèm nguyên nhân, theo tình trạng",
    Fill.PLAN: "nhiệm vụ kỳ tới",
    Fill.TARGETS: "chỉ tiêu kỳ tới",
    Fill.LESSONS: "người soạn viết bài học",
    Fill.PROPOSALS: "người soạn viết kiến nghị, đề xuất",
    Fill.TEXT: "người soạn viết",
}

MESSAGES: Mapping[str, Text] = {
    "outline.unknown": Text(
        "Không có dàn bài {name}. Các dàn bài có: {known}.", "There is no outline {name}. There are: {known}."
    ),
    "outline.no_headings": Text(
        "{file} không có mục nào được đánh số (I., 1., a)) nên không lập được dàn bài.",
        "{file} has no numbered headings (I., 1., a)), so no outline can be made of it.",
    ),
    "outline.bad_name": Text(
        "Tên dàn bài {name} chỉ được gồm chữ thường không dấu, chữ số và dấu gạch nối.",
        "The name {name} of an outline may have small letters without marks, digits and hyphens only.",
    ),
    "outline.exists": Text(
        "Đã có tệp {file}. Đặt tên khác bằng --name, hoặc xóa tệp cũ.",
        "The file {file} exists. Choose another name with --name, or remove it.",
    ),
}


def fill_text(heading: Heading, labels: Mapping[str, str]) -> str:
    """What fills a heading: "kết quả: Nữ công, gia đình, trẻ em, bình đẳng giới"; "" for one that only holds others."""
    fills = ", ".join(_FILLS[fill] for fill in heading.fill)
    areas = "; ".join(labels.get(area, area) for area in heading.areas)
    return f"{fills}: {areas}" if areas else fills


def match_text(matched: Matched, labels: Mapping[str, str]) -> str:
    """Why a heading of a đề cương is filled as it is."""
    words = ", ".join(f"“{word}”" for word in matched.words)
    match matched.match:
        case Match.PART | Match.AREAS:
            return (
                f"{fill_text(matched.heading, labels)} (theo {words})" if words else fill_text(matched.heading, labels)
            )
        case Match.HOLDS:
            return "mục lớn"
        case Match.TAKEN:
            return "người soạn viết (nội dung này đã có ở mục khác)"
        case Match.NONE:
            return "người soạn viết (chưa rõ nội dung)"
        case _:
            assert_never(matched.match)
