"""The SQL store of commitments keeps the contract."""

from store.contract_commitments import CommitmentsContract


class TestSqlCommitments(CommitmentsContract):
    pass
