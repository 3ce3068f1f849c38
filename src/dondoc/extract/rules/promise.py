"""Catches "nhà trường sẽ xây thêm nhà để xe": a unit and "sẽ", "phải" or "có trách nhiệm"."""

import re

from dondoc.extract.rules.rule import Candidate, Finding, Rule

_MODAL = re.compile(r"(?<!\w)(sẽ|phải|cần|có trách nhiệm|có nhiệm vụ)(?!\w)")


def _apply(candidate: Candidate) -> Finding | None:
    modal = _MODAL.search(candidate.key)
    if modal is None or (modal[1] != "sẽ" and not candidate.has_subject and not candidate.counts):
        return None
    return Finding(rule=RULE.name, weight=0.3 if modal[1] == "sẽ" else 0.2, words=modal[1])


RULE = Rule(
    name="promise",
    ignores=False,
    apply=_apply,
    must_find=("nhà trường sẽ xây thêm nhà để xe",),
    must_ignore=("Công tác cán bộ", "nhu cầu phải có thêm phòng học"),
)
