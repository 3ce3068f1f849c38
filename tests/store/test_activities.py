"""The SQL store of activities keeps the contract."""

from store.contract_activities import ActivitiesContract


class TestSqlActivities(ActivitiesContract):
    pass
