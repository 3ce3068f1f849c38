"""evidence list: the proofs that came, what papers they are, what to look at before accepting them, the counts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import AsJson, Workspace
from dondoc.cli.screen import EVIDENCE_LABELS, day, paper_name, print_json, print_table, say
from dondoc.core.activity import EvidenceState
from dondoc.core.evidence_kit import PieceKind
from dondoc.core.instants import local_date

if TYPE_CHECKING:
    from dondoc.core.file_facts import Keeping
    from dondoc.core.proof_counts import ProofCounts, ProofLook
    from dondoc.usecases.read_papers import Gap
    from dondoc.usecases.read_proofs import ProofLine
    from dondoc.wiring import Office


@dataclass(frozen=True, slots=True)
class _Row:
    line: "ProofLine"
    paper: PieceKind | None
    look: "ProofLook"
    #: Its tombstone, where it was destroyed.
    tombstone: "Keeping | None"
    #: The sentences of its flags.
    flags: list[str]


def list_(
    workspace: Workspace = None,
    waiting: Annotated[bool, typer.Option("--waiting", help="Chỉ minh chứng chờ công nhận.")] = False,
    as_json: AsJson = False,
) -> None:
    """Các minh chứng đã nhận, và điều cần xem trước khi công nhận."""
    with open_workspace(workspace) as office:
        days = office.letter_rules.monthly.late_entry_days
        rows, counts, gaps = _gather(office, days, is_waiting=waiting)
    if as_json:
        print_json([_as_json(row, gaps) for row in rows])
        return
    print_table(
        ("Số", "Nhận ngày", "Trạng thái", "Giấy tờ", "Tệp / số hiệu", "Hoạt động"),
        (
            (
                str(row.line.proof.id),
                day(local_date(row.line.proof.received_at)),
                EVIDENCE_LABELS[row.line.proof.state] + (", đã tiêu hủy" if row.tombstone else ""),
                paper_name(row.paper),
                row.line.proof.label,
                row.line.activity.words,
            )
            for row in rows
        ),
        wide=5,
    )
    for row in rows:
        for words in row.flags:
            say(f"Cần xem, minh chứng số {row.line.proof.id}: {words}")
    for gap in gaps:
        subject = gap.code or f"Hoạt động số {min(gap.activities)}"
        say(f"{subject} còn cần gửi: {', '.join(piece.name for piece in gap.missing)}")
    say(
        f"{counts.total} minh chứng · chờ công nhận {counts.waiting} · do chính người gửi công nhận "
        f"{counts.self_accepted} · ghi muộn {counts.late} (quá {days} ngày làm việc hoặc sau chốt số liệu)"
    )


def _gather(office: "Office", days: int, *, is_waiting: bool) -> "tuple[list[_Row], ProofCounts, list[Gap]]":
    """The rows by number, the counts of all proofs, and what is missing beside those of the rows."""
    from dondoc.usecases.destroy_evidence import destroyed_on
    from dondoc.usecases.look_at_proofs import proof_eyes
    from dondoc.usecases.read_papers import gaps_of, papers_of
    from dondoc.usecases.read_proofs import proof_lines
    from dondoc.wiring.kept_files import look_at_older_files

    with office.work() as work:
        proofs = [p for group in work.activities.evidence().values() for p in group]
    wanted = sorted((p for p in proofs if not is_waiting or p.state is EvidenceState.RECEIVED), key=lambda p: p.id)
    look_at_older_files(office, wanted)
    with office.work() as work:
        activities = {a.id: a for a in work.activities.all()}
        papers = papers_of(work, wanted, office.evidence_kits)
        gaps = gaps_of(work, {p.activity_id for p in wanted}, office.evidence_kits)
        lines = proof_lines(work, wanted, office.evidence_rules)
        eyes = proof_eyes(work, office.calendar, days)
        tombstones = destroyed_on(work, [p.id for p in wanted])
    counts = eyes.count((activities[p.activity_id], p) for p in proofs)
    rows = [
        _Row(
            line=line,
            paper=papers[line.proof.id],
            look=eyes.look(line.activity, line.proof),
            tombstone=tombstones.get(line.proof.id),
            flags=[office.explain(flag) for flag in line.flags],
        )
        for line in lines
    ]
    return rows, counts, gaps


def _as_json(row: _Row, gaps: "list[Gap]") -> dict[str, object]:
    proof, facts, paper = row.line.proof, row.line.facts, row.paper
    taken_at = facts.taken_at if facts is not None else None
    return {
        "id": proof.id,
        "activity": proof.activity_id,
        "label": proof.label,
        "piece": paper.key if paper is not None else None,
        "piece_name": paper.name if paper is not None else None,
        "missing": sorted({p.key for gap in gaps if proof.activity_id in gap.activities for p in gap.missing}),
        "state": proof.state.value,
        "by": proof.by,
        "decided_by": proof.decided_by,
        "self_accepted": row.look.is_self_accepted,
        "late": row.look.is_late,
        "destroyed_on": str(row.tombstone.destroyed_on) if row.tombstone is not None else None,
        "media_type": proof.media_type,
        "taken_at": taken_at.isoformat() if taken_at is not None else None,
        "width": facts.width if facts is not None else 0,
        "height": facts.height if facts is not None else 0,
        "flags": [{"code": f.message_code, "words": w} for f, w in zip(row.line.flags, row.flags, strict=True)],
    }
