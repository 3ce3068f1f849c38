"""What another issued report of the unit has settled is cited: told again by the wider report, counted once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dondoc.draft.outline import ACCOUNTS
from dondoc.draft.report_context import Line, ReportContext

#: Parts that tell outcomes.
_TOLD_IN = tuple(f"{fill.value}." for fill in sorted(ACCOUNTS))


def with_citations(context: ReportContext, cited: Mapping[str, Sequence[str]]) -> ReportContext:
    """The context in which each line on settled work says where it was told: "(đã nêu tại Báo cáo số … ngày …)".

    `cited` gives for a commitment the reports that settled its work, "" for work that none settled.
    """
    if not cited:
        return context
    sections = tuple(
        replace(
            section,
            paragraphs=tuple(_line(line, cited) for line in section.paragraphs),
            groups=tuple(replace(g, lines=tuple(_line(line, cited) for line in g.lines)) for g in section.groups),
        )
        for section in context.sections
    )
    return replace(context, sections=sections)


def _line(line: Line, cited: Mapping[str, Sequence[str]]) -> Line:
    if not line.key.startswith(_TOLD_IN):
        return line
    by_code = [cited.get(code, ("",)) for code in line.codes]
    reports = list(dict.fromkeys(report for reports in by_code for report in reports if report))
    if not reports:
        return line
    is_whole = all(reports_of and all(reports_of) for reports_of in by_code)
    note = f"({'' if is_whole else 'một phần '}đã nêu tại {' và '.join(reports)})"
    end = "." if line.text.rstrip().endswith(".") else ""
    return replace(line, text=f"{line.text.rstrip().removesuffix('.')} {note}{end}")
