"""Thirty photos dropped at once, then handed to activities by ticking."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from dondoc.core.answer import LinkPurpose
from dondoc.core.entry import parse_day
from dondoc.documents.pictures import thumbnail
from dondoc.draft.digest import shorten
from dondoc.errors import BadInput, DondocError
from dondoc.intake.tray import PictureTray
from dondoc.usecases.enter_deed import TypedDeed, enter_deed
from dondoc.usecases.enter_results import activities_of, open_slots
from dondoc.usecases.ports import Work
from dondoc.usecases.record_activity import NewActivity, NewEvidence, add_evidence, add_proven_activity
from dondoc.usecases.request_extension import slot_view
from dondoc.web.forms import Entry, accepted_types, read_files, read_form, sentences
from dondoc.web.site import Site, Visitor, site_of

router = APIRouter()

#: Activities offered to hand photos to, the newest.
_NEWEST = 40


def tray_of(site: Site, visitor: Visitor) -> PictureTray:
    """The tray of the unit behind a link."""
    return PictureTray(site.office.folder / "data" / "incoming" / f"unit-{visitor.link.subject_id}")


@router.get("/bang/{token}/anh")
@router.head("/bang/{token}/anh")
def show(request: Request, token: str) -> Response:
    """The photos that wait, and where they may go; nothing is written."""
    site = site_of(request)
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.GRID)
        return _page(site, work, visitor, token, Entry({}), problems=[])


@router.get("/bang/{token}/anh/{photo}.jpg")
def small(request: Request, token: str, photo: str) -> Response:
    """A small copy of a photo, without what the camera wrote into it."""
    site = site_of(request)
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.GRID)
    copy = thumbnail(tray_of(site, visitor).read(photo))
    return Response(status_code=404) if copy is None else Response(copy, media_type="image/jpeg")


@router.post("/bang/{token}/anh")
async def take(request: Request, token: str) -> Response:
    """Put photos into the tray, or hand the ticked ones to an activity."""
    site = site_of(request)
    await run_in_threadpool(site.admit, token, LinkPurpose.GRID)
    form = await read_form(request, files=site.rules.uploads.photos)
    entry = Entry.of(form)
    files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    proofs, bad = await read_files(files, site.office.file_reader, site.office.evidence_rules)
    return await run_in_threadpool(_take, site, token, form, entry, proofs, bad)


def _take(  # noqa: PLR0917 - what the form brought, in its order
    site: Site, token: str, form: FormData, entry: Entry, proofs: list[NewEvidence], bad: list[DondocError]
) -> Response:
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.GRID)
    form_key = site.form_key(token, entry.text("khoa"))
    problems = list(bad)
    tray = tray_of(site, visitor)
    for proof in proofs:
        if not proof.media_type.startswith("image/") or proof.data is None:
            problems.append(BadInput(code="tray.no_picture", file=proof.label))
            continue
        tray.drop(proof.label, proof.data, now=site.now.timestamp())
    if entry.text("buoc") == "gan":
        try:
            _hand_out(site, visitor, tray, [str(v) for v in form.getlist("chon")], entry, form_key=form_key)
        except DondocError as error:
            problems.append(error)
        problems += entry.errors.values()
    if not problems:
        return RedirectResponse(f"/bang/{token}/anh", status_code=303)
    with site.office.work() as work:
        return _page(site, work, visitor, token, entry, problems=problems)


def _hand_out(
    site: Site, visitor: Visitor, tray: PictureTray, chosen: list[str], entry: Entry, *, form_key: str
) -> None:
    """The ticked photos become evidence of an activity that is there, or of a new one of a task."""
    if not chosen:
        raise BadInput(code="tray.none_chosen")
    photos = [(tray.get(id_), tray.read(id_)) for id_ in dict.fromkeys(chosen)]
    kind, _, number = entry.text("cho").partition("-")
    rules, begin, blobs = site.office.evidence_rules, site.office.begin, site.office.blobs
    with site.office.work() as work:
        allowed = {slot for slot, _ in _tasks(site, work, visitor)} if kind == "viec" else set()
        allowed |= {activity for activity, _ in _activities(site, work, visitor)} if kind == "hd" else set()
        if kind != "moi" and (not number.isdecimal() or int(number) not in allowed):
            raise BadInput(code="tray.no_activity")
        if kind == "viec":
            view, slot_work = slot_view(work, int(number))
    happened_on = entry.read("ngay", parse_day) if kind != "hd" else None
    if "ngay" in entry.errors:
        raise entry.errors.pop("ngay")
    if kind == "viec" and happened_on is None:
        raise BadInput(code="answer.no_day")
    reader = site.office.file_reader
    proofs = reader.looked_at((reader.proof(data, p.name, rules) for p, data in photos), now=site.now)
    if kind == "moi":
        typed = TypedDeed(words=entry.text("noi_dung"), on=happened_on, unit_id=visitor.link.subject_id)
        desk, actor = site.deed_desk, visitor.actor
        enter_deed(begin, blobs, typed, desk, actor=actor, now=site.now, proofs=proofs, form_key=form_key)
    elif happened_on is None:
        add_evidence(begin, blobs, int(number), proofs, rules, actor=visitor.actor, now=site.now)
    else:
        new = NewActivity(
            happened_on=happened_on,
            words=entry.text("noi_dung") or view.terms.display,
            codes=(f"{view.code}.{slot_work.slot.ordinal}",),
        )
        proven = add_proven_activity(begin, blobs, new, proofs, rules, actor=visitor.actor, now=site.now)
        if proven.activity is None:
            raise BadInput(code="tray.files_known", task=view.slot_code(slot_work.slot))
    for photo, _ in photos:
        tray.take(photo.id)


def _tasks(site: Site, work: Work, visitor: Visitor) -> list[tuple[int, str]]:
    found = open_slots(work, visitor.link.subject_id, today=site.office.today)
    return [(w.slot.id, f"{view.slot_code(w.slot)}: {shorten(view.promised.display, 70)}") for view, w in found]


def _activities(site: Site, work: Work, visitor: Visitor) -> list[tuple[int, str]]:
    newest = activities_of(work, visitor.link.subject_id, site.office.today)[:_NEWEST]
    return [(a.id, f"{a.happened_on:%d/%m/%Y}: {shorten(a.words, 70)}") for a in newest]


def _page(
    site: Site, work: Work, visitor: Visitor, token: str, entry: Entry, *, problems: list[DondocError]
) -> Response:
    rules = site.office.evidence_rules
    values: dict[str, Any] = {
        "unit": work.units.get(visitor.link.subject_id),
        "photos": tray_of(site, visitor).all(),
        "tasks": _tasks(site, work, visitor),
        "activities": _activities(site, work, visitor),
        "typed": entry.shown,
        "today": site.office.today,
        "token": token,
        "form_key": site.new_form(token),
        "problems": sentences(problems, site.office.explain),
        "most": site.rules.uploads.photos,
        "file_mb": rules.max_file_size // 1_000_000,
        "accept": ",".join(t for t in accepted_types(rules).split(",") if t.startswith("image/")),
    }
    return site.page("photos.html", values, status=400 if problems else 200)
