"""Words that the vocabulary lacks, as a review shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class NewWord:
    """A word or phrase for a list of the vocabulary; `key` is where it stands ("verbs.hard", "areas.women.keywords").

    >>> str(NewWord("verbs.hard", "rà quét"))
    'verbs.hard: rà quét'
    """

    key: str
    word: str

    def __str__(self) -> str:
        return f"{self.key}: {self.word}"
