"""What happened without being planned: told in one box, looked at with what was read of it, mended, handed to tasks."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from dondoc.core.activity import Activity
from dondoc.core.answer import LinkPurpose
from dondoc.core.entry import parse_day, parse_number, parse_share
from dondoc.core.evidence_kit import standing_of
from dondoc.core.sharing import sharing_of
from dondoc.core.unit import subtree_on
from dondoc.draft.digest import shorten
from dondoc.draft.figures import number_text, targets_text
from dondoc.errors import BadInput, DondocError, NotFound
from dondoc.extract.deeds import Deed
from dondoc.usecases.enter_deed import TypedDeed, enter_deed, proposals_for
from dondoc.usecases.enter_results import activities_of, open_slots
from dondoc.usecases.mend_activity import Correction, mend_activity
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_papers import kit_of_activity
from dondoc.usecases.record_activity import NewEvidence, add_evidence, link_activity, linked_parts
from dondoc.web.forms import Entry, read_files, read_form, sentences, upload_limits
from dondoc.web.site import Site, Visitor, site_of

router = APIRouter()

#: Of those entered before, the newest are shown.
_NEWEST = 10


@router.get("/bang/{token}/phat-sinh")
@router.head("/bang/{token}/phat-sinh")
def show(request: Request, token: str) -> Response:
    """The box, and what was entered before; nothing is written."""
    site = site_of(request)
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.GRID)
        return _entry_page(site, work, visitor, token, Entry({}))


@router.post("/bang/{token}/phat-sinh")
async def take(request: Request, token: str) -> Response:
    """Keep what was told with its photos, and go to its page."""
    site = site_of(request)
    await run_in_threadpool(site.admit, token, LinkPurpose.GRID)
    form = await read_form(request, files=site.rules.uploads.files)
    proofs, bad = await _files(form, site)
    try:
        return await run_in_threadpool(_keep, site, token, Entry.of(form), proofs, bad)
    finally:
        await form.close()


async def _files(form: FormData, site: Site) -> tuple[list[NewEvidence], list[DondocError]]:
    files = [value for _, value in form.multi_items()]
    return await read_files(files, site.office.file_reader, site.office.evidence_rules)


def _keep(site: Site, token: str, entry: Entry, proofs: list[NewEvidence], bad: list[DondocError]) -> Response:
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.GRID)
    form_key = site.form_key(token, entry.text("khoa"))
    day = entry.read("ngay", parse_day)
    # The field begins with today: who leaves it lets the words speak.
    typed = TypedDeed(
        words=entry.text("noi_dung"), on=None if day == site.office.today else day, unit_id=visitor.link.subject_id
    )
    problems = [*entry.errors.values(), *bad]
    if not problems:
        try:
            looked_at = site.office.file_reader.looked_at(proofs, now=site.now)
            kept = enter_deed(
                site.office.begin,
                site.office.blobs,
                typed,
                site.deed_desk,
                actor=visitor.actor,
                now=site.now,
                proofs=looked_at,
                form_key=form_key,
            )
        except DondocError as error:
            problems.append(error)
        else:
            # The same form again leads to the list, where what it brought stands first.
            place = f"/{kept.activity.id}" if kept is not None else ""
            return RedirectResponse(f"/bang/{token}/phat-sinh{place}", status_code=303)
    with site.office.work() as work:
        return _entry_page(site, work, visitor, token, entry, problems=problems, had_files=bool(proofs or bad))


def _entry_page(
    site: Site,
    work: Work,
    visitor: Visitor,
    token: str,
    entry: Entry,
    *,
    problems: Sequence[DondocError] = (),
    had_files: bool = False,
) -> Response:
    newest = [a for a in activities_of(work, visitor.link.subject_id, site.office.today) if a.is_unplanned]
    values: dict[str, Any] = {
        "unit": work.units.get(visitor.link.subject_id),
        "newest": [(a, shorten(a.words)) for a in sorted(newest, key=lambda a: a.id, reverse=True)[:_NEWEST]],
        "typed": entry.shown,
        "today": site.office.today,
        "token": token,
        "form_key": site.new_form(token),
        "problems": sentences(problems, site.office.explain),
        "had_files": had_files,
        **upload_limits(site.rules.uploads.files, site.office.evidence_rules),
    }
    return site.page("deeds.html", values, status=400 if problems else 200)


@router.get("/bang/{token}/phat-sinh/{number}")
@router.head("/bang/{token}/phat-sinh/{number}")
def look(request: Request, token: str, number: str) -> Response:
    """One activity with what was read of it; nothing is written."""
    site = site_of(request)
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.GRID)
        activity = _require_own(site, work, visitor, number)
        return _deed_page(site, work, visitor, token, activity=activity, entry=Entry({}))


@router.post("/bang/{token}/phat-sinh/{number}")
async def change(request: Request, token: str, number: str) -> Response:
    """Mend it, add files to it, or hand it to tasks."""
    site = site_of(request)
    await run_in_threadpool(site.admit, token, LinkPurpose.GRID)
    form = await read_form(request, files=site.rules.uploads.files)
    proofs, bad = await _files(form, site)
    ticked = {name: [str(value) for value in form.getlist(name)] for name in ("viec", "bo")}
    try:
        return await run_in_threadpool(_change, site, token, number, _Change(Entry.of(form), ticked, proofs, bad))
    finally:
        await form.close()


@dataclass(frozen=True, slots=True)
class _Change:
    """What a form of the page brought."""

    entry: Entry
    ticked: dict[str, list[str]]
    proofs: list[NewEvidence]
    bad: list[DondocError]


def _change(site: Site, token: str, number: str, change: _Change) -> Response:
    entry = change.entry
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.GRID)
        activity = _require_own(site, work, visitor, number)
        parts = {w.slot.id: f"{v.code}.{w.slot.ordinal}" for v, w in _open_parts(site, work, visitor)}
    key = site.form_key(token, entry.text("khoa"))
    problems = list(change.bad)
    try:
        act = _act_of(site, visitor, activity, change, parts)
        problems += entry.errors.values()
        if not problems:
            _once(site, key, act)
    except DondocError as error:
        problems.append(error)
    if not problems:
        return RedirectResponse(f"/bang/{token}/phat-sinh/{number}", status_code=303)
    with site.office.work() as work:
        return _deed_page(site, work, visitor, token, activity=activity, entry=entry, problems=problems)


def _once(site: Site, key: str, act: Callable[[Begin], object]) -> None:
    """Do what a form asks, unless it came before, in one transaction."""
    with site.office.begin() as work:
        if work.forms.take(key, site.now):
            act(lambda: nullcontext(work))


def _act_of(
    site: Site, visitor: Visitor, activity: Activity, change: _Change, parts: dict[int, str]
) -> Callable[[Begin], object]:
    rules, actor, now = site.office.evidence_rules, visitor.actor, site.now
    match change.entry.text("buoc"):
        case "gan":
            shares = _read_shares(change, parts)

            def link(begin: Begin) -> None:
                for code, share in shares.items():
                    link_activity(begin, activity.id, code, rules, actor=actor, now=now, share=share)

            return link
        case "tep":
            if not change.proofs and not change.bad:
                raise BadInput(code="deed.no_file")
            proofs = site.office.file_reader.looked_at(change.proofs, now=now)
            blobs = site.office.blobs
            return lambda begin: add_evidence(begin, blobs, activity.id, proofs, rules, actor=actor, now=now)
        case "sua":
            correction = _read_correction(change, activity)
            if correction == Correction():
                return lambda begin: None
            return lambda begin: mend_activity(begin, activity.id, correction, rules, actor=actor, now=now)
        case _:
            raise BadInput(code="activity.nothing_to_mend")


def _read_shares(change: _Change, parts: dict[int, str]) -> dict[str, Decimal | None]:
    """The ticked parts by code, each with its share; None for all of it."""
    ticked = [int(value) for value in change.ticked["viec"] if value.isascii() and value.isdecimal()]
    chosen = [slot_id for slot_id in dict.fromkeys(ticked) if slot_id in parts]
    if not chosen:
        raise BadInput(code="deed.no_task")
    return {parts[slot_id]: change.entry.read(f"phan-{slot_id}", parse_number) for slot_id in chosen}


def _read_correction(change: _Change, activity: Activity) -> Correction:
    """What was typed otherwise than it stands; what was emptied is cleared."""
    entry = change.entry
    result = entry.read("ket_qua", parse_share)
    people, money = entry.read("so_nguoi", parse_number), entry.read("kinh_phi", parse_number)
    fields = {
        "quantity": ("ket_qua", activity.quantity is not None),
        "people": ("so_nguoi", activity.people is not None),
        "money": ("kinh_phi", activity.money is not None),
        "place": ("noi", bool(activity.place)),
    }
    day, words, place, area = (
        entry.read("ngay", parse_day),
        entry.text("noi_dung"),
        entry.text("noi"),
        entry.text("mang"),
    )
    is_new = result is not None and result != (activity.quantity, activity.denominator)
    return Correction(
        on=day if day != activity.happened_on else None,
        quantity=result[0] if result is not None and is_new else None,
        denominator=result[1] if result is not None and is_new else None,
        words=words if words != activity.words else None,
        place=place if place and place != activity.place else None,
        people=int(people) if people is not None and int(people) != activity.people else None,
        money=money if money != activity.money else None,
        area=area if area and area != activity.area else None,
        clear=tuple(name for name, (typed, had) in fields.items() if had and not entry.text(typed)),
        unlink=tuple(change.ticked["bo"]),
    )


def _require_own(site: Site, work: Work, visitor: Visitor, number: str) -> Activity:
    """The activity, if the unit or one below it did it; NotFound `activity.unknown`."""
    # What counts for a task of the unit and was done by another is that other's to mend.
    units = subtree_on(work.units.parents(), visitor.link.subject_id, site.office.today)
    activity = next((a for a in work.activities.all(units) if str(a.id) == number), None)
    if activity is None:
        raise NotFound(code="activity.unknown", id=number)
    return activity


def _open_parts(site: Site, work: Work, visitor: Visitor) -> list[Any]:
    return open_slots(work, visitor.link.subject_id, today=site.office.today)


@dataclass(frozen=True, slots=True)
class _TaskChoice:
    """A task that the activity can be handed to."""

    slot_id: int
    code: str
    words: str
    #: What it counts, so that nobody counts gifts as classes.
    target: str


def _deed_page(
    site: Site,
    work: Work,
    visitor: Visitor,
    token: str,
    *,
    activity: Activity,
    entry: Entry,
    problems: Sequence[DondocError] = (),
) -> Response:
    kits, today = site.office.evidence_kits, site.office.today
    linked = {link.slot_id for link in activity.links}
    choices = [
        _TaskChoice(w.slot.id, v.slot_code(w.slot), shorten(v.promised.display, 90), targets_text(v.terms.targets))
        for v, w in _open_parts(site, work, visitor)
        if w.slot.id not in linked
    ]
    likely = [p.task.code for p in proposals_for(work, activity, kits, visitor.link.subject_id, today=today)]
    proofs = work.activities.evidence([activity.id]).get(activity.id, [])
    counted = linked_parts(work, activity.links)
    kit = kit_of_activity(activity, {w.slot.id: v.terms for v, w in counted}, kits)
    values: dict[str, Any] = {
        "activity": activity,
        "token": token,
        "today": today,
        "form_key": site.new_form(token),
        "problems": sentences(problems, site.office.explain),
        "now": _as_typed(activity, entry),
        "read": _read_names(activity, site.deed_desk.read(activity.words, today)),
        "areas": site.office.areas,
        "papers": standing_of(kit, proofs, kits),
        "files": [(proof.label, kits.piece_of(proof, kit)) for proof in proofs],
        "counted": [
            (v.slot_code(w.slot), shorten(v.promised.display, 90), _share(activity, w.slot.id)) for v, w in counted
        ],
        "likely": [c for code in likely for c in choices if c.code == code],
        "others": [c for c in choices if c.code not in likely],
        "sharing": sharing_of(activity),
        **upload_limits(site.rules.uploads.files, site.office.evidence_rules),
    }
    return site.page("deed.html", values, status=400 if problems else 200)


def _share(activity: Activity, slot_id: int) -> str:
    share = next((link.share for link in activity.links if link.slot_id == slot_id), None)
    return number_text(share) if share is not None else ""


def _as_typed(activity: Activity, entry: Entry) -> dict[str, str]:
    """The fields as they stand, or as they were typed into a form that could not be kept."""
    stands = {
        "ngay": activity.happened_on.isoformat(),
        "noi_dung": activity.words,
        "ket_qua": _plain(activity.quantity) + (f"/{_plain(activity.denominator)}" if activity.denominator else ""),
        "so_nguoi": str(activity.people) if activity.people is not None else "",
        "kinh_phi": number_text(activity.money) if activity.money is not None else "",
        "noi": activity.place,
        "mang": activity.area,
    }
    return stands | {name: entry.typed[name] for name in stands if name in entry.typed}


def _plain(number: Decimal | None) -> str:
    return f"{number.normalize():f}".replace(".", ",") if number is not None else ""


def _read_names(activity: Activity, deed: Deed) -> list[str]:
    """Fields that stand as the words say: a guess, until somebody looks."""
    same = {
        "ngày": deed.on is not None and deed.on == activity.happened_on,
        "kết quả": deed.quantity is not None and deed.quantity == activity.quantity,
        "số người": deed.people is not None and deed.people == activity.people,
        "kinh phí": deed.money is not None and deed.money == activity.money,
        "nơi": bool(deed.place) and deed.place == activity.place,
        "mảng": activity.is_unplanned and deed.area == activity.area,
    }
    return [name for name, is_read in same.items() if is_read]
