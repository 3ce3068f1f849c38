"""The SQL store of retention keeps the contract."""

from store.contract_keepings import KeepingsContract


class TestSqlKeepings(KeepingsContract):
    pass
