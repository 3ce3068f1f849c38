"""The SQL store of edits and signed files keeps the contract."""

from store.contract_report_edits import ReportEditsContract


class TestSqlReportEdits(ReportEditsContract):
    pass
