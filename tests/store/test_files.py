"""The SQL store of file facts keeps the contract."""

from store.contract_files import FilesContract


class TestSqlFiles(FilesContract):
    pass
