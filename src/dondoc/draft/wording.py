"""The words for one commitment, one area or one activity, gathered for whoever writes a part of a report.

Where it is not certain how a promise reads as a result, the sentence names the task instead of turning its words.
No figure is printed that `core.progress` did not compute.
"""

from dondoc.draft.account import (
    DONE,
    Account,
    Voice,
    extension_of,
    extension_text,
    figures_reached,
    late_text,
    owners_text,
    slot_noun,
    tally_text,
    which_slots,
)
from dondoc.draft.results import (
    direction_sentence,
    is_told,
    result_lines,
    result_sentence,
    under_way_ways,
    unplanned_sentence,
)
from dondoc.draft.told import certain_clause

__all__ = [
    "DONE",
    "Account",
    "Voice",
    "certain_clause",
    "direction_sentence",
    "extension_of",
    "extension_text",
    "figures_reached",
    "is_told",
    "late_text",
    "owners_text",
    "result_lines",
    "result_sentence",
    "slot_noun",
    "tally_text",
    "under_way_ways",
    "unplanned_sentence",
    "which_slots",
]
