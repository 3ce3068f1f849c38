"""Which open tasks what happened may belong to: suggestions by shared words, none by chance."""

import pytest

from dondoc.core.proposals import OpenTask, propose

TASKS = [
    OpenTask(code=f"T{number}", words=words, kind=kind)
    for number, (words, kind) in enumerate(
        [
            ("Mở 02 lớp tập huấn an toàn điện", "training"),
            ("Tổ chức tặng quà 20 gia đình đoàn viên khó khăn", "visit"),
            ("90% đoàn viên tham gia bảo hiểm y tế", "figures"),
            ("Tổ chức 02 buổi tuyên truyền phòng cháy, chữa cháy", "propaganda"),
            ("Tặng quà Trung thu cho con đoàn viên", "visit"),
            ("Tổ chức cho đoàn viên hiến máu tình nguyện", "campaign"),
        ]
    )
]


@pytest.mark.parametrize(
    ("words", "kind", "codes"),
    [
        ("Tặng 15 suất quà cho gia đình khó khăn", "visit", ["T1", "T4"]),
        ("trung thu tang qua 120 chau", "", ["T4"]),
        ("Tuyên truyền phòng cháy ở xưởng", "propaganda", ["T3"]),
        ("25 đơn vị máu, hiến máu đợt 2", "", ["T5"]),
        ("Tổ chức sinh nhật cho đoàn viên", "", []),
        ("Đoàn viên tham gia lễ chào cờ", "", []),
        ("", "", []),
    ],
)
def test_tasks_are_proposed_by_what_they_are_about(words: str, kind: str, codes: list[str]) -> None:
    assert [p.task.code for p in propose(words, TASKS, kind=kind)] == codes


def test_without_tasks_nothing_is_proposed() -> None:
    assert propose("Tặng quà", []) == ()
