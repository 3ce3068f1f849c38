"""config/vocabulary/*.toml: an office adds words and takes words out; a fault names file, key and problem."""

from pathlib import Path

import pytest

from dondoc.errors import BadInput
from dondoc.extract.learning import NewWord
from dondoc.extract.lexicon import Lexicon
from dondoc.messages import explain
from dondoc.settings.lexicon import VocabularyFile, load_lexicon
from dondoc.settings.vocabulary import write_words

SHIPPED = load_lexicon()


def office(folder: Path, **files: str) -> Path:
    (folder / "vocabulary").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "vocabulary" / f"{name}.toml").write_text(text, "utf-8")
    return folder


def keywords(lexicon: Lexicon, code: str) -> tuple[str, ...]:
    return next(area for area in lexicon.areas if area.code == code).keywords.words


def test_words_are_added_and_the_shipped_ones_stay(tmp_path: Path) -> None:
    added = """
    schema = 1
    [verbs]
    hard = ["Rà bụi", "tổ chức"]
    [sections]
    plan = ["việc sắp làm"]
    [owners]
    heads = ["trạm bơm"]
    [areas.economy]
    keywords = ["mương tiêu"]
    [abbreviations]
    "xntn" = "xí nghiệp thủy nông"
    [numbers.words]
    "chục" = 10
    """
    lexicon = load_lexicon(office(tmp_path, nuoc=added))
    assert lexicon.verbs.hard.words == (*SHIPPED.verbs.hard.words, "rà bụi")
    assert lexicon.verbs.openers.match("rà bụi kênh", 0) == "rà bụi"
    assert lexicon.sections.plan.words[-1] == "việc sắp làm"
    assert lexicon.owners.heads.words[-1] == "trạm bơm"
    assert keywords(lexicon, "economy") == (*keywords(SHIPPED, "economy"), "mương tiêu")
    assert ("xntn", "xí nghiệp thủy nông") in lexicon.abbreviations
    assert ("chục", 10) in lexicon.numbers.words
    assert keywords(lexicon, "women") == keywords(SHIPPED, "women")


def test_words_are_taken_out_whatever_their_case_and_tone_marks(tmp_path: Path) -> None:
    removed = """
    [remove]
    abbreviations = ["CĐCS"]
    [remove.verbs]
    hard = ["TẠM NGỪNG", "xoá"]
    [remove.areas.women]
    keywords = ["nữ công"]
    [remove.numbers]
    words = ["mười"]
    """
    lexicon = load_lexicon(office(tmp_path, bot=removed))
    assert set(SHIPPED.verbs.hard.words) - set(lexicon.verbs.hard.words) == {"tạm ngừng", "xóa"}
    assert set(keywords(SHIPPED, "women")) - set(keywords(lexicon, "women")) == {"nữ công"}
    assert "cđcs" not in dict(lexicon.abbreviations)
    assert "mười" not in dict(lexicon.numbers.words)


def test_several_files_add_up_and_removals_come_last(tmp_path: Path) -> None:
    folder = office(
        tmp_path,
        a='[remove.verbs]\nhard = ["rà bụi"]\n',
        b='[verbs]\nhard = ["rà bụi", "be bờ vùng"]\n',
        c='[verbs]\nsoft = ["nhắc khẽ"]\n',
    )
    lexicon = load_lexicon(folder)
    assert lexicon.verbs.hard.words[-1] == "be bờ vùng"
    assert "rà bụi" not in lexicon.verbs.hard.words
    assert lexicon.verbs.soft.words[-1] == "nhắc khẽ"


