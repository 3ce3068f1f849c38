"""A report reads well aloud: no repeated openings, no broken sentences, whatever was promised and became of it."""

import re
from pathlib import Path

import pytest
from draft.generated import snapshots
from draft.reading import bad_sentences, ends, lines_of, repeated_openings
from draft.samples import AREAS, NEXT, UNITS, Book, full_snapshot, office
from hypothesis import HealthCheck, Phase, given, settings
from sizes import IS_FULL, size

from dondoc.core.snapshot import Snapshot
from dondoc.core.task import Status
from dondoc.documents.reading import read_document
from dondoc.draft.context import build_context, unaccounted
from dondoc.draft.next_plan import plan_next
from dondoc.draft.report_context import Group, Line, ReportContext, Section
from dondoc.draft.trace import untraced
from dondoc.draft.wording import Account, Voice, certain_clause
from dondoc.extract.pipeline import extract
from dondoc.settings.lexicon import load_lexicon
from tools.lived import lived

CORPUS = Path(__file__).parents[1] / "corpus"
#: Of these every one is lived through in the small size, too.
SAMPLES = ("company_union_plan", "hospital_union_targets", "ward_committee_quarter")
NAMES = sorted(p.stem for p in CORPUS.glob("*.txt")) if IS_FULL else SAMPLES


def written(snapshot: Snapshot) -> ReportContext:
    items = plan_next(snapshot, NEXT, verbs=office().verbs)
    return build_context(snapshot, office=office(), areas=AREAS, next_plan=items, units=UNITS)


def snapshot_of(name: str, *, all_done: bool) -> Snapshot:
    found = lived(extract(read_document(CORPUS / f"{name}.txt"), load_lexicon()), all_done=all_done)
    return found or full_snapshot()


def test_the_checks_find_what_is_wrong() -> None:
    texts = ("- Đã đã mở 02 lớp.", "- Đã đã mở  03 lớp", "- đã đã xong (the) ,.", "- Sẽ mở “một lớp.")
    group = Group(lines=tuple(Line(text=text) for text in texts))
    context = written(full_snapshot())
    broken = ReportContext(**{f: getattr(context, f) for f in context.__dataclass_fields__} | {
        "sections": (Section(number="I.", heading="KẾT QUẢ", groups=(group,), key="results"),)
    })  # fmt: skip
    assert repeated_openings(broken) == ["three on end: đã đã", "3 of 4 lines: đã đã"]
    found = " | ".join(bad_sentences(broken))
    for fault in ("no end", "small letter", "marks", "words 'Đã đã'", "English 'the'", "looks ahead", "unbalanced “”"):
        assert fault in found


def test_the_sample_reads_well() -> None:
    context = written(full_snapshot())
    assert repeated_openings(context) + bad_sentences(context) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("all_done", [True, False])
def test_a_report_on_a_real_plan_reads_well(name: str, *, all_done: bool) -> None:
    snapshot = snapshot_of(name, all_done=all_done)
    context = written(snapshot)
    assert repeated_openings(context) + bad_sentences(context) == []
    assert unaccounted(snapshot, context) == ()
    assert untraced(snapshot, context, units=UNITS) == ()


@given(snapshots())
# Without shrinking: whole snapshots take minutes to shrink, and the line at fault says enough.
@settings(
    max_examples=size(300, small=25),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
def test_openings_differ_and_sentences_end_whatever_was_recorded(snapshot: Snapshot) -> None:
    context = written(snapshot)
    assert [w for w in repeated_openings(context) if "three on end" in w] == []
    told = [line.text for section, line in lines_of(context.sections) if section.key != "plan" and not line.is_open]
    assert [text for text in told if re.search(r"\bđã đã\b|  |None", text) or not ends(text)] == []
    assert unaccounted(snapshot, context) == ()


def test_thirty_alike_commitments_do_not_begin_alike() -> None:
    book = Book()
    for number in range(30):
        day = book.slot().due.replace(day=1 + number % 28)
        slot = book.slot(Status.DONE, done_on=day)
        words = f"Tổ chức buổi nói chuyện chuyên đề “Chuyện thứ {number} của tổ sản xuất” cho đoàn viên ở xa"
        book.add(words, "education", [(slot, [book.activity(slot, day)])])
    context = written(book.snapshot())
    assert repeated_openings(context) == []
    [group] = context.sections[1].groups
    assert len(group.lines) < 30  # alike ones stand in one sentence
    assert sorted(code for line in group.lines for code in line.codes) == sorted(v.code for v in book.views)


def test_most_promises_of_a_real_plan_turn_for_certain() -> None:
    snapshot = snapshot_of("company_union_plan", all_done=True)
    voice = Voice(verbs=office().verbs, units=UNITS, cut_off=snapshot.plan.cut_off)
    told = [certain_clause(a, voice) is not None for a in Account.all_of(snapshot) if a.works]
    assert sum(told) / len(told) >= 0.7
