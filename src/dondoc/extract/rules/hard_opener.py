"""Catches "Tổ chức hội thao tại huyện": the clause opens with a verb of a definite deed."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    verb = candidate.lexicon.verbs.openers.match(candidate.body, 0)
    if verb is None or verb not in candidate.lexicon.verbs.hard.words or len(candidate.body) <= len(verb) + 3:
        return None
    return Finding(rule=RULE.name, weight=0.3, words=verb)


RULE = Rule(
    name="hard_opener",
    ignores=False,
    apply=_apply,
    must_find=("Tổ chức hội thao tại huyện", "ban hành quy chế phối hợp"),
    must_ignore=("Công tác cán bộ", "Tăng cường phối hợp với chính quyền"),
)
