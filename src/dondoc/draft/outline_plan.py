"""The part on the next period: plain figures, tasks by area of work or by who does them."""

from collections.abc import Sequence, Set
from dataclasses import replace

from dondoc.core.extraction import Kind
from dondoc.draft.clause import Shape, take_apart
from dondoc.draft.figures import period_text
from dondoc.draft.next_plan import PlannedItem
from dondoc.draft.outline import AHEAD, Fill, GroupBy, Heading, Outline
from dondoc.draft.outline_facts import Content, Facts, Told, closed, under_headings
from dondoc.draft.plan_text import PlanVoice, plan_text
from dondoc.draft.report_context import Line
from dondoc.draft.wording import Voice


def as_printed(items: Sequence[PlannedItem], outline: Outline) -> tuple[PlannedItem, ...]:
    """The tasks as this outline prints them: a list of tasks names the day of each that ends."""
    if not outline.dates_tasks:
        return tuple(items)
    return tuple(replace(item, due_explicit=True) if _ends(item) else item for item in items)


def _ends(item: PlannedItem) -> bool:
    return item.kind is not Kind.ONGOING and item.recurrence is None


def plan(facts: Facts, heading: Heading, elsewhere: Set[str]) -> Content:
    """The tasks that stand under this heading; a section that holds all of them opens with a sentence."""
    items = [item for item in facts.plan if _stands_here(item, heading, elsewhere, facts)]
    if not items:
        return Content()
    voice = PlanVoice(issuer=facts.issuer, units=facts.voice.units, areas={a.code: a.label for a in facts.areas})
    rows = [
        Told(
            line=Line(text=f"- {plan_text(item, voice)}", codes=(item.code,) if item.code else ()),
            area=item.area,
            owner=item.owner,
        )
        for item in items
    ]
    content = closed(under_headings(rows, heading.group, heading.areas, facts))
    if heading.level > 1 or heading.group is not GroupBy.AREA:
        return content
    intro = f"Trong {period_text(facts.next_period)}, {facts.issuer} tập trung thực hiện các nhiệm vụ sau:"
    return replace(content, lines=(Line(text=intro), *content.lines))


def without_place(facts: Facts, headings: Sequence[Heading]) -> bool:
    """Whether a task stands under none of the headings."""
    ahead = [heading for heading in headings if heading.is_ahead]
    named = {area for heading in ahead for area in heading.areas}
    return bool(ahead) and not all(any(_stands_here(item, h, named, facts) for h in ahead) for item in facts.plan)


def _stands_here(item: PlannedItem, heading: Heading, elsewhere: Set[str], facts: Facts) -> bool:
    """Each task stands once: among the figures, under the heading of its area, or with the rest."""
    is_for_figures = Fill.TARGETS in heading.fill
    if facts.outline.fills() >= AHEAD and (is_for_figures or _is_figure(item, facts.voice)):
        return is_for_figures and _is_figure(item, facts.voice)
    return item.area in heading.areas if heading.areas else item.area not in elsewhere


def _is_figure(item: PlannedItem, voice: Voice) -> bool:
    """Whether it says a level to reach and no work to do."""
    shape = take_apart(item.text, item.owner, voice.verbs).shape
    return bool(item.targets) and shape in {Shape.LEVEL, Shape.FIGURE}
