"""The SQL store of links keeps the contract."""

from store.contract_links import LinksContract


class TestSqlLinks(LinksContract):
    pass
