"""Catches "Sản lượng: 1.200 tấn" and "100% tổ viên ký cam kết": a line of chỉ tiêu, with or without a verb."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    return Finding(rule=RULE.name, weight=0.25) if candidate.counts else None


RULE = Rule(
    name="target_line",
    ignores=False,
    apply=_apply,
    must_find=("Sản lượng: 1.200 tấn", "100% tổ viên ký cam kết"),
    must_ignore=("Kế hoạch số 12/KH-CĐ năm 2024",),
)
