"""The SQL store of requests keeps the contract."""

from store.contract_requests import RequestsContract


class TestSqlRequests(RequestsContract):
    pass
