"""lint: a document against the form that official documents have to have."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import office_config
from dondoc.cli.options import AsJson
from dondoc.cli.screen import print_json, say
from dondoc.core.form import Component
from dondoc.messages import say as sentence
from dondoc.messages.form import form_name, form_params, form_place

if TYPE_CHECKING:
    from dondoc.core.form import Deviation, Found
    from dondoc.core.form_checks import FormReport
    from dondoc.core.form_rules import FormRules

_EXIT_DEVIATES = 1


def lint(
    file: Annotated[Path, typer.Argument(help="Văn bản .docx, do dondoc soạn hoặc gõ trong Word.")],
    explain: Annotated[
        bool, typer.Option("--explain", help="Kể từng thành phần đã nhận ra, ở đâu, đúng hay chưa, theo điều nào.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Soát thể thức một văn bản .docx theo Nghị định 30/2020, từng điểm, kèm cách sửa trong Word.

    Mã kết thúc 0 khi đúng hết, 1 khi có chỗ phải sửa. Chạy trong một không gian làm việc thì theo config/form.toml của
    không gian ấy.
    """
    from dondoc.wiring.form import lint_file

    report, rules = lint_file(file, office_config())
    if as_json:
        print_json(_as_json(file, report, rules))
    else:
        if explain:
            _print_parts(report, rules)
        _print(file, report, rules)
    if report.deviations:
        raise typer.Exit(_EXIT_DEVIATES)


def _print(file: Path, report: "FormReport", rules: "FormRules") -> None:
    if not report.deviations:
        say(f"{file.name}: đúng thể thức ({len(report.parts)} chỗ đã soát; {rules.decree}).")
        return
    groups: dict[tuple[object, ...], list[Deviation]] = {}
    for one in report.deviations:
        groups.setdefault((one.code, one.component, one.found, one.asked), []).append(one)
    say(f"{file.name}: {len(report.deviations)} điểm chưa đúng thể thức ({rules.decree}).")
    for number, alike in enumerate(groups.values(), 1):
        more = f" Còn {len(alike) - 1} chỗ như vậy." if len(alike) > 1 else ""
        say(f"{number:>3}. {_line(alike[0], rules)}{more}")


def _line(one: "Deviation", rules: "FormRules") -> str:
    name = _name(one.component, rules)
    words = f" “{one.words}”" if one.words and one.component not in {Component.PAGE, Component.PAGE_NUMBER} else ""
    if one.component in {Component.PAGE, Component.PAGE_NUMBER} and one.words:
        words = f" (phần {one.words} của tệp)"
    custom = ", theo thông lệ" if one.by_custom else ""
    told = sentence(one.code, form_params(one))
    return f"{form_place(one.component, one.place)} – {name}{words}: {told} [{one.article}{custom}]"


def _name(component: Component, rules: "FormRules") -> str:
    return form_name(component, "" if component is Component.PAGE else rules.look(component).name)


def _print_parts(report: "FormReport", rules: "FormRules") -> None:
    wrong = {(one.component, one.place) for one in report.deviations}
    for part in report.parts:
        look = rules.look(part.component)
        state = "phải sửa" if (part.component, part.first.place) in wrong else "đúng"
        words = part.text if len(part.text) <= 60 else f"{part.text[:60].rstrip()}…"
        say(f"{form_place(part.component, part.first.place)} – {look.name} “{words}”: {state} [{look.article}]")
    say()


def _as_json(file: Path, report: "FormReport", rules: "FormRules") -> dict[str, object]:
    return {
        "file": str(file),
        "decree": rules.decree,
        "conforms": not report.deviations,
        "parts": [_part_as_json(part, rules) for part in report.parts],
        "deviations": [_deviation_as_json(one, rules) for one in report.deviations],
    }


def _part_as_json(part: "Found", rules: "FormRules") -> dict[str, object]:
    return {
        "part": part.component.value,
        "name": rules.look(part.component).name,
        "text": part.text,
        "paragraph": part.first.place.paragraph,
        "where": part.first.place.where.value,
    }


def _deviation_as_json(one: "Deviation", rules: "FormRules") -> dict[str, object]:
    return {
        "code": one.code,
        "part": one.component.value,
        "name": _name(one.component, rules),
        "words": one.words,
        "paragraph": one.place.paragraph if one.place is not None else None,
        "found": one.found,
        "asked": one.asked,
        "article": one.article,
        "by_custom": one.by_custom,
        "sentence": _line(one, rules),
    }


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(lint)
