"""What every store of links must hold."""

from dataclasses import replace
from datetime import timedelta

import pytest
from store.samples import NOW, open_office

from dondoc.core.answer import AnswerLink, LinkPurpose
from dondoc.errors import NotFound
from dondoc.usecases.ports import Begin


def a_link(person_id: int, subject_id: int = 1, **fields: object) -> AnswerLink:
    values: dict[str, object] = {
        "id": 0,
        "person_id": person_id,
        "purpose": LinkPurpose.ANSWER,
        "subject_id": subject_id,
        "made_at": NOW,
        "expires_at": NOW + timedelta(days=10),
    }
    return AnswerLink(**values | fields)


class LinksContract:
    def test_links_come_back_as_they_were_put_in(self, begin: Begin) -> None:
        with begin() as work:
            person = open_office(work).person
            added = work.links.add_many([a_link(person.id, 1), a_link(person.id, 2, purpose=LinkPurpose.GRID)])
        with begin() as work:
            assert [work.links.get(link.id) for link in added] == added
            assert added[1] == a_link(person.id, 2, id=added[1].id, purpose=LinkPurpose.GRID)

    def test_a_link_lives_until_it_expires_or_is_revoked(self, begin: Begin) -> None:
        with begin() as work:
            person = open_office(work).person
            first, second = work.links.add_many([a_link(person.id, 1), a_link(person.id, 2)])
            work.links.update_many([replace(second, revoked_at=NOW)])
        with begin() as work:
            assert work.links.alive(NOW) == [first]
            assert work.links.alive(NOW + timedelta(days=9, hours=23)) == [first]
            assert work.links.alive(NOW + timedelta(days=10)) == []

    def test_living_links_are_found_by_person_purpose_and_subject(self, begin: Begin) -> None:
        with begin() as work:
            person = open_office(work).person
            one, two, grid = work.links.add_many(
                [a_link(person.id, 1), a_link(person.id, 2), a_link(person.id, 2, purpose=LinkPurpose.GRID)]
            )
            assert work.links.alive(NOW, person_id=person.id + 1) == []
            assert work.links.alive(NOW, purpose=LinkPurpose.ANSWER) == [one, two]
            assert work.links.alive(NOW, person_id=person.id, subject_ids=[2]) == [two, grid]
            assert work.links.alive(NOW, subject_ids=[]) == []

    def test_a_link_that_is_not_there_is_said_so(self, begin: Begin) -> None:
        with begin() as work:
            person = open_office(work).person
            with pytest.raises(NotFound) as missing:
                work.links.get(7)
            with pytest.raises(NotFound) as unknown:
                work.links.update_many([a_link(person.id, id=7)])
        assert {missing.value.message_code, unknown.value.message_code} == {"link.unknown"}
