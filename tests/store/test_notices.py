"""The SQL store of notices keeps the contract."""

from store.contract_notices import DeliveryContract, QueueContract


class TestSqlQueue(QueueContract):
    pass


class TestSqlDelivery(DeliveryContract):
    pass
