"""Which kept bytes belong to one file: the original as it came, the copy that is shown, the small one."""

from dondoc.usecases.ports import Work


def blobs_of(work: Work, sha256: str) -> tuple[str, ...]:
    """The file's own blob and those of its copies, in this order; whoever destroys the file destroys all of them.

    What is also a copy of another file, or a copy that was sent in as evidence itself, is left out: it is not the
    file's alone. Whether the original proves something else too is the caller's to ask (`Activities.with_files`).
    """
    facts = work.files.facts(sha256)
    blobs = dict.fromkeys((sha256, *(facts.copies if facts is not None else ())))
    return tuple(blob for blob in blobs if _is_its_alone(work, blob, sha256))


def _is_its_alone(work: Work, blob: str, sha256: str) -> bool:
    if any(facts.sha256 != sha256 for facts in work.files.naming(blob)):
        return False
    proofs = [] if blob == sha256 else [proof.id for proof in work.activities.with_files([blob]).get(blob, ())]
    destroyed = work.keepings.of(proofs)
    return all(proof in destroyed and destroyed[proof].is_destroyed for proof in proofs)
