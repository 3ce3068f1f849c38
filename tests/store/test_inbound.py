"""The SQL store of messages that came back keeps the contract."""

from store.contract_inbound import InboundContract


class TestSqlInbound(InboundContract):
    pass
