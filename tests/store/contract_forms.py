"""What every store of handled forms must hold."""

import pytest
from store.samples import NOW

from dondoc.usecases.ports import Begin


class Mishap(Exception):
    pass


def take_and_fail(begin: Begin) -> None:
    with begin() as work:
        work.forms.take("a", NOW)
        raise Mishap


class FormsContract:
    def test_a_form_is_taken_once(self, begin: Begin) -> None:
        with begin() as work:
            assert work.forms.take("a", NOW)
            assert not work.forms.take("a", NOW)
        with begin() as work:
            assert not work.forms.take("a", NOW)
            assert work.forms.take("b", NOW)

    def test_a_form_whose_act_failed_can_be_sent_again(self, begin: Begin) -> None:
        with pytest.raises(Mishap):
            take_and_fail(begin)
        with begin() as work:
            assert work.forms.take("a", NOW)
