"""How the office's papers to sign are worded and printed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dondoc.core.notice import Attachment
from dondoc.draft.office import ReportOffice
from dondoc.draft.papers import LateLetter, PaperWording, TaskSlip
from dondoc.draft.progress_letter import MonthAnnex, ProgressLetter

Paper = LateLetter | TaskSlip | ProgressLetter | MonthAnnex


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRules:
    """The office's form, its wording, and who prints."""

    #: Head, place and signer, as in the office's reports.
    form: ReportOffice
    wording: PaperWording
    #: Makes the file of a paper under a name without ending; the same paper and day give the same bytes.
    press: Callable[[Paper, str, date], Attachment]
