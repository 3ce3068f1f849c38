"""The SQL store of forms keeps the contract."""

from store.contract_forms import FormsContract


class TestSqlForms(FormsContract):
    pass
