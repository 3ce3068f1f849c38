"""The page that an office reads after each run."""

from dondoc.core.job import Job, JobLine, JobReport
from flows._artifact import MOST_LINES, artifact_key, artifact_page


def page(**parts: object) -> list[str]:
    report = JobReport(job=Job.SEND_REMINDERS, slot="2017-07-03", **parts)  # type: ignore[arg-type] # parts of a report
    return artifact_page(report, title="Gửi nhắc việc").splitlines()


def line(subject: str, outcome: str = "đã gửi") -> JobLine:
    return JobLine(subject=subject, outcome=outcome)


def test_failures_come_first_then_what_was_done_then_what_was_left() -> None:
    found = page(done=(line("Lan"),), left=(line("Hoa", "nghỉ phép"),), failed=(line("Mai", "hộp thư đầy"),))
    headings = [text for text in found if text.startswith("## ")]
    assert headings == ["## Chưa làm được vì lỗi: 01", "## Đã làm: 01", "## Để lại: 01"]
    assert "| Hoa | nghỉ phép |" in found
    assert "| Mai | hộp thư đầy |" in found


def test_a_run_with_nothing_to_do_says_so() -> None:
    assert "Không có việc gì phải làm." in page()


def test_a_repeated_run_says_that_it_did_nothing_again() -> None:
    found = page(is_repeat=True)
    assert any(text.startswith("Lượt này đã được làm") for text in found)
    assert "Không có việc gì phải làm." not in found


def test_text_of_a_document_cannot_become_markup() -> None:
    found = page(done=(line("a|b", "<script>\nalert</script> [x](http://a) **đậm**"),))
    assert found[-2] == r"| a\|b | \<script> alert\</script> \[x\](http://a) \*\*đậm\*\* |"


def test_a_long_list_is_cut_and_counted() -> None:
    found = page(done=tuple(line(f"người {n}") for n in range(MOST_LINES + 3)))
    assert found[-2] == "| … | còn 3 dòng nữa, xem trong sổ |"
    assert "## Đã làm: 203" in found


def test_the_key_is_one_that_prefect_takes() -> None:
    assert artifact_key(JobReport(job=Job.VERIFY_LEDGER, slot="2017-07-03")) == "verify-ledger"
