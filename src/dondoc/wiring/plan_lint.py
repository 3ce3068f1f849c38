"""What lint-plan needs: the reading of a paper by the office's words, and the promises of the last report."""

from datetime import date
from pathlib import Path

from dondoc.core.document import Document
from dondoc.documents.reading import read_bytes, read_document
from dondoc.errors import NotFound
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.pipeline import extract
from dondoc.extract.reported import read_reported
from dondoc.extract.reported_words import ReportedWords
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.plan_rules import load_plan_rules
from dondoc.settings.reported import load_reported_words
from dondoc.usecases.find_report import find_report, readable_output
from dondoc.usecases.lint_plan import Paper, Past, PlanReview, past_of_ledger, past_of_paper, review_plan
from dondoc.usecases.own_unit import own_unit, unit_by_code
from dondoc.usecases.report_facts import as_made
from dondoc.wiring.office import Office


def lint_paper(file: Path, previous: Path | None, config: Path | None, office: Office | None) -> PlanReview:
    """The review of a file that somebody wrote; what was promised before comes from a file, else from the ledger."""
    lexicon, words = load_lexicon(config), load_reported_words(config)
    paper = _paper(read_document(file), lexicon, words)
    past: list[Past] = []
    if previous is not None:
        before = extract(read_document(previous), lexicon)
        past = past_of_paper(before, previous.name)
    elif office is not None:
        past = _past(office, paper, None, lexicon, until=paper.extraction.header.issued_on)
    return review_plan(paper, past, load_plan_rules(config), words)


def lint_period(office: Office, name: str, unit: str | None) -> PlanReview:
    """The review of the newest version of the office's own report on a period, read as its superior will read it.

    Raises:
        NotFound: as `find_report`, or `report.not_readable` when it is kept in no form that can be read.
    """
    lexicon, words = office.lexicon, load_reported_words(office.office_dir)
    with office.work() as work:
        report = find_report(work, name, unit).report
    output = readable_output(office.blobs, report)
    if output is None:
        raise NotFound(code="report.not_readable", period=report.plan.name)
    form, data = output
    document = read_bytes(data, f"bao-cao.{form}")
    paper = _paper(document, lexicon, words)
    until = as_made(report.plan, report.made_at).cut_off
    past = _past(office, paper, unit, lexicon, until=until)
    return review_plan(paper, past, load_plan_rules(office.office_dir), words)


def _paper(document: Document, lexicon: Lexicon, words: ReportedWords) -> Paper:
    extraction = extract(document, lexicon)
    return Paper(document=document, extraction=extraction, reported=read_reported(document, extraction, lexicon, words))


def _past(office: Office, paper: Paper, unit: str | None, lexicon: Lexicon, *, until: date | None) -> list[Past]:
    verbs = frozenset((*lexicon.verbs.hard.words, *lexicon.verbs.soft.words))
    with office.work() as work:
        unit_id = (unit_by_code(work, unit) if unit else own_unit(work)).id
        return past_of_ledger(work, [unit_id], paper.extraction.header.plan_period, verbs, until=until)
