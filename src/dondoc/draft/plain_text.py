"""What anybody sees of a report, as lines of plain text: a pure stand-in for its printed forms."""

from collections.abc import Iterable, Iterator

from dondoc.draft.report_context import Line, ReportContext, Section

_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def plain_lines(context: ReportContext, sections: Iterable[Section] | None = None) -> Iterator[str]:
    """Head, body and foot in the order of the page, without annexes; `sections` alone where they are given."""
    yield from (context.superior, context.issuer, context.number_line, *_MOTTO, context.place_date_line)
    yield from (context.document_type, context.title, "", context.addressee_line, context.lead)
    for section in context.sections if sections is None else sections:
        yield f"{section.number} {section.heading}".strip()
        yield from (line.text for line in section.paragraphs)
        for group in section.groups:
            yield f"{group.number} {group.heading}".strip()
            yield from (line.text for line in group.lines)
    yield from (context.closing, "Nơi nhận:", *context.recipients)
    yield from (context.signer_authority, context.signer_position, context.signer_name)


def lines_of(section: Section) -> Iterator[Line]:
    """The lines of a section in their order."""
    yield from section.paragraphs
    for group in section.groups:
        yield from group.lines
