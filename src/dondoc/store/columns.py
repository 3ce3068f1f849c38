"""Column types that keep our values exact: UTC instants, decimals, enums, periods, lists of words."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, Date, DateTime, Dialect, ForeignKey, Integer, MetaData, Numeric, Text
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator, TypeEngine

from dondoc.core.period import Period

#: Every table hangs here; constraints have names, so that a migration can find them again.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


class NotStorable(ValueError, DontWrapMixin):
    """A value that would be changed by storing it: a naive datetime, a float where a Decimal belongs."""


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC and given back in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps it without the zone, so that its text sorts by time."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise NotStorable(f"naive datetime {value!r}")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A Decimal without loss: text on SQLite, whose numbers are floats, NUMERIC on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """NUMERIC where that is exact."""
        return dialect.type_descriptor(Numeric() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        """The digits as they are; floats and "not a number" are refused."""
        if value is None:
            return None
        if not isinstance(value, Decimal) or not value.is_finite():
            raise NotStorable(f"not a finite Decimal: {value!r}")
        return value if dialect.name == "postgresql" else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """The same digits."""
        return None if value is None else Decimal(value)


class Choice(TypeDecorator[StrEnum]):
    """A member of an enum, kept as its value; `choice` adds the CHECK."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """The value; ValueError for what is not a member."""
        return None if value is None else str(self.members(value).value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The member."""
        return None if value is None else self.members(value)


class PeriodCode(TypeDecorator[Period]):
    """A period, kept as its code."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Period | None, dialect: Dialect) -> str | None:
        """`2017-H2`."""
        return None if value is None else value.code

    def process_result_value(self, value: str | None, dialect: Dialect) -> Period | None:
        """The period."""
        return None if value is None else Period.parse(value)


class Texts(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings, kept as a JSON array: for lists that are shown, never searched."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """`["a","b"]`, accents as they are."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """The tuple."""
        return None if value is None else tuple(json.loads(value))


def choice(name: str, members: type[StrEnum], *, nullable: bool = False) -> tuple[Column[StrEnum], CheckConstraint]:
    """A column for an enum and the CHECK that holds it to the enum's values."""
    allowed = ", ".join(f"'{member.value}'" for member in members)
    return Column(name, Choice(members), nullable=nullable), CheckConstraint(f"{name} IN ({allowed})", name=name)


def key() -> Column[int]:
    """The surrogate key `id`."""
    return Column("id", Integer, primary_key=True)


def ref(name: str, target: str, *, nullable: bool = False, goes_with: bool = False) -> Column[Any]:
    """A link to the `id` of another table; a row that `goes_with` it is deleted with it."""
    link = ForeignKey(f"{target}.id", ondelete="CASCADE" if goes_with else None)
    return Column(name, Integer, link, nullable=nullable)


def words(name: str, *, nullable: bool = False) -> Column[str]:
    """A text column; empty text means "none", NULL only where the value has None."""
    return Column(name, Text, nullable=nullable)


def days() -> list[Column[Any]]:
    """From a day up to, not including, another; NULL for "still"."""
    return [Column("starts_on", Date, nullable=False), Column("ends_on", Date)]


def window(*, nullable: bool = False) -> list[Any]:
    """A half-open range of days."""
    return [
        Column("window_start", Date, nullable=nullable),
        Column("window_end", Date, nullable=nullable),
        CheckConstraint("window_end > window_start", name="window"),
    ]
