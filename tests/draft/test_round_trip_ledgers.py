"""Whatever stands in the ledger, the plan that is printed is the plan that is read, in every form."""

from collections import Counter
from collections.abc import Iterator

import pytest
from draft.generated_ledgers import ledgers
from draft.samples import AREAS, MADE_AT, NEXT, UNITS, office
from hypothesis import HealthCheck, Phase, given, settings
from sizes import size

from dondoc.core.document import Document
from dondoc.core.snapshot import Snapshot
from dondoc.documents.docx_writer import render_docx
from dondoc.documents.html_writer import render_html
from dondoc.documents.markdown_writer import render_markdown
from dondoc.documents.typst_writer import render_pdf
from dondoc.draft.context import build_context
from dondoc.draft.next_plan import PlannedItem, plan_next
from dondoc.draft.plan_text import PlanVoice
from dondoc.draft.report_context import ReportContext
from dondoc.extract.pipeline import extract
from dondoc.settings.files import shipped_dir
from dondoc.settings.lexicon import load_lexicon
from dondoc.usecases.readable_plan import Settled, reader, settle_plan
from tools.round_trip_compare import compare
from tools.visible import as_text, visible

LEXICON = load_lexicon()
TEMPLATES = [shipped_dir() / "templates" / "report"]
FORM = office()
VOICE = PlanVoice(issuer=UNITS[1], units=UNITS, areas={area.code: area.label for area in AREAS})
KNOWN = frozenset(VOICE.areas)
#: A ledger that fails is made smaller, but not explained: each try reads whole documents.
SETTINGS = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)


def context_of(facts: Snapshot, plan: tuple[PlannedItem, ...]) -> ReportContext:
    return build_context(facts, office=FORM, areas=AREAS, next_plan=plan, units=UNITS)


def settled(facts: Snapshot) -> tuple[Settled, ReportContext]:
    wished = plan_next(facts, NEXT, verbs=FORM.verbs)
    plan = settle_plan(wished, context_of(facts, wished), VOICE, reader(LEXICON))
    assert Counter(item.code for item in plan.items) == Counter(item.code for item in wished)
    return plan, context_of(facts, plan.items)


def seen(context: ReportContext, forms: tuple[str, ...]) -> Iterator[tuple[str, Document]]:
    for form in forms:
        data = {
            "md": lambda: render_markdown(context, TEMPLATES),
            "html": lambda: render_html(context, TEMPLATES),
            "docx": lambda: render_docx(context, TEMPLATES, made_at=MADE_AT),
            "pdf": lambda: render_pdf(context, TEMPLATES, made_at=MADE_AT)[0],
        }[form]()
        document = visible(data, form)
        yield form, document
        yield f"{form} as text", as_text(document)


def came_back(facts: Snapshot, forms: tuple[str, ...]) -> Settled:
    """The plan, read back out of each form field by field."""
    plan, context = settled(facts)
    for form, document in seen(context, forms):
        found = extract(document, LEXICON)
        score = compare(plan.items, found, areas=KNOWN)
        assert not score.wrong, form + "\n" + "\n".join(one.told() for one in score.wrong)
        assert score.exact == len(plan.items)
        assert found.header.plan_period == NEXT, form
    return plan


@pytest.mark.parametrize(
    ("forms", "full", "small"),
    [(("md",), 300, 24), (("html",), 300, 6), (("docx",), 300, 6), (("pdf",), 300, 4)],
    ids=["md", "html", "docx", "pdf"],
)
def test_the_plan_of_any_ledger_comes_back(forms: tuple[str, ...], full: int, small: int) -> None:
    @settings(SETTINGS, max_examples=size(full, small=small))
    @given(ledgers())
    def holds(facts: Snapshot) -> None:
        came_back(facts, forms)

    holds()


@settings(SETTINGS, max_examples=size(300, small=10))
@given(ledgers(odd=False))
def test_what_is_worded_as_a_task_is_never_refused(facts: Snapshot) -> None:
    plan, _ = settled(facts)
    assert [(one.code, one.item.text) for one in plan.refused] == []
