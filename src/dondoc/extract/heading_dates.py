"""The date of a heading, which holds for the tasks below it: "Trong quý III", "Tháng 9"."""

from functools import lru_cache

from dondoc.extract.anchor import Anchor
from dondoc.extract.dates import Deadline, choose, find_deadlines
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold
from dondoc.extract.sections import Heading


def heading_deadline(heading: Heading, anchor: Anchor, lexicon: Lexicon) -> Deadline | None:
    """The date of a heading: "Trong quý III", "Tháng 9"."""
    return _deadline_of(heading.text, anchor, lexicon)


@lru_cache(maxsize=64)
def _deadline_of(heading: str, anchor: Anchor, lexicon: Lexicon) -> Deadline | None:
    key = fold(heading)
    bare = key.startswith(("tháng", "quý", "ngày", "tuần", "từ ngày", "đợt", "thứ ", "chủ nhật")) or key[:1].isdigit()
    return choose(find_deadlines(key, anchor, lexicon, bare=bare))
