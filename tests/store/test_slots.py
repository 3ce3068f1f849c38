"""The SQL store of slots keeps the contract."""

from store.contract_slots import SlotsContract


class TestSqlSlots(SlotsContract):
    pass
