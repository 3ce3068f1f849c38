"""The vocabulary by which results are read and set beside promises (config/results.toml)."""

from dataclasses import dataclass

from dondoc.extract.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedWords:
    """Words that tell a deed from a wish, a shortcoming, a law or a speech; the comments stand in the file."""

    done: Phrases
    over: Phrases
    ahead: Phrases
    asked: Phrases
    harmless: Phrases
    laws: Phrases
    demands: Phrases
    asides: Phrases
    skipped: Phrases
    examples: Phrases
    habits: Phrases
    praises: Phrases
    leads: Phrases
    told: Phrases
    grounds: Phrases
    limit_turns: Phrases
    however: Phrases
    lacks: Phrases
    causes: Phrases
    under_way: Phrases
    partly: Phrases
    not_done: Phrases
    measuring: Phrases
    holding: Phrases
    holders: Phrases
    plans: Phrases
    same_periods: Phrases
    parts: Phrases
    pronouns: Phrases
    amounts: Phrases
    naming: Phrases
    noun_stops: Phrases
    persons: Phrases
    deeds: Phrases
    compounds: Phrases
    about: Phrases
    estimated: Phrases
    beginning: Phrases
    fillers: Phrases
    #: Verbs that can tell of one deed, by the name of their family.
    families: tuple[tuple[str, Phrases], ...]

    def blanked(self, key: str, start: int, end: int) -> str:
        """The stretch `key[start:end]` with its compounds blanked, so that no verb is seen in "công trình"."""
        pieces, at = [], start
        for place, phrase in self.compounds.finditer(key, start, end):
            pieces += [key[at:place], "_" * len(phrase)]
            at = place + len(phrase)
        return "".join([*pieces, key[at:end]])
