"""The SQL store of marks keeps the contract."""

from store.contract_marks import MarksContract


class TestSqlMarks(MarksContract):
    pass
