"""The rules by which a clause is found to be a commitment or is left out, one rule a module."""

from dondoc.extract.rules import (
    byline,
    closing,
    contingency,
    dated_line,
    detail,
    duty,
    hard_opener,
    introduction,
    past,
    plan_item,
    promise,
    quoted_law,
    request_up,
    slogan,
    soft_opener,
    subject,
    target_line,
)
from dondoc.extract.rules.rule import Rule


def load_rules() -> tuple[Rule, ...]:
    """All rules: first those that settle that a clause is none, then those that speak for it."""
    return (
        byline.RULE,
        closing.RULE,
        duty.RULE,
        detail.RULE,
        contingency.RULE,
        quoted_law.RULE,
        past.RULE,
        introduction.RULE,
        request_up.RULE,
        slogan.RULE,
        promise.RULE,
        hard_opener.RULE,
        soft_opener.RULE,
        subject.RULE,
        target_line.RULE,
        dated_line.RULE,
        plan_item.RULE,
    )
