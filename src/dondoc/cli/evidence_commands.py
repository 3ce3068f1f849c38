"""evidence add, list, accept, reject, and collect: proof of what happened."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli import retention_commands
from dondoc.cli.context import open_workspace, parse_day, parse_share
from dondoc.cli.evidence_list import list_
from dondoc.cli.options import ActAs, AsJson, AsOf, Reason, Workspace
from dondoc.cli.screen import EVIDENCE_LABELS, day, print_json, say, warn
from dondoc.core.activity import Evidence, EvidenceKind, EvidenceState
from dondoc.errors import BadInput, NotAllowed, NotFound

if TYPE_CHECKING:
    from dondoc.core.job import JobLine
    from dondoc.usecases.collect_evidence import Collection
    from dondoc.usecases.record_activity import NewActivity, NewEvidence
    from dondoc.wiring import Office

group = typer.Typer(no_args_is_help=True, help="Minh chứng: gửi, xem, công nhận, từ chối.")

_EXIT_NOTHING, _EXIT_PARTLY, _EXIT_UNAVAILABLE = 1, 3, 4


@group.command()
def add(
    code: Annotated[str, typer.Argument(help="Mã việc, hoặc số của hoạt động.")],
    files: Annotated[list[Path] | None, typer.Argument(help="Tệp minh chứng.")] = None,
    link: Annotated[str | None, typer.Option("--link", help="Đường dẫn.")] = None,
    document: Annotated[str | None, typer.Option("--document", help="Số/ký hiệu văn bản.")] = None,
    statement: Annotated[str | None, typer.Option("--statement", help="Lời xác nhận.")] = None,
    words: Annotated[str, typer.Option("--words", help="Hoạt động mà minh chứng nói tới.")] = "",
    on: Annotated[str | None, typer.Option("--on", help="Ngày diễn ra (mặc định hôm nay).")] = None,
    quantity: Annotated[str | None, typer.Option("--quantity", "-n", help="Kết quả: 2, hoặc 38/40.")] = None,
    piece: Annotated[
        str | None, typer.Option("--piece", help="Là giấy tờ gì, ví dụ “biên bản”; bỏ trống: đoán.")
    ] = None,
    pending: Annotated[bool, typer.Option("--pending", help="Chỉ nhận, chờ người khác công nhận.")] = False,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Gửi minh chứng cho một việc (ghi luôn hoạt động) hoặc cho một hoạt động đã ghi."""
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        proofs = _proofs(office, files or [], link=link, document=document, statement=statement)
        if piece is not None:
            key = office.evidence_kits.named(piece).key
            proofs = [replace(proof, piece=key) for proof in proofs]
        if not proofs:
            raise BadInput(code="evidence.no_label")
        if code.isascii() and code.isdecimal():
            kept = _for_activity(office, int(code), proofs, accept=not pending)
        else:
            new = _new_activity(office, code, words=words, on=on, quantity=quantity)
            kept = _for_task(office, new, proofs, accept=not pending)
    for proof in kept:
        say(f"Minh chứng số {proof.id} ({EVIDENCE_LABELS[proof.state]}): {proof.label}")
    if not pending and any(proof.state is EvidenceState.RECEIVED for proof in kept):
        say("Đã nhận, chờ người thứ hai công nhận (four_eyes trong config/evidence.toml).")
    if len(kept) < len(proofs):
        say(f"{len(proofs) - len(kept)} minh chứng đã có từ trước, không ghi lại.")


def _new_activity(office: "Office", code: str, *, words: str, on: str | None, quantity: str | None) -> "NewActivity":
    """A new activity of the task; its words are the promise's unless given."""
    from dondoc.usecases.read_tasks import find_view
    from dondoc.usecases.record_activity import NewActivity

    with office.work() as work:
        promised = find_view(work, code)[0].terms.display
    count, whole = parse_share(quantity) if quantity else (None, None)
    return NewActivity(
        happened_on=parse_day(on) if on else office.today,
        words=words or promised,
        codes=(code,),
        quantity=count,
        denominator=whole,
    )


def _for_activity(office: "Office", number: int, proofs: "list[NewEvidence]", *, accept: bool) -> "Sequence[Evidence]":
    from dondoc.usecases.record_activity import add_evidence

    rules, actor, now = office.evidence_rules, office.actor, office.clock.now()
    proofs = office.file_reader.looked_at(proofs, now=now)
    return add_evidence(office.begin, office.blobs, number, proofs, rules, actor=actor, now=now, accept=accept)


def _for_task(
    office: "Office", new: "NewActivity", proofs: "list[NewEvidence]", *, accept: bool
) -> "Sequence[Evidence]":
    from dondoc.usecases.record_activity import add_proven_activity

    rules, actor, now = office.evidence_rules, office.actor, office.clock.now()
    proofs = office.file_reader.looked_at(proofs, now=now)
    proven = add_proven_activity(office.begin, office.blobs, new, proofs, rules, actor=actor, now=now, accept=accept)
    if proven.activity is not None:
        say(f"Hoạt động số {proven.activity.id} ngày {day(proven.activity.happened_on)}: {proven.activity.words}")
    return proven.evidence


