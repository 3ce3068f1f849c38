"""Ignores "Nếu có dịch, hội nghị sẽ lùi lại": what is only done in case of something."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    for cue in candidate.lexicon.cues.contingency.words:
        if candidate.key.startswith(cue):
            return Finding(rule=RULE.name, weight=-1, words=cue)
    return None


RULE = Rule(
    name="contingency",
    ignores=True,
    apply=_apply,
    must_find=("Nếu có dịch, hội nghị sẽ lùi lại",),
    must_ignore=("Tổ chức hội thao tại huyện",),
)
