"""What every store of retention must hold."""

from dataclasses import replace
from datetime import date

from store.contract_activities import a_proof
from store.samples import NOW, an_activity, open_office

from dondoc.core.file_facts import Keeping, KeepingState
from dondoc.usecases.ports import Begin, Work


def two_proofs(work: Work) -> tuple[int, int]:
    activity = work.activities.add(an_activity(open_office(work).unit))
    stored = [work.activities.add_evidence(a_proof(activity.id, label=label)) for label in ("một", "hai")]
    first, second = (proof.id for proof in stored if proof is not None)
    return first, second


class KeepingsContract:
    def test_a_proof_has_one_row_which_may_be_replaced(self, begin: Begin) -> None:
        with begin() as work:
            first, second = two_proofs(work)
            kept = Keeping(evidence_id=first, retention="routine", keep_until=date(2032, 1, 1))
            work.keepings.put([kept, Keeping(evidence_id=second, retention="issued")])
            gone = replace(
                kept,
                state=KeepingState.DESTROYING,
                destroyed_at=NOW,
                destroyed_by="thuky",
                reason="hết hạn",
                law="QĐ 5",
            )
            work.keepings.put([gone])
            work.keepings.put([])
        with begin() as work:
            assert work.keepings.of([first, 99]) == {first: gone}
            assert list(work.keepings.of()) == [first, second]
            assert work.keepings.of([]) == {}
            assert work.keepings.in_state(KeepingState.DESTROYING) == [gone]
            assert work.keepings.in_state(KeepingState.DESTROYED) == []
