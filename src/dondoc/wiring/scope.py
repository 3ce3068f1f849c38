"""Which units a command is about."""

from datetime import date

from dondoc.core.unit import subtree_on
from dondoc.usecases.own_unit import unit_by_code
from dondoc.usecases.ports import Work


def unit_ids_of(work: Work, code: str | None, day: date) -> set[int] | None:
    """The unit with this code and all below it that day; None (everything) when no code was given."""
    if code is None:
        return None
    return subtree_on(work.units.parents(), unit_by_code(work, code).id, day)
