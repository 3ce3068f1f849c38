"""The SQL store of reports keeps the contract."""

from store.contract_reports import ReportsContract


class TestSqlReports(ReportsContract):
    pass
