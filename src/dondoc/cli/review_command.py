"""review: walking through drafts with a person, or by a decisions file."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace, parse_day
from dondoc.cli.decisions import read_decisions, resolve
from dondoc.cli.options import ActAs, AsJson, AsOf, Workspace
from dondoc.cli.review_guesses import ask_guesses
from dondoc.cli.review_screen import FAN_OUTS, draft_lines, how_counted, print_reviewed
from dondoc.cli.screen import day, print_json, say, warn
from dondoc.core.commitment import Commitment
from dondoc.core.entry import parse_target
from dondoc.core.extraction import FanOut
from dondoc.core.target import Role, Target
from dondoc.core.task import Status
from dondoc.draft.figures import targets_text
from dondoc.errors import BadInput, DondocError, NotFound
from dondoc.extract.plural import guess_fan_out, opening
from dondoc.messages import tell_reasons

if TYPE_CHECKING:
    from dondoc.core.report import SourceDocument
    from dondoc.usecases.review_commitments import Addition, Decision, Mend, Verdict
    from dondoc.wiring import Office

_HELP = """\
  Enter/n  nhận              d  chỉ là định hướng      k  không nhận (k kèm lý do: “k chỉ là kết quả”)
  s  sửa (lời, hạn, chỉ tiêu) g  không nhận cả nhóm này  t  thêm một cam kết
  h  ngày dự kiến làm         c  giao cho (mã đơn vị, @người; nhiều thì cách nhau dấu phẩy)
  a  nhận hết phần còn lại     l  để lại                  q  dừng, chưa ghi gì
  w  ghi những gì đã chọn, để lại cam kết này và phần còn lại
  v  nhận là việc phải theo dõi (khi đoán chỉ là định hướng)
  p  đổi phỏng đoán: cách tính, cách chia việc    x  xem vì sao đọc như vậy"""


def review(
    workspace: Workspace = None,
    document: Annotated[int | None, typer.Option("--document", help="Số văn bản; bỏ trống: văn bản mới nhất.")] = None,
    accept_all: Annotated[bool, typer.Option("--accept-all", help="Nhận mọi cam kết.")] = False,
    accept_above: Annotated[
        float | None, typer.Option("--accept-above", min=0, max=1, help="Nhận cam kết có độ tin từ mức này.")
    ] = None,
    decisions: Annotated[Path | None, typer.Option("--decisions", help="Tệp quyết định (JSON).")] = None,
    chase: Annotated[bool, typer.Option("--chase", help="Nhắc cả việc đã quá hạn trước khi xác nhận.")] = False,
    as_of: AsOf = None,
    actor: ActAs = None,
    as_json: AsJson = False,
) -> None:
    """Xác nhận các cam kết nháp: nhận, sửa, không nhận, thêm, giao việc."""
    from dondoc.usecases.review_commitments import accept_above as above
    from dondoc.usecases.review_commitments import apply_decisions, drafts_of

    with open_workspace(workspace, as_of=as_of, actor=actor, only_looks=as_json) as office:
        with office.work() as work:
            source, commitments = drafts_of(work, document)
        drafts = [c for c in commitments if c.status is Status.DRAFT]
        threshold = 0.0 if accept_all else accept_above
        # Where nothing was found, a person can still add.
        if source is None or not (drafts or (not commitments and threshold is None)):
            raise NotFound(code="review.nothing")
        if as_json:
            print_json(_template(source, drafts))
            return
        additions: list[Addition] = []
        if decisions is not None:
            wanted, additions = resolve(office, read_decisions(decisions), source, commitments)
        elif threshold is not None:
            wanted = above(drafts, threshold)
        else:
            walk = _Walk(drafts=drafts, ask=_ask, check=lambda name: _check(office, name))
            if not walk.go():
                say("Đã dừng; chưa ghi gì.")
                return
            wanted, additions = walk.decisions, walk.additions
        reviewed = apply_decisions(
            office.begin,
            wanted,
            additions,
            document_id=source.id,
            actor=office.actor,
            now=office.clock.now(),
            chase=chase,
        )
    print_reviewed(reviewed)


def _template(source: "SourceDocument", drafts: list[Commitment]) -> dict[str, object]:
    """A decisions file that accepts everything, to be edited."""
    return {
        "schema": 1,
        "text_sha256": source.text_sha256,
        "others": "leave",
        "decisions": [_entry(draft) for draft in drafts],
        "additions": [],
    }


def _entry(draft: Commitment) -> dict[str, object]:
    """What would become of a draft, with what was guessed of it spelled out."""
    from dondoc.extract.export import export_target

    entry: dict[str, object] = {
        "start": draft.start,
        "end": draft.end,
        "verdict": "direction" if draft.is_direction else "accept",
        "display": draft.display,
    }
    if draft.targets:
        entry["targets"] = [export_target(target) for target in draft.targets]
    if draft.owner and opening(draft.owner):
        entry["mode"] = guess_fan_out(draft.owner, draft.text).value
    return entry


def _check(office: "Office", name: str) -> None:
    from dondoc.usecases.review_commitments import require_assignee

    with office.work() as work:
        require_assignee(work, name)


def _changes(decision: "Decision") -> str:
    """What was changed so far, as the reviewer reads it."""
    mend = decision.mend
    parts = [
        f"lời văn “{mend.display}”" if mend.display else "",
        f"hạn {day(mend.due)}" if mend.due else "",
        _targets_changed(mend.targets) if mend.targets is not None else "",
        f"dự kiến ngày {day(decision.planned_for)}" if decision.planned_for else "",
        f"giao cho {', '.join(decision.assignees)}" if decision.assignees else "",
        FAN_OUTS[decision.mode] if decision.mode else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"Sẽ ghi: {said}. " if said else ""


def _targets_changed(targets: tuple[Target, ...]) -> str:
    ways = dict.fromkeys(how_counted(target) for target in targets if target.role is not Role.RANGE_HIGH)
    return f"chỉ tiêu {targets_text(targets) or 'không'}" + (f" ({' | '.join(ways)})" if ways else "")


def _complain(error: DondocError) -> None:
    from dondoc.messages import explain

    warn(f"    {explain(error)}")


def _ask(prompt: str) -> str:
    return str(typer.prompt(prompt, default="", show_default=False, prompt_suffix=" "))


@dataclass(slots=True, kw_only=True)
class _Walk:
    """The conversation: nothing is written before its end."""

    drafts: list[Commitment]
    ask: Callable[[str], str]
    #: Raises NotFound for a name that is no unit and no person.
    check: Callable[[str], None]
    decisions: "list[Decision]" = field(default_factory=list)
    additions: "list[Addition]" = field(default_factory=list)

    def go(self) -> bool:
        """Ask for each draft; False when the reviewer stopped."""
        from dondoc.usecases.review_commitments import Verdict

        if not self.drafts:
            return self._add_alone()
        say(_HELP)
        heading, index = None, 0
        while index < len(self.drafts):
            draft = self.drafts[index]
            if draft.heading != heading:
                heading = draft.heading
                say(f"\n── {heading or 'Không có đề mục'}" + (f" · {draft.owner}" if draft.owner else ""))
            for line in draft_lines(draft, index + 1, len(self.drafts)):
                say(line)
            answer = self._one(draft, index)
            if answer == "q":
                return False
            if answer == "w":
                break
            if answer == "a":
                unseen = [self._decision(d, Verdict.ACCEPT) for d in self.drafts[index + 1 :]]
                self.decisions += [replace(decision, was_seen=False) for decision in unseen]
                break
            index += self._same_group(index) if answer == "g" else 1
        return True

    def _add_alone(self) -> bool:
        """Ask for additions to a document in which nothing was found; False when the reviewer stopped."""
        say("Máy không trích được cam kết nào ở văn bản này. t: thêm một cam kết; w: ghi; q: dừng, chưa ghi gì.")
        while (answer := self.ask("    >").strip().lower()) not in {"q", "w"}:
            if answer == "t":
                try:
                    self.additions.append(self._ask_addition())
                except DondocError as error:
                    _complain(error)
        return answer == "w" and bool(self.additions)

    def _one(self, draft: Commitment, index: int) -> str:
        """The answer for one draft; "q", "w", "a" and "g" concern more than this one."""
        from dondoc.usecases.review_commitments import Verdict

        decision = self._decision(draft, Verdict.ACCEPT)
        verdicts = {
            "": Verdict.ACCEPT,
            "n": Verdict.ACCEPT,
            "d": Verdict.DIRECTION,
            "v": Verdict.TASK,
            "k": Verdict.REJECT,
            "l": Verdict.LEAVE,
        }
        while True:
            typed = self.ask("    >").strip()
            answer = typed.lower()
            if answer.startswith("k "):
                self.decisions.append(replace(decision, verdict=Verdict.REJECT, reason=typed[2:].strip()))
                return "k"
            if answer in {"q", "w"}:
                return answer
            if answer == "a":
                self.decisions.append(decision)
                return answer
            if answer == "g":
                group = self.drafts[index : index + self._same_group(index)]
                self.decisions += [self._decision(d, Verdict.REJECT) for d in group]
                return "g"
            if answer in verdicts:
                self.decisions.append(replace(decision, verdict=verdicts[answer]))
                return answer
            try:
                decision = self._mend(decision, draft, answer)
                say(f"    {_changes(decision)}Enter: nhận; hoặc chọn tiếp.")
            except DondocError as error:
                _complain(error)

    def _mend(self, decision: "Decision", draft: Commitment, answer: str) -> "Decision":
        match answer:
            case "s":
                return replace(decision, mend=self._ask_mend(draft))
            case "h":
                return replace(decision, planned_for=self._planned(decision, draft))
            case "c":
                names = tuple(n.strip() for n in self.ask("    giao cho:").split(",") if n.strip())
                for name in names:
                    self.check(name)
                together = len(names) > 1 and self.ask("    mỗi nơi làm riêng (Enter) hay cùng làm (c)?").strip() == "c"
                return replace(decision, assignees=names, mode=FanOut.TOGETHER if together else FanOut.EACH)
            case "p":
                return ask_guesses(decision, draft, self.ask)
            case "x":
                for told in tell_reasons(draft.reasons):
                    say(f"      – {told}")
            case "t":
                self.additions.append(self._ask_addition())
            case _:
                say(_HELP)
        return decision

    def _planned(self, decision: "Decision", draft: Commitment) -> date:
        planned, due = parse_day(self.ask("    ngày dự kiến (dd/mm/yyyy):")), decision.mend.due or draft.due
        if due is not None and planned > due:
            raise BadInput(code="review.planned_late", day=planned, due=due)
        return planned

    def _ask_mend(self, draft: Commitment) -> "Mend":
        from dondoc.usecases.review_commitments import Mend

        words = self.ask("    lời văn (Enter: giữ nguyên):").strip() or None
        due = self._optional_day("    hạn (dd/mm/yyyy, Enter: giữ nguyên):")
        number = self.ask("    chỉ tiêu, ví dụ “>= 2 cuộc” (Enter: giữ nguyên, “-”: bỏ):").strip()
        targets: tuple[Target, ...] | None = None
        if number == "-":
            targets = ()
        elif number:
            targets = (_as_guessed(parse_target(number), draft),)
        return Mend(display=words, due=due, targets=targets)

    def _ask_addition(self) -> "Addition":
        from dondoc.usecases.review_commitments import Addition

        words = self.ask("    lời văn của cam kết thêm:").strip()
        if not words:
            raise BadInput(code="review.no_words")
        return Addition(text=words, due=self._optional_day("    hạn (dd/mm/yyyy, Enter: chưa có):"))

    def _optional_day(self, prompt: str) -> date | None:
        text = self.ask(prompt).strip()
        return parse_day(text) if text else None

    def _same_group(self, index: int) -> int:
        """How many drafts from here on stand under the same heading and owner."""
        first, count = self.drafts[index], 0
        for draft in self.drafts[index:]:
            if (draft.heading, draft.owner) != (first.heading, first.owner):
                break
            count += 1
        return count

    @staticmethod
    def _decision(draft: Commitment, verdict: "Verdict") -> "Decision":
        from dondoc.usecases.review_commitments import Decision

        return Decision(commitment_id=draft.id, verdict=verdict)


def _as_guessed(typed: Target, draft: Commitment) -> Target:
    """A number typed anew, counted as the one before it was."""
    was = draft.targets[0] if draft.targets else typed
    return replace(typed, per=was.per, aggregate=was.aggregate if was.percent == typed.percent else typed.aggregate)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(review)
