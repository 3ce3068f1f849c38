"""The SQL store of points given by hand keeps the contract."""

from store.contract_grade_marks import GradeMarksContract


class TestSqlGradeMarks(GradeMarksContract):
    pass
