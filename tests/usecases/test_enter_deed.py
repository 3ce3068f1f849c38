"""A deed entered by its words alone: read, said, linked by share, proposed; what was typed outweighs what was read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at, target

from dondoc.core.activity import EvidenceKind
from dondoc.core.progress import results
from dondoc.errors import BadInput
from dondoc.extract.deeds import Deed, read_deed
from dondoc.settings.evidence import load_note_words
from dondoc.settings.evidence_kits import load_evidence_kits
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.reported import load_reported_words
from dondoc.usecases.enter_deed import DeedDesk, Entered, TypedDeed, enter_deed
from dondoc.usecases.mend_activity import Correction, mend_activity
from dondoc.usecases.record_activity import NewEvidence, link_activity
from dondoc.wiring.notes import read_note

DAY = date(2026, 9, 21)
GIFTS = Line("Tặng quà 20 gia đình khó khăn", (target(20, "suất quà"),))
OTHERS = Line("Tặng quà thiếu nhi nhân dịp Trung thu", (target(30, "suất quà"),))
CLASSES = Line("Mở 02 lớp tập huấn", (target(),))


def read(words: str, today: date) -> Deed:
    return read_deed(words, load_lexicon(None), load_reported_words(None), load_note_words(None), today=today)


DESK = DeedDesk(
    rules=RULES,
    kits=load_evidence_kits(),
    read=read,
    read_note=lambda words, today, targets: read_note(load_lexicon(None), load_note_words(None), words, today, targets),
)


def enter(ledger: Ledger, words: str, *, form_key: str | None = None, proofs: tuple[NewEvidence, ...] = (),
          **typed: object) -> Entered | None:  # fmt: skip
    deed = replace(TypedDeed(words=words), **typed)
    return enter_deed(
        ledger.begin, ledger.blobs, deed, DESK, actor=CLERK, now=at(DAY), proofs=proofs, form_key=form_key
    )


def entered(ledger: Ledger, words: str, **typed: object) -> Entered:
    kept = enter(ledger, words, **typed)
    assert kept is not None
    return kept


def test_words_alone_suffice_and_what_they_may_belong_to_is_proposed(ledger: Ledger) -> None:
    gifts, *_ = ledger.confirm(GIFTS, CLASSES)
    kept = entered(ledger, "Hôm qua tặng 15 suất quà cho gia đình khó khăn tại nhà văn hóa, 40 người dự")
    found = kept.activity
    assert (found.happened_on, found.quantity, found.people, found.place) == (date(2026, 9, 20), 15, 40, "nhà văn hóa")
    assert (found.area, found.is_unplanned, found.is_unclear) == ("charity", True, False)
    assert kept.guessed == {"happened_on", "quantity", "people", "place", "area"}
    assert [p.task.code for p in kept.proposals] == [gifts]
    assert "activity.recorded" in ledger.events()


def test_what_was_typed_outweighs_the_words(ledger: Ledger) -> None:
    kept = entered(ledger, "Hôm qua tặng 15 suất quà", on=DAY, quantity=Decimal(14), area="women", people=3)
    assert (kept.activity.happened_on, kept.activity.quantity, kept.activity.area) == (DAY, 14, "women")
    assert (kept.guessed, kept.is_today_assumed) == (frozenset(), False)


def test_without_a_day_it_is_today_and_that_is_said(ledger: Ledger) -> None:
    kept = entered(ledger, "Ra quân dọn vệ sinh")
    assert (kept.activity.happened_on, kept.is_today_assumed) == (DAY, True)


def test_words_that_deny_are_kept_to_be_looked_at_with_nothing_counted(ledger: Ledger) -> None:
    kept = entered(ledger, "Chưa tặng được 15 suất quà ngày 18/9")
    assert (kept.activity.is_unclear, kept.activity.quantity) == (True, None)


def test_for_a_task_only_a_figure_counts_that_its_target_counts(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    kept = entered(ledger, "Mở 01 lớp, phát 60 tài liệu, 55 người dự", codes=(code,))
    assert (kept.activity.quantity, kept.activity.people, kept.activity.area) == (1, 55, "other")
    assert kept.proposals == ()
    nothing = entered(ledger, "Phát 60 tài liệu", codes=(code,))
    assert nothing.activity.quantity is None


def test_for_several_tasks_a_figure_counts_only_if_it_does_for_each(ledger: Ledger) -> None:
    gifts, others, classes = ledger.confirm(GIFTS, OTHERS, CLASSES)
    assert entered(ledger, "Tặng 9 suất quà", codes=(gifts, others)).activity.quantity == 9
    assert entered(ledger, "Tặng 9 suất quà", codes=(gifts, classes)).activity.quantity is None


def test_one_activity_is_shared_out_and_progress_counts_the_share(ledger: Ledger) -> None:
    gifts, others = ledger.confirm(GIFTS, OTHERS)
    shares = {gifts: Decimal(12), others: Decimal(18)}
    entered(ledger, "Tặng 30 suất quà", codes=(gifts, others), shares=shares)
    reached = [results(view, view.work[0].slot)[0].value for view in (ledger.view(gifts), ledger.view(others))]
    assert reached == [12, 18]


def test_no_more_is_shared_out_than_there_was(ledger: Ledger) -> None:
    gifts, others = ledger.confirm(GIFTS, OTHERS)
    before = ledger.dump()
    with pytest.raises(BadInput) as refused:
        entered(ledger, "Tặng 30 suất quà", codes=(gifts, others), shares={gifts: Decimal(20), others: Decimal(11)})
    assert (refused.value.message_code, ledger.dump()) == ("activity.shares_over", before)
    activity = entered(ledger, "Tặng 30 suất quà", codes=(gifts,), shares={gifts: Decimal(20)}).activity
    with pytest.raises(BadInput):
        link_activity(ledger.begin, activity.id, others, RULES, actor=CLERK, now=at(DAY), share=Decimal(11))
    link_activity(ledger.begin, activity.id, others, RULES, actor=CLERK, now=at(DAY), share=Decimal(10))
    less = Correction(quantity=Decimal(29))
    with pytest.raises(BadInput):
        mend_activity(ledger.begin, activity.id, less, RULES, actor=CLERK, now=at(DAY))


def test_the_same_form_is_kept_once_with_its_photos(ledger: Ledger) -> None:
    photo = NewEvidence(kind=EvidenceKind.FILE, label="1.png", data=b"x", media_type="image/png")
    first = enter(ledger, "Ra quân dọn vệ sinh", form_key="k", proofs=(photo,))
    assert first is not None
    assert [proof.label for proof in first.evidence] == ["1.png"]
    assert enter(ledger, "Ra quân dọn vệ sinh", form_key="k", proofs=(photo,)) is None
    with ledger.database.reading() as work:
        assert len(work.activities.all()) == 1
