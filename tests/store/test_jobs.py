"""The SQL store of jobs keeps the contract."""

from store.contract_jobs import JobsContract


class TestSqlJobs(JobsContract):
    pass
