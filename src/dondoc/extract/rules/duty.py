"""Ignores "chịu trách nhiệm trước Giám đốc" and "nếu có vướng mắc thì phản ánh": formulas of responsibility."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    duty = candidate.lexicon.cues.duty
    cue = duty.search(candidate.key)
    words = cue[1] if cue else duty.match(candidate.sentence, 0)
    return Finding(rule=RULE.name, weight=-1, words=words) if words else None


RULE = Rule(
    name="duty",
    ignores=True,
    apply=_apply,
    must_find=(
        "Trưởng phòng chịu trách nhiệm trước Giám đốc về kết quả",
        "nếu có khó khăn, các tổ báo ngay về văn phòng",
    ),
    must_ignore=("Tổ chức hội thao tại huyện",),
)
