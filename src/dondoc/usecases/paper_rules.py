"""How the office's papers to sign are worded and printed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from dondoc.core.notice import Attachment
from dondoc.draft.office import ReportOffice
from dondoc.draft.papers import LateLetter, PaperWording, TaskSlip
from dondoc.draft.progress_letter import MonthAnnex, ProgressLetter
from dondoc.errors import BadInput, DondocError, NotFound

Paper = LateLetter | TaskSlip | ProgressLetter | MonthAnnex


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRules:
    """The office's form, its wording, and who prints."""

    #: Head, place and signer, as in the office's reports.
    form: ReportOffice
    wording: PaperWording
    #: Makes the file of a paper under a name without ending; the same paper and day give the same bytes.
    press: Callable[[Paper, str, date], Attachment]


@dataclass(slots=True)
class Enclosed:
    """The papers that go with a letter; one that cannot be made keeps neither the letter nor the others."""

    files: list[Attachment] = field(default_factory=list)
    #: Why the others are missing.
    left_out: list[DondocError] = field(default_factory=list)

    def add(self, make: Callable[[], Attachment | None]) -> None:
        """Make one paper; a template that is missing or broken is noted."""
        try:
            paper = make()
        except (BadInput, NotFound) as error:
            self.left_out.append(error)
        else:
            if paper is not None:
                self.files.append(paper)
