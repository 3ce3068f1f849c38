"""The SQL store of units keeps the contract."""

from store.contract_units import UnitsContract


class TestSqlUnits(UnitsContract):
    pass
