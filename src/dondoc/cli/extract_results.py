"""What `dondoc extract --results` adds: reported results, their comparison with earlier promises, and their sums."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dondoc.cli.context import office_config

if TYPE_CHECKING:
    from dondoc.core.document import Document
    from dondoc.core.extraction import Extraction, FoundCommitment
    from dondoc.core.reported import ReportedResult
    from dondoc.extract.lexicon import Lexicon
    from dondoc.extract.reported_words import ReportedWords


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsReading:
    """Reads the results of one report after another, and remembers them for the sums."""

    lexicon: "Lexicon"
    words: "ReportedWords"
    #: The promises of the earlier report; None where nothing is compared.
    promises: "Sequence[FoundCommitment] | None"
    _read: "list[tuple[str, tuple[ReportedResult, ...]]]" = field(default_factory=list)

    @classmethod
    def start(cls, promises: "Sequence[FoundCommitment] | None") -> "ResultsReading":
        """With the words in force; BadInput `config.*` when one of their files is wrong."""
        from dondoc.settings.lexicon import load_lexicon
        from dondoc.settings.reported import load_reported_words

        office = office_config()
        return cls(lexicon=load_lexicon(office), words=load_reported_words(office), promises=promises)

    def read(self, document: "Document", extraction: "Extraction") -> "tuple[ReportedResult, ...]":
        """The results of a report."""
        from dondoc.extract.reported import read_reported

        results = read_reported(document, extraction, self.lexicon, self.words)
        self._read.append((document.name, results))
        return results

    def compared(self, results: "Sequence[ReportedResult]") -> dict[str, object]:
        """The key that the comparison adds to the JSON of a report; nothing where nothing is compared."""
        from dondoc.extract.export_results import export_matching
        from dondoc.extract.matching import match_results

        if self.promises is None:
            return {}
        matching = match_results(self.promises, results, self.words)
        return {"against": export_matching(matching, self.promises, results)}

    def show(self, document: "Document", extraction: "Extraction", *, reasons: bool) -> None:
        """Print the results of a report, beside the promises made before where there are some."""
        from dondoc.cli.results_screen import print_matching, print_results
        from dondoc.extract.matching import match_results

        results = self.read(document, extraction)
        print_results(document, extraction, results, reasons=reasons)
        if self.promises is not None:
            matching = match_results(self.promises, results, self.words)
            print_matching(matching, self.promises, results, reasons=reasons)

    def show_sums(self) -> None:
        """Print what the reports tell together, where there are several."""
        from dondoc.cli.results_screen import print_merged
        from dondoc.extract.merging import merge_results

        if len(self._read) > 1:
            lines = merge_results([results for _, results in self._read], self.lexicon, self.words)
            print_merged(lines, [name for name, _ in self._read], self.lexicon.areas)
