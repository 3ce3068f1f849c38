"""Reports that units send in as files, from a dondoc of their own: what the unit above merges."""

from dataclasses import dataclass
from datetime import date, datetime

from dondoc.core.period import DateRange, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedReport:
    """One file; of several on the same days by the same unit the newest counts."""

    id: int
    unit_id: int
    period: Period
    window: DateRange
    #: Number and date under which the unit issued it.
    number: str
    issued_on: date
    #: SHA-256 of the file, which is kept as a blob, and its name.
    file_sha256: str
    name: str
    #: Its figures (`core.fact_sheet.FactSheet`) as canonical JSON.
    facts_json: str
    by: str
    at: datetime
