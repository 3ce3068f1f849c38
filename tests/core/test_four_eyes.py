"""Who may accept whose proof: no eye is counted twice, and what is within the own unit stays simple."""

import pytest

from dondoc.core.four_eyes import FourEyes, Hand, Objection, objection

OWN, TEAM = 10, 20
CLERK = Hand("thuky", frozenset({1}), frozenset({OWN}))
CHAIR = Hand("chutich", frozenset({2}), frozenset({OWN}))
CHIEF = Hand("to", frozenset({3}), frozenset({TEAM}))
#: Keeps the list of the own unit and does the work of a team.
BOTH = Hand("hoa", frozenset({4}), frozenset({OWN, TEAM}))
BETWEEN = FourEyes.BETWEEN_UNITS


def judged(rule: FourEyes, sender: Hand, acceptor: Hand, doer: int) -> Objection | None:
    return objection(rule, sender=sender, acceptor=acceptor, doers={doer}, own_unit=OWN)


@pytest.mark.parametrize(
    ("sender", "acceptor", "doer"),
    [
        (CLERK, CLERK, OWN),
        (CHIEF, CLERK, TEAM),
        (CHIEF, CLERK, OWN),
        (CLERK, CHAIR, TEAM),
        (BOTH, BOTH, OWN),
    ],
)
def test_between_units_lets_the_office_accept_what_others_sent(sender: Hand, acceptor: Hand, doer: int) -> None:
    assert judged(BETWEEN, sender, acceptor, doer) is None


@pytest.mark.parametrize(
    ("sender", "acceptor", "doer", "why"),
    [
        (CLERK, CLERK, TEAM, Objection.HIS_OWN),
        (CHIEF, CHIEF, OWN, Objection.HIS_OWN),
        (CLERK, CHIEF, TEAM, Objection.OF_HIS_UNIT),
        (CHIEF, BOTH, TEAM, Objection.OF_HIS_UNIT),
        (Hand("nguoi la"), Hand("nguoi la"), TEAM, Objection.HIS_OWN),
    ],
)
def test_neither_the_sender_nor_the_unit_itself_accepts(
    sender: Hand, acceptor: Hand, doer: int, why: Objection
) -> None:
    assert judged(BETWEEN, sender, acceptor, doer) is why


def test_always_asks_for_another_person_inside_the_own_unit_too() -> None:
    assert judged(FourEyes.ALWAYS, CLERK, CLERK, OWN) is Objection.HIS_OWN
    assert judged(FourEyes.ALWAYS, CLERK, CHAIR, OWN) is None
    assert judged(FourEyes.ALWAYS, CLERK, CHIEF, TEAM) is Objection.OF_HIS_UNIT


def test_off_asks_for_nothing() -> None:
    assert judged(FourEyes.OFF, CLERK, CLERK, TEAM) is None


def test_of_two_namesakes_neither_accepts_what_the_name_sent() -> None:
    lan = Hand("tran thi lan", frozenset({7, 8}), frozenset({TEAM}))
    assert judged(FourEyes.ALWAYS, lan, Hand("lan2", frozenset({8})), OWN) is Objection.HIS_OWN