def _proofs(
    office: "Office", files: list[Path], *, link: str | None, document: str | None, statement: str | None
) -> "list[NewEvidence]":
    from dondoc.usecases.record_activity import NewEvidence, require_size

    proofs: list[NewEvidence] = []
    for path in files:
        try:
            require_size(path.stat().st_size, path.name, office.evidence_rules)
            data = path.read_bytes()
        except OSError as error:
            raise BadInput(code="file.unreadable", file=str(path), problem=error.strerror or "?") from error
        proofs.append(office.file_reader.proof(data, path.name, office.evidence_rules))
    labels = ((EvidenceKind.LINK, link), (EvidenceKind.DOCUMENT_NUMBER, document), (EvidenceKind.STATEMENT, statement))
    proofs += [NewEvidence(kind=kind, label=label) for kind, label in labels if label]
    return proofs


group.command("list")(list_)


@group.command("name")
def name_(
    number: Annotated[int, typer.Argument(help="Số của minh chứng.")],
    paper: Annotated[str, typer.Argument(help="Loại giấy tờ, ví dụ “biên bản” (config/evidence_kits.toml).")],
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Ghi một minh chứng là giấy tờ gì, khi đoán theo tên tệp chưa đúng."""
    from dondoc.usecases.read_papers import name_paper

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        kits, now = office.evidence_kits, office.clock.now()
        named, piece = name_paper(office.begin, number, paper, kits, actor=office.actor, now=now)
    say(f"Minh chứng số {named.id} là {piece.name}: {named.label}")


@group.command()
def accept(
    numbers: Annotated[list[int], typer.Argument(help="Số của minh chứng.")],
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Công nhận minh chứng."""
    from dondoc.usecases.decide_evidence import decide_evidence

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        failed = 0
        for number in numbers:
            try:
                decided = decide_evidence(
                    office.begin, number, office.evidence_rules, accept=True, actor=office.actor, now=office.clock.now()
                )
            except (NotFound, NotAllowed) as error:
                failed += 1
                warn(f"Lỗi: {office.explain(error)}")
                continue
            say(f"Đã công nhận minh chứng số {decided.id}: {decided.label}")
    if failed:
        raise typer.Exit(_EXIT_NOTHING if failed == len(numbers) else _EXIT_PARTLY)


@group.command()
def reject(
    number: Annotated[int, typer.Argument(help="Số của minh chứng.")],
    reason: Reason,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Từ chối minh chứng, kèm lý do."""
    from dondoc.usecases.decide_evidence import decide_evidence

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        decided = decide_evidence(
            office.begin,
            number,
            office.evidence_rules,
            accept=False,
            actor=office.actor,
            now=office.clock.now(),
            reason=reason,
        )
    say(f"Đã từ chối minh chứng số {decided.id}: {decided.label}")


def collect(workspace: Workspace = None, as_of: AsOf = None, actor: ActAs = None, as_json: AsJson = False) -> None:
    """Nhận các tệp trong inbox/evidence/<mã>/ làm minh chứng, và thư, tin trả lời."""
    from dondoc.wiring.jobs import collect_from_inbox
    from dondoc.wiring.replies import collect_replies, reply_lines

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        collection = collect_from_inbox(office, now=office.clock.now())
        told, waiting, failed = reply_lines(office, collect_replies(office, now=office.clock.now()))
        reasons = [(r.folder, r.name, office.explain(r.error)) for r in collection.refused]
        settling, settle = office.evidence_inbox.settling(), office.evidence_rules.settle_seconds
    if as_json:
        print_json(
            {
                "collected": [
                    {"code": c.code, "activity": c.activity_id, "files": list(c.files), "unclear": c.is_unclear}
                    for c in collection.collected
                ],
                "known": [{"folder": code, "file": name} for code, name in collection.known],
                "refused": [{"folder": f, "file": n, "reason": r} for f, n, r in reasons],
                "messages": [{"message": line.subject, "outcome": line.outcome} for line in (*told, *waiting)],
                "failed": [{"source": line.subject, "reason": line.outcome} for line in failed],
            }
        )
    else:
        told_of = _told_of(collection, (*told, *waiting)) + [
            f"{f.folder}/{f.name}".lstrip("/") + f": vừa được chép vào, chờ yên {settle} giây rồi chạy lại."
            for f in settling
        ]
        for words in told_of or ([] if reasons or failed else ["Hộp nhận minh chứng không có gì mới."]):
            say(words)
    for folder, name, reason in reasons:
        warn(f"Giữ lại {f'{folder}/{name}' if folder else name}: {reason}")
    for line in failed:
        warn(f"Lỗi: {line.outcome}")
    has_done = bool(collection.collected or collection.known or told or waiting)
    if failed and not has_done and not reasons:
        raise typer.Exit(_EXIT_UNAVAILABLE)
    if reasons or failed:
        raise typer.Exit(_EXIT_PARTLY if has_done else _EXIT_NOTHING)


def _told_of(collection: "Collection", messages: "Sequence[JobLine]") -> list[str]:
    """What was taken, a line each."""
    lines = []
    for c in collection.collected:
        note = "; cần xem lại ngày hoặc số lượng" if c.is_unclear else ""
        lines.append(f"{c.code}: nhận {len(c.files)} tệp vào hoạt động số {c.activity_id}{note}.")
    lines += [f"{folder}/{name}: đã có từ trước, không ghi lại." for folder, name in collection.known]
    return lines + [f"{line.subject[:1].upper()}{line.subject[1:]}: {line.outcome}" for line in messages]


def register(app: typer.Typer) -> None:
    """Add the group and `collect`."""
    retention_commands.register(group)
    app.add_typer(group, name="evidence")
    app.command()(collect)
