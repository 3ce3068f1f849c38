"""Ignores "chịu trách nhiệm trước Giám đốc" and "nếu có vướng mắc thì phản ánh": formulas of responsibility."""

import re

from dondoc.extract.rules.rule import Candidate, Finding, Rule

_PAPER = (
    r"(?:kế hoạch|thông báo|chỉ thị|công điện|công văn|chương trình|quy định|quy chế|nghị quyết|quyết định|hướng dẫn"
    r"|văn bản|kết luận|phương án|đề án|nội dung)"
)
#: That the paper itself be obeyed or answered: "nghiêm túc thực hiện Kế hoạch này", "nhận được Công văn này".
_THIS_PAPER = re.compile(
    r"(?<!\w)(?:(?:nghiêm túc|nghiêm|tốt|đầy đủ)\s+(?:[^\W\d]+\s+){0,5}?"
    + _PAPER
    + r"\s+(?:này|trên)|(?:thực hiện nghiêm(?: túc)?|nhận được)\s+(?:[^\W\d]+\s+){0,3}?"
    + _PAPER
    + r"\s+(?:này|trên))(?!\w)"
)
_OBEY = re.compile(r"(?<!\w)nghiêm túc (?:tổ chức |triển khai )*(?:thực hiện|triển khai)(?:$|\s*[,;.])")
#: "các chi hội căn cứ Nghị quyết thực hiện nghiêm túc": nothing of its own is asked.
_BY_PAPER = re.compile(
    r"(?<!\w)căn cứ\s+(?:\w+\s+){1,6}?(?:triển khai |tổ chức )*thực hiện(?: nghiêm túc| tốt| nghiêm)?$"
)
_AT_HEAD = "trong quá trình"


def _apply(candidate: Candidate) -> Finding | None:
    duty = candidate.lexicon.cues.duty
    words = next((one for at, one in duty.finditer(candidate.key) if at < 3 or not one.startswith(_AT_HEAD)), None)
    words = words or duty.match(candidate.sentence, 0)
    paper = _THIS_PAPER.search(candidate.key) or _OBEY.search(candidate.key) or _BY_PAPER.search(candidate.key)
    if words is None and paper and not candidate.counts and not candidate.dated:
        words = paper[0]
    return Finding(rule=RULE.name, weight=-1, words=words) if words else None


RULE = Rule(
    name="duty",
    ignores=True,
    apply=_apply,
    must_find=(
        "Quản đốc chịu trách nhiệm về tiến độ của xưởng mình",
        "nếu có vướng mắc, các đơn vị phản ánh về Sở",
        "Các phòng nghiêm túc triển khai thực hiện Kế hoạch này",
        "Trong quá trình thực hiện, các đơn vị phản ánh về Văn phòng",
    ),
    must_ignore=(
        "Tổ chức hội thao tại huyện",
        "Tháo gỡ khó khăn trong quá trình thực hiện",
        "Nghiêm túc triển khai thực hiện Nghị quyết số 5 về công tác cán bộ",
    ),
)
