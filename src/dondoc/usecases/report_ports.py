"""What use cases ask of the store around reports: words written into drafts, signed and received files, points."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from dondoc.core.grading import Mark
from dondoc.core.period import Period
from dondoc.core.received import ReceivedReport
from dondoc.core.report import ReportPlan
from dondoc.core.report_edit import ReportEdit, SignedReport


class ReportEdits(Protocol):
    """What people wrote into drafts."""

    def of(self, plan: ReportPlan) -> list[ReportEdit]:
        """The edits of a report, whatever its version, in the order in which they were made."""
        ...

    def put(self, edit: ReportEdit) -> None:
        """Store, or replace by report and key."""
        ...

    def drop(self, plan: ReportPlan, key: str) -> bool:
        """Forget one; False when there was none."""
        ...


class SignedReports(Protocol):
    """Signed files of reports."""

    def put(self, signed: SignedReport) -> None:
        """Store, or replace by report."""
        ...

    def of(self, report_ids: Iterable[int] | None = None) -> dict[int, SignedReport]:
        """By report; all when None; reports without a signed file are absent."""
        ...


class ReceivedReports(Protocol):
    """Reports that units sent in as files."""

    def add(self, report: ReceivedReport) -> bool:
        """Store; False when the unit's very file is there already."""
        ...

    def all(self, unit_ids: Iterable[int] | None = None) -> list[ReceivedReport]:
        """In the order in which they came."""
        ...


class GradeMarks(Protocol):
    """Points that people gave."""

    def of(self, unit_id: int, period: Period, scheme: str) -> list[Mark]:
        """All of a table, the unit's own before the superior's, in order of the criteria's codes."""
        ...

    def put(self, unit_id: int, period: Period, scheme: str, mark: Mark, *, at: datetime) -> None:
        """Store, or replace by criterion and who gives it."""
        ...
