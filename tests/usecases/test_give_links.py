"""Links: one person and one subject, given again while they live, dead when expired, revoked or their owner left."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from ledger_office import CLERK, NOW, Ledger, Line, target

from dondoc.core.answer import LinkPurpose
from dondoc.core.unit import Person, PersonRole, RoleTerm
from dondoc.errors import NotAllowed, NotFound
from dondoc.store.signing import TokenSigner
from dondoc.usecases.give_links import LinkMaker, open_link, revoke_links

SIGNER = TokenSigner("k" * 40, use="link")
LIVES = dict.fromkeys(LinkPurpose, timedelta(days=20))


def maker(now: datetime = NOW) -> LinkMaker:
    return LinkMaker(signer=SIGNER, base_url="https://dondoc.example/", lives=LIVES, actor=CLERK, now=lambda: now)


def token_of(url: str) -> str:
    return url.rsplit("/", 1)[1]


@pytest.fixture
def person(ledger: Ledger) -> int:
    with ledger.begin() as work:
        return work.units.add_person(Person(id=0, code="hien", name="Trần Thị Hiền")).id


def give(ledger: Ledger, person: int, slot: int = 7, now: datetime = NOW) -> str:
    with ledger.begin() as work:
        return maker(now).give_one(work, person, slot)


def opened(
    ledger: Ledger, token: str, now: datetime = NOW, purpose: LinkPurpose = LinkPurpose.ANSWER
) -> tuple[int, int]:
    with ledger.begin() as work:
        link = open_link(work, SIGNER, token, purpose, now=now)
    return link.person_id, link.subject_id


def is_dead(ledger: Ledger, token: str, now: datetime = NOW, purpose: LinkPurpose = LinkPurpose.ANSWER) -> bool:
    with pytest.raises(NotAllowed) as refused:
        opened(ledger, token, now, purpose)
    return refused.value.message_code == "link.dead"


def test_a_link_opens_for_its_person_and_subject(ledger: Ledger, person: int) -> None:
    url = give(ledger, person)
    assert url.startswith("https://dondoc.example/viec/a")
    assert opened(ledger, token_of(url)) == (person, 7)


def test_tomorrow_it_is_the_same_link(ledger: Ledger, person: int) -> None:
    first = give(ledger, person)
    assert give(ledger, person, now=NOW + timedelta(days=1)) == first
    assert give(ledger, person, slot=8) != first


def test_a_link_that_is_given_again_in_its_second_half_lives_on(ledger: Ledger, person: int) -> None:
    url = give(ledger, person)
    later = NOW + timedelta(days=15)
    assert give(ledger, person, now=later) == url
    assert opened(ledger, token_of(url), now=later + timedelta(days=19)) == (person, 7)


def test_after_its_time_it_is_dead_and_a_new_one_is_made(ledger: Ledger, person: int) -> None:
    url = give(ledger, person)
    end = NOW + timedelta(days=20)
    assert is_dead(ledger, token_of(url), end)
    assert give(ledger, person, now=end) != url


def test_a_dry_run_shows_what_was_given_and_makes_nothing(ledger: Ledger, person: int) -> None:
    url = give(ledger, person)
    with ledger.begin() as work:
        shown = maker().looking().give(work, person, [7, 8])
        assert len(work.links.alive(NOW)) == 1
    assert shown == {7: url, 8: "https://dondoc.example/viec/…"}


@pytest.mark.parametrize(
    "token", ["", "a1", "a1.xyz", "x.y.z", "a" * 500, SIGNER.sign("a99"), SIGNER.sign("a"), SIGNER.sign("a-1")]
)
def test_what_is_no_link_of_ours_is_as_dead_as_the_rest(ledger: Ledger, token: str) -> None:
    assert is_dead(ledger, token)


def test_a_link_for_one_purpose_opens_no_other(ledger: Ledger, person: int) -> None:
    assert is_dead(ledger, token_of(give(ledger, person)), purpose=LinkPurpose.GRID)


def test_the_links_of_a_person_or_a_task_can_be_revoked(ledger: Ledger, person: int) -> None:
    (code,) = ledger.confirm(Line("Mở 02 lớp tập huấn", (target(),)))
    slots = [w.slot for w in ledger.view(code).work]
    url = give(ledger, person, slots[0].id)
    assert len(revoke_links(ledger.begin, code, actor=CLERK, now=NOW)) == 1
    assert is_dead(ledger, token_of(url))
    with pytest.raises(NotFound) as none:
        revoke_links(ledger.begin, code, actor=CLERK, now=NOW)
    assert none.value.message_code == "link.none"
    again = give(ledger, person, slots[0].id)
    assert again != url
    assert len(revoke_links(ledger.begin, "Trần Thị Hiền", actor=CLERK, now=NOW)) == 1
    assert is_dead(ledger, token_of(again))


def test_who_left_cannot_answer_any_more(ledger: Ledger, person: int) -> None:
    term = RoleTerm(person_id=person, unit_id=1, role=PersonRole.OFFICER, start=date(2020, 1, 1))
    with ledger.begin() as work:
        work.units.add_role(term)
    url = give(ledger, person)
    assert opened(ledger, token_of(url)) == (person, 7)
    with ledger.begin() as work:
        work.units.add_role(replace(term, end=NOW.date()))
    assert is_dead(ledger, token_of(url))
