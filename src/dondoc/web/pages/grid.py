"""The secretary's grid: every open task of a unit on one page, one save; and the tray of dropped photos beside it."""

from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from dondoc.core.answer import LinkPurpose
from dondoc.core.entry import parse_day
from dondoc.core.evidence_kit import KitStanding, standing_of_slot
from dondoc.core.progress import SlotWork, TaskView
from dondoc.draft.digest import DigestLine, line_of
from dondoc.errors import DondocError
from dondoc.usecases.enter_results import Row, RowState, enter_row, open_slots
from dondoc.usecases.gather_office import gather_office
from dondoc.usecases.ports import Work
from dondoc.web.forms import Entry, read_form, sentences
from dondoc.web.pages.answer import FigureField, figure_fields, read_figure
from dondoc.web.site import Site, Visitor, site_of

router = APIRouter()

STATES = (
    (RowState.RECORD, "ghi kết quả, chưa xong"),
    (RowState.DONE, "hoàn thành, đã có minh chứng"),
    (RowState.ATTEST, "hoàn thành, tôi xác nhận"),
    (RowState.PARTLY, "hoàn thành một phần"),
    (RowState.NOT_DONE, "không thực hiện được"),
)


@dataclass
class Line:
    """A row of the page."""

    slot_id: int
    line: DigestLine
    figures: list[FigureField]
    papers: KitStanding
    errors: list[str] = field(default_factory=list)


@router.get("/bang/{token}")
@router.head("/bang/{token}")
def show(request: Request, token: str) -> Response:
    """The grid; nothing is written."""
    site = site_of(request)
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.GRID)
        return _page(site, work, visitor, token, Entry({}))


@router.post("/bang/{token}")
async def save(request: Request, token: str) -> Response:
    """Keep the good rows; the others stay as typed with what is wrong beside them."""
    site = site_of(request)
    await run_in_threadpool(site.admit, token, LinkPurpose.GRID)
    entry = Entry.of(await read_form(request, files=0))
    return await run_in_threadpool(_save, site, token, entry)


def _save(site: Site, token: str, entry: Entry) -> Response:
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.GRID)
        form_key = site.form_key(token, entry.text("khoa"))
        rows = open_slots(work, visitor.link.subject_id, today=site.office.today)
    saved: list[str] = []
    wrong: dict[int, list[DondocError]] = {}
    for view, slot_work in rows:
        slot_id, code = slot_work.slot.id, view.slot_code(slot_work.slot)
        of_row = Entry(entry.typed)
        row = _read(of_row, view, slot_work)
        problems = list(of_row.errors.values())
        if row is not None and not problems:
            try:
                kept = enter_row(
                    site.office.begin,
                    row,
                    site.office.evidence_rules,
                    form_key=form_key,
                    actor=visitor.actor,
                    now=site.now,
                )
            except DondocError as error:
                problems.append(error)
            else:
                saved += [code] if kept else []
        if problems:
            wrong[slot_id] = problems
    # What was kept is not offered again; what is wrong stays as typed.
    typed = {name: value for name, value in entry.typed.items() if _slot_of(name) in wrong}
    with site.office.work() as work:
        return _page(site, work, visitor, token, Entry(typed), wrong=wrong, saved=saved, was_sent=True)


def _slot_of(name: str) -> int:
    head = name.split("-", 1)[0].removeprefix("v")
    return int(head) if head.isascii() and head.isdecimal() else 0


def _read(entry: Entry, view: TaskView, slot_work: SlotWork) -> Row | None:
    """What was typed into a row; None for one that was left alone."""
    prefix = f"v{slot_work.slot.id}-"
    state = entry.text(f"{prefix}trang_thai")
    targets = view.terms.targets
    figures = [read_figure(entry, targets[f.number - 1], f.number, prefix) for f in figure_fields(targets)]
    given = tuple(figure for figure in figures if figure is not None)
    if not state and not given and not entry.errors and not entry.text(f"{prefix}noi_dung"):
        return None
    return Row(
        slot_id=slot_work.slot.id,
        state=RowState(state) if state in set(RowState) else RowState.RECORD,
        figures=given,
        happened_on=entry.read(f"{prefix}ngay", parse_day),
        words=entry.text(f"{prefix}noi_dung"),
    )


def _page(
    site: Site,
    work: Work,
    visitor: Visitor,
    token: str,
    entry: Entry,
    *,
    wrong: dict[int, list[DondocError]] | None = None,
    saved: list[str] | None = None,
    was_sent: bool = False,
) -> Response:
    office = gather_office(work, site.office.letter_rules, site.office.today)
    unit = work.units.get(visitor.link.subject_id)
    problems = wrong or {}
    lines = [
        Line(
            slot_id=w.slot.id,
            line=line_of(office.reminded(view, w, "", reader=None), office.today, office.rules.calendar.is_working_day),
            figures=figure_fields(view.terms.targets),
            papers=standing_of_slot(view, w, site.office.evidence_kits),
            errors=sentences(problems.get(w.slot.id, []), site.office.explain),
        )
        for view, w in open_slots(work, unit.id, today=office.today)
    ]
    values: dict[str, Any] = {
        "unit": unit,
        "lines": lines,
        "states": STATES,
        "typed": entry.shown,
        "today": office.today,
        "token": token,
        "person": visitor.person.name,
        "form_key": site.new_form(token),
        "saved": saved or [],
        "wrong": len(problems),
        "was_sent": was_sent,
    }
    return site.page("grid.html", values, status=400 if problems else 200)