def test_they_lie_over_the_lists_that_the_office_replaced(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.toml").write_text('[tables]\nindex = ["số"]\n', "utf-8")
    lexicon = load_lexicon(office(tmp_path, x='[tables]\nindex = ["mục số"]\n'))
    assert lexicon.tables.index.words == ("số", "mục số")


def test_words_to_try_out_need_no_file() -> None:
    tried = load_lexicon(None, [NewWord("verbs.hard", "be bờ vùng"), NewWord("areas.economy.keywords", "mương tiêu")])
    assert tried.verbs.hard.words[-1] == "be bờ vùng"
    assert keywords(tried, "economy")[-1] == "mương tiêu"


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    for folder in (office(tmp_path), office(tmp_path, trong="schema = 1\n")):
        lexicon = load_lexicon(folder)
        assert (lexicon.verbs, lexicon.owners) == (SHIPPED.verbs, SHIPPED.owners)
        assert [keywords(lexicon, a.code) for a in SHIPPED.areas] == [a.keywords.words for a in SHIPPED.areas]


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ('[verbs]\nhrad = ["be bờ vùng"]\n', "verbs.hrad", "không có mục nào tên như vậy; kiểm tra chính tả"),
        ("[verbs]\nhard = [3]\n", "verbs.hard.0", "phải là chữ, đặt trong dấu ngoặc kép"),
        ('[verbs]\nhard = "be bờ vùng"\n', "verbs.hard", "phải là một danh sách [ … ]"),
        ('[verbs]\nhard = ["  "]\n', "verbs.hard.0", "còn thiếu, phải ghi thêm"),
        (
            '[areas.farming]\nkeywords = ["x"]\n',
            "areas.farming",
            "không có mảng công tác này; chọn một trong: education",
        ),
        ('[remove.areas.farming]\nkeywords = ["x"]\n', "remove.areas.farming", "không có mảng công tác này"),
        ('[areas.women]\nvi = "Nữ"\n', "areas.women.vi", "không có mục nào tên như vậy"),
        ('[remove.verbs]\nhard = ["tổ chứcc"]\n', "remove.verbs.hard", "danh sách ấy không có “tổ chứcc” để bỏ"),
        ('[numbers.words]\n"chục" = 1.5\n', "numbers.words.chục", "phải là số nguyên"),
        ("schema = 2\n", "schema", "phiên bản 2 không phải phiên bản 1"),
    ],
)
def test_a_fault_names_the_file_the_key_and_what_is_wrong(tmp_path: Path, text: str, place: str, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        load_lexicon(office(tmp_path, sai=text))
    assert refused.value.message_code == "config.invalid"
    assert refused.value.params["place"] == place
    assert str(refused.value.params["file"]).endswith("sai.toml")
    assert problem in explain(refused.value)


def test_a_file_that_is_no_toml_says_where(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        load_lexicon(office(tmp_path, sai="[verbs\n"))
    assert "sai.toml" in explain(refused.value)
    assert "dòng 1" in explain(refused.value)


AREAS = {area.code: area for area in SHIPPED.areas}


def test_suggested_words_are_written_beside_those_that_are_there(tmp_path: Path) -> None:
    folder = office(tmp_path, suggested='[verbs]\nhard = ["be bờ vùng"]\n[abbreviations]\n"xntn" = "xí nghiệp"\n')
    words = [
        NewWord("verbs.hard", "vê men"),
        NewWord("verbs.hard", "be bờ vùng"),
        NewWord("areas.economy.keywords", 'mương "tiêu"'),
    ]
    text = write_words(folder / "vocabulary", words, VocabularyFile, AREAS)
    assert '[verbs]\nhard = ["be bờ vùng", "vê men"]\n' in text
    assert '[areas.economy]\nkeywords = ["mương \\"tiêu\\""]\n' in text
    lexicon = load_lexicon(office(tmp_path, suggested=text))
    assert lexicon.verbs.hard.words[-2:] == ("be bờ vùng", "vê men")
    assert keywords(lexicon, "economy")[-1] == 'mương "tiêu"'
    assert ("xntn", "xí nghiệp") in lexicon.abbreviations


def test_what_is_written_twice_is_the_same(tmp_path: Path) -> None:
    removal = '[remove.numbers]\nwords = ["mười"]\n[numbers.words]\n"chục" = 10\n'
    folder = office(tmp_path, suggested=removal) / "vocabulary"
    once = write_words(folder, [NewWord("sections.plan", "việc bày ra")], VocabularyFile, AREAS)
    (folder / "suggested.toml").write_text(once, "utf-8")
    assert write_words(folder, [], VocabularyFile, AREAS) == once
    assert '[numbers.words]\n"chục" = 10\n' in once


def test_a_wrong_suggested_file_is_not_written_over(tmp_path: Path) -> None:
    folder = office(tmp_path, suggested="[verbs]\nhrad = []\n") / "vocabulary"
    with pytest.raises(BadInput):
        write_words(folder, [NewWord("verbs.hard", "vê men")], VocabularyFile, AREAS)
