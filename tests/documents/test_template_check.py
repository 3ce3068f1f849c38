"""What is wrong with a template is named with its place, in Word's own cut-up runs too."""

from collections.abc import Callable

import pytest
from documents.report_samples import TEMPLATES
from documents.word_templates import cut_up, word_file

from dondoc.documents.template_check import Contract, TemplateFault, check_text, check_word
from dondoc.draft.report_context import ReportContext
from dondoc.messages import explain

REPORT = Contract(context=ReportContext)
LOOP = ("{%p for section in sections %}", "{{ section.heading }}", "{%p endfor %}")


def told(faults: list[TemplateFault]) -> list[str]:
    return [explain(fault.error) for fault in faults]


def in_word(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> list[str]:
    data = word_file(*paragraphs, rows=rows)
    plain, hashed = told(check_word(data, REPORT)), told(check_word(cut_up(data), REPORT))
    assert plain == hashed
    return plain


def codes(data: bytes, check: Callable[[bytes, Contract], list[TemplateFault]] = check_text) -> list[str]:
    return [fault.error.message_code for fault in check(data, REPORT)]


def test_a_misspelt_name_is_named_with_its_place_and_the_nearest() -> None:
    assert in_word("Tiêu đề:", "{{ titel }}") == ["đoạn 2 (“{{ titel }}”): không có biến “titel”, có thể là “title”"]
    assert in_word("{{ Title }}") == ["đoạn 1 (“{{ Title }}”): không có biến “Title”, có thể là “title”"]


def test_a_name_of_a_part_is_looked_for_in_that_part() -> None:
    assert in_word(LOOP[0], "{{ section.headng }}", LOOP[2]) == [
        "đoạn 2 (“{{ section.headng }}”): không có biến “sections.headng”, có thể là “heading”"
    ]
    assert in_word("{{ sections.heading }}") != []
    assert in_word("{{ annexes[0].rows[0].cels }}") == [
        "đoạn 1 (“{{ annexes[0].rows[0].cels }}”): không có biến “rows.cels”, có thể là “cells”"
    ]


def test_a_name_far_from_any_is_only_unknown() -> None:
    assert in_word("{{ qwertz }}") == ["đoạn 1 (“{{ qwertz }}”): không có biến “qwertz”"]


def test_a_loop_that_is_not_closed_is_named_where_it_begins() -> None:
    assert in_word("Mở đầu", *LOOP[:2]) == [
        "đoạn 2 (“{%p for section in sections %}”): thẻ {%p for section in sections %} chưa được đóng, "
        "thiếu {% endfor %}"
    ]


def test_an_end_without_a_beginning_is_named() -> None:
    assert in_word("{%p endfor %}") == [
        "đoạn 1 (“{%p endfor %}”): thẻ {%p endfor %} không khớp với thẻ mở nào đứng trước"
    ]
    assert codes(b"{% if title %}{% endfor %}") == ["template.unopened"]
    assert codes(b"{% else %}") == ["template.unopened"]


def test_half_a_tag_is_named_in_its_cell() -> None:
    assert in_word(rows=(("TT", "{{ title"), ("1", "}} x"))) == [
        "bảng 1, hàng 1, ô 2 (“{{ title”): có dấu {{ mà thiếu nửa kia của thẻ; thẻ phải nằm trọn trong một đoạn, như "
        "{{ title }}",
        "bảng 1, hàng 2, ô 2 (“}} x”): có dấu }} mà thiếu nửa kia của thẻ; thẻ phải nằm trọn trong một đoạn, như "
        "{{ title }}",
    ]


def test_words_that_would_vanish_beside_a_tag_are_named() -> None:
    assert in_word("{%p if superior %} {{ superior }} {%p endif %}", "Hết")[0] == (
        "đoạn 1 (“{%p if superior %} {{ superior }} {%p endif %}”): thẻ {%p if superior %} phải đứng một mình; chữ "
        "đứng cùng sẽ không được in ra"
    )
    rows = (("{%tr for annex in annexes %}", "mất"), ("{{ annex.title }}", ""), ("{%tr endfor %}", ""))
    assert [word for word in in_word(rows=rows) if "phải đứng một mình" in word] != []


def test_what_word_made_of_quotes_and_spaces_does_no_harm() -> None:
    assert in_word("{% if title == “a” %}{{\xa0title }}{% endif %}", *LOOP) == []


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("{{ title | uper }}", "template.unknown_filter"),
        ("{{ title | qqqqqq }}", "template.unknown_filter"),
        ("{{ title. }}", "template.syntax"),
        ("{{ title lead }}", "template.syntax"),
        ("{% For x in sections %}{% endfor %}", "template.unknown_tag"),
        ("{% zzzzzzz %}", "template.unknown_tag"),
        ("{% for in sections %}{% endfor %}", "template.syntax"),
        ("{% if %}{% endif %}", "template.syntax"),
        ("{% elif title %}", "template.unopened"),
    ],
)
def test_other_mistakes_have_their_sentence(template: str, code: str) -> None:
    assert code in codes(template.encode())
    assert code in codes(cut_up(word_file(template)), check_word)


@pytest.mark.parametrize(
    "template",
    [
        "{% set x = title %}{{ x }}{% set y %}a{% endset %}{{ y }}",
        "{% for section in sections if section.heading %}{{ loop.index }}{% else %}{{ lead }}{% endfor %}",
        "{% macro one(line) %}{{ line.text }}{% endmacro %}{{ one(sections[0].paragraphs[0]) }}",
        "{% raw %}{{ anything }} {% nothing %}{% endraw %}",
        "{# {{ anything }} #}{{ title if title else lead }}{{ range(3) | list }}",
        "{% with t = title %}{{ t }}{% endwith %}{% filter upper %}a{% endfilter %}",
        "{{ annexes | map(attribute='title') | join(', ') }}{{ print.value }}",
        "{%- if\n title -%}\n{{\n lead }}{% endif %}",
        "{% for annex in annexes | reverse %}{{ annex.title }}{% endfor %}",
    ],
)
def test_what_jinja_can_is_not_complained_of(template: str) -> None:
    assert codes(template.encode()) == []


def test_a_line_of_a_text_file_is_a_place() -> None:
    assert told(check_text("một\nhai {{ titel }}".encode(), REPORT)) == [
        "dòng 2 (“hai {{ titel }}”): không có biến “titel”, có thể là “title”"
    ]
    assert codes("\xff".encode("latin-1")) == ["value.not_utf8"]


def test_merged_and_coloured_cells_of_docxtpl_are_known() -> None:
    rows = (("{% vm %}{{ title }}", "{% cellbg lead %}a"), ("{% colspan 2 %}b", "{% hm %}"))
    assert in_word(rows=rows) == []


def test_the_shipped_letters_are_sound() -> None:
    from dondoc.wiring.templates import _PAPERS

    folder = TEMPLATES[0].parent
    for name, paper in _PAPERS.items():
        assert check_word((folder / name).read_bytes(), Contract(context=paper)) == []
    texts = [path for path in folder.rglob("*.j2") if path.parent.name != "report"]
    assert len(texts) > 10
    assert [path.name for path in texts if check_text(path.read_bytes(), Contract(filters=None))] == []
