"""The SQL store of documents keeps the contract."""

from store.contract_documents import DocumentsContract


class TestSqlDocuments(DocumentsContract):
    pass
