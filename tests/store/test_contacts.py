"""The SQL store of contacts keeps the contract."""

from store.contract_contacts import ContactsContract


class TestSqlContacts(ContactsContract):
    pass
