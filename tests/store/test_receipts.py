"""The SQL store of receipts keeps the contract."""

from store.contract_receipts import ReceiptsContract


class TestSqlReceipts(ReceiptsContract):
    pass
