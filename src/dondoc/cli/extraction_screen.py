"""How what was read out of a document looks: at the terminal, and as a page of its own."""

from collections.abc import Iterator

from dondoc.cli.context import office_config
from dondoc.cli.review_screen import guess_lines
from dondoc.cli.screen import day, print_table, say
from dondoc.core.document import Document
from dondoc.core.extraction import Doubt, Extraction, FoundCommitment
from dondoc.draft.figures import targets_text
from dondoc.messages import say as sentence
from dondoc.messages import tell_reasons


def print_extraction(document: Document, extraction: Extraction, *, reasons: bool) -> None:
    """The commitments as a table, or one by one with the reasons of each; then the doubts."""
    header = extraction.header
    plan = header.plan_period.code if header.plan_period else "chưa rõ"
    issuer = header.issuer or "chưa rõ đơn vị"
    say(f"{document.name}: {issuer} · kỳ kế hoạch {plan} · {len(extraction.commitments)} cam kết")
    if reasons:
        for number, found in enumerate(extraction.commitments, start=1):
            for line in _explained(number, found):
                say(line)
    else:
        print_table(
            ("#", "Hạn", "Chủ trì", "Tin cậy", "Cam kết"),
            (_row(number, found) for number, found in enumerate(extraction.commitments, start=1)),
            wide=4,
        )
    for doubt in extraction.doubts:
        say("  Cần xem lại: " + tell_doubt(doubt))


def extraction_page(document: Document, extraction: Extraction, *, explain: bool) -> str:
    """The page of `extract --format html`; with `explain` its reasons stand open."""
    from dondoc.documents.extraction_html import Telling, render_extraction
    from dondoc.settings.files import shipped_dir
    from dondoc.settings.lexicon import load_lexicon

    return render_extraction(
        document,
        extraction,
        [shipped_dir() / "templates" / "extract"],
        lexicon=load_lexicon(office_config()),
        telling=Telling(doubt=tell_doubt, reasons=tell_reasons),
        explain=explain,
    )


def tell_doubt(doubt: Doubt) -> str:
    """The sentence of a doubt."""
    return sentence(doubt.code, dict(doubt.params))


def _row(number: int, found: FoundCommitment) -> tuple[str, ...]:
    due = day(found.due) + ("" if found.due_explicit else " *")
    note = " (định hướng)" if found.direction else ""
    return str(number), due, found.owner or "", f"{found.confidence:.2f}", found.display + note


def _explained(number: int, found: FoundCommitment) -> Iterator[str]:
    due = day(found.due) + ("" if found.due_explicit else " (cuối kỳ kế hoạch)") if found.due else "chưa có"
    yield f"\n[{number}] {found.display}"
    yield f"    hạn {due} · độ tin cậy {found.confidence:.2f}"
    if found.targets:
        yield f"    chỉ tiêu: {targets_text(found.targets)}"
    if found.owner:
        yield f"    chủ trì: {found.owner}"
    for line in guess_lines(found):
        yield f"    {line}"
    yield "    vì sao:"
    for told in tell_reasons(found.reasons):
        yield f"      – {told}"
