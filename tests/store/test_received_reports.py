"""The SQL store of reports that units sent in keeps the contract."""

from store.contract_received_reports import ReceivedReportsContract


class TestSqlReceivedReports(ReceivedReportsContract):
    pass
