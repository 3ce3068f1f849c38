"""Names of the paragraphs of a report: the same facts have the same name whenever the report is written again."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from dondoc.draft.report_context import Group, Line, Section

#: Word keeps at most 64 characters in the tag of a content control.
_HASH_LENGTH = 10


def with_keys(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with a key for every line: "<part>.<hash of what it speaks of>".

    A line that speaks of no commitment and no activity is named by its place in the part. The part is the group's own,
    where it has one, so that a line keeps its name wherever an outline puts it; a line that is of another part than
    its section bears that part's name already.
    """
    seen: Counter[str] = Counter()
    return tuple(_keyed(section, seen) for section in sections)


def _keyed(section: Section, seen: Counter[str]) -> Section:
    paragraphs = tuple(
        _named(line, line.key or section.key, f"p{n}", seen) for n, line in enumerate(section.paragraphs, 1)
    )
    groups: list[Group] = []
    for number, group in enumerate(section.groups, 1):
        place = "p" if group.key else f"g{number}."
        lines = (_named(line, group.key or section.key, f"{place}{n}", seen) for n, line in enumerate(group.lines, 1))
        groups.append(replace(group, lines=tuple(lines)))
    return replace(section, paragraphs=paragraphs, groups=tuple(groups))


def _named(line: Line, part: str, place: str, seen: Counter[str]) -> Line:
    speaks_of = "|".join([*line.codes, *(f"#{number}" for number in line.activities)])
    name = hashlib.sha256(speaks_of.encode()).hexdigest()[:_HASH_LENGTH] if speaks_of else place
    base = f"{part}.{name}"
    seen[base] += 1
    return replace(line, key=base if seen[base] == 1 else f"{base}.{seen[base]}")
