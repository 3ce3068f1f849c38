"""The report as PDF, printed by typst from a template that an office can edit; no word processor is needed."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst

from dondoc.documents.chart_svg import draw_svg
from dondoc.documents.font_cover import FONT_DIR, fitted
from dondoc.documents.templates import find_template
from dondoc.draft.report_context import Chart, ReportContext
from dondoc.errors import BadInput

TEMPLATE = "report.typ"
MEDIA_TYPE = "application/pdf"
#: For archives: fonts inside, text that can be read aloud, no script.
_STANDARD: Final = "a-2a"
#: How typst names a package, which it would fetch from the network.
_PACKAGE = re.compile(r"@[a-z][\w-]*/[\w-]+(?::[\d.]+)?")
#: So much of what the compiler says is told.
_TOLD = 300


def render_pdf(
    context: ReportContext, template_dirs: Sequence[Path], *, made_at: datetime, with_charts: bool = False
) -> tuple[bytes, tuple[str, ...]]:
    """The file of a report, and the characters that its font lacks; the same context and instant give the same bytes.

    Charts stand in it where an office wants them (config/report.toml).

    `template_dirs` are searched in order for report.typ, the office's own folder first. The template reads the fields
    of the context as values, so that no word of them is taken for markup; it has the four faces of Tinos and no other
    font, no network and no file but those beside it.

    Raises:
        NotFound: `report.template_missing`.
        BadInput: `report.template_broken`, with the file and what typst says, also where it only warns; a package that
            would have to be fetched is refused (`template.package`).
    """
    path = find_template(TEMPLATE, template_dirs)
    _require_no_package(path)
    lacking: dict[str, None] = {}
    charts = [_drawn(chart) for chart in context.charts] if with_charts else []
    values = _printable({**asdict(context), "charts": charts}, lacking)
    return _compiled(path, json.dumps(values, ensure_ascii=False, default=str), made_at), tuple(lacking)


def _drawn(chart: Chart) -> dict[str, object]:
    """The chart with its drawing, in letters that the font has; a wanting one is told of the words beside it."""
    series = tuple(replace(one, name=fitted(one.name)[0]) for one in chart.series)
    categories = tuple(fitted(name)[0] for name in chart.categories)
    return {**asdict(chart), "drawing": draw_svg(replace(chart, series=series, categories=categories)).decode()}


def _require_no_package(path: Path) -> None:
    for file in (path, *sorted(path.parent.glob("*.typ"))):
        if named := _PACKAGE.search(file.read_text(encoding="utf-8", errors="replace")):
            problem = BadInput(code="template.package", package=named[0])
            raise BadInput(code="report.template_broken", file=str(file), problem=problem)


def _compiled(path: Path, values: str, made_at: datetime) -> bytes:
    # An empty folder in place of the user's own packages: the same file comes from the same template everywhere.
    with TemporaryDirectory(prefix="dondoc-typst-") as empty:
        try:
            data, warnings = typst.compile_with_warnings(
                path,
                root=path.parent,
                font_paths=_fonts(),
                sys_inputs={"report": values},
                format="pdf",
                pdf_standards=[_STANDARD],
                timestamp=int(made_at.timestamp()),
                package_path=empty,
                package_cache_path=empty,
            )
        except typst.TypstError as error:
            raise _broken(path, error.diagnostic or error.message) from error
    if warnings:
        raise _broken(path, warnings[0].diagnostic or warnings[0].message)
    return data


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_DIR])


def _printable(value: object, lacking: dict[str, None]) -> object:
    """The value with every text as the font can print it; what it lacks goes into `lacking`."""
    if isinstance(value, str):
        text, missing = fitted(value)
        lacking.update(dict.fromkeys(missing))
        return text
    if isinstance(value, Mapping):
        return {name: _printable(one, lacking) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one, lacking) for one in value]
    return value


def _broken(path: Path, diagnostic: str) -> BadInput:
    """What the compiler says without its drawing: the first line, and where."""
    lines = [line.strip(" │┌─=") for line in diagnostic.splitlines() if line.strip(" │┌─=")]
    return BadInput(code="report.template_broken", file=str(path), problem="; ".join(lines)[:_TOLD])
