"""Ignores "chịu trách nhiệm trước Giám đốc" and "nếu có vướng mắc thì phản ánh": formulas of responsibility."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    cue = candidate.lexicon.cues.duty.search(candidate.key)
    return Finding(rule=RULE.name, weight=-1, words=cue[1]) if cue else None


RULE = Rule(
    name="duty",
    ignores=True,
    apply=_apply,
    must_find=(
        "Trưởng phòng chịu trách nhiệm trước Giám đốc về kết quả",
        "nếu có vướng mắc, các đơn vị phản ánh về Sở",
    ),
    must_ignore=("Tổ chức hội thao tại huyện",),
)
