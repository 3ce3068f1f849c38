"""Catches "Tiếp tục đẩy mạnh phong trào đọc sách": the clause opens with a verb that only gives a direction."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    verbs = candidate.lexicon.verbs
    verb = verbs.openers.match(candidate.body, 0)
    if verb is not None and verb not in verbs.soft.words:
        return None
    verb = verb or verbs.adverbs.match(candidate.body, 0)
    return Finding(rule=RULE.name, weight=0.15, words=verb) if verb and len(candidate.body) > len(verb) + 3 else None


RULE = Rule(
    name="soft_opener",
    ignores=False,
    apply=_apply,
    must_find=("Tiếp tục đẩy mạnh phong trào đọc sách", "kịp thời phản ánh với nhà trường"),
    must_ignore=("Công tác cán bộ", "Hội trường tầng hai"),
)
