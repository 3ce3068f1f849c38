"""Which kept bytes belong to one file: the original as it came, the copy that is shown, the small one."""

from dondoc.usecases.ports import Work


def blobs_of(work: Work, sha256: str) -> tuple[str, ...]:
    """The file's own blob and those of its copies, in this order; whoever destroys the file destroys all of them.

    A copy that is also a copy of another file, or was sent in as evidence itself, is left out: it is not the file's
    alone. Whether the original proves something else too is the caller's to ask (`Activities.with_files`).
    """
    facts = work.files.facts(sha256)
    copies = [] if facts is None else [copy for copy in (facts.shown_sha256, facts.thumbnail_sha256) if copy]
    return (sha256, *(copy for copy in dict.fromkeys(copies) if _is_its_alone(work, copy, sha256)))


def _is_its_alone(work: Work, copy: str, sha256: str) -> bool:
    others = [facts for facts in work.files.naming(copy) if facts.sha256 != sha256]
    return copy != sha256 and not others and not work.activities.with_files([copy])
