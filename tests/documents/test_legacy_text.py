"""Which text is taken for an old encoding, and which never is."""

import unicodedata
from collections.abc import Callable

import pytest
from documents.old_encodings import misread, tcvn3, vietware, viqr, viscii, vni
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.documents.legacy_fonts import LegacyFont
from dondoc.documents.legacy_tables import Encoding, as_western
from dondoc.documents.legacy_text import Run, is_viqr, mend

SENTENCES = [
    "Công đoàn trường tổ chức hội nghị sơ kết học kỳ một vào giữa tháng sau.",
    "Ban Nữ công hướng dẫn các tổ lập danh sách đoàn viên cần giúp đỡ.",
    "Mỗi chi bộ gửi báo cáo bằng văn bản về thường trực trước ngày 25/9.",
    "Thăm hỏi 15 gia đình khó khăn, mỗi suất quà trị giá 300.000 đồng.",
    "Đề nghị thủ trưởng các đơn vị phối hợp thực hiện nghiêm túc kế hoạch này.",
    "Xây dựng quỹ khuyến học, phấn đấu đạt ít nhất 90% chỉ tiêu cả năm.",
    "Kiểm tra việc chấp hành điều lệ ở những nơi còn yếu kém.",
    "Phát động phong trào thi đua chào mừng kỷ niệm ngày thành lập ngành.",
]
ENCODERS: dict[Encoding, Callable[[str], str]] = {
    Encoding.TCVN3: tcvn3,
    Encoding.VNI: vni,
    Encoding.VISCII: lambda text: as_western(viscii(text)),
    Encoding.VIETWARE: vietware,
    Encoding.UTF8: misread,
}
FOREIGN = [
    "Le président a déclaré que l'été dernier les élèves étaient déjà très préparés. Où êtes-vous né, au château ?",
    "El niño pequeño comió en la mañana. ¿Cómo estás, señor Muñoz? Aquí están las montañas y la información pública.",
    "Die Mädchen fahren im Frühling über die Brücke nach München; größere Lösungen für ältere Bürger wären schön.",
    "A ação não será aprovada até amanhã; São Paulo é a maior cidade, e o avião está à espera na estação.",
    "Flygande bäckasiner söka på mjuka tuvor; åtgärder för miljön är nödvändiga på många håll.",
    "Það er gott að búa á Íslandi; Þórður fór út í búð og keypti mjólk og brauð, en hún ætlar að læra.",
    "The “café” has naïve façades, déjà vu, 38 °C ± 2 °C, § 5, ½ cup, 10 µm, £3 © 2020 ® ™.",
    "1.234.567 ± 12 § 3 ² ³ ½ ¼ 5 µm 10 µm 38 °C «12» ¶ · ÷ 3",
    "Plain words of a letter with numbers 1, 2, 3 and no marks at all; it's late, isn't it? (a+b)^2 = a^2.",
]


def lines(text: str) -> list[tuple[Run, ...]]:
    return [(Run(line),) for line in text.split("\n")]


def mended(text: str) -> str:
    return "\n".join(line for (line,) in mend(lines(text)).texts)


@pytest.mark.parametrize("encoding", ENCODERS)
@settings(max_examples=30)
@given(texts=st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=8, unique=True))
def test_a_few_sentences_betray_their_encoding(encoding: Encoding, texts: list[str]) -> None:
    found = mend(lines("\n".join(ENCODERS[encoding](text) for text in texts)))
    assert found.encodings == (encoding,)
    assert [line for (line,) in found.texts] == texts


@settings(max_examples=60)
@given(
    texts=st.lists(st.sampled_from(SENTENCES + FOREIGN), min_size=1, max_size=10),
    form=st.sampled_from(["NFC", "NFD"]),
    cut=st.integers(0, 60),
    up=st.booleans(),
)
def test_text_of_today_is_never_touched(texts: list[str], form: str, cut: int, up: bool) -> None:
    text = unicodedata.normalize(form, "\n".join(one[cut:] for one in texts))  # type: ignore[arg-type]  # one of two literals
    text = text.upper() if up else text
    found = mend(lines(text))
    assert (found.encodings, found.is_unclear) == ((), False)
    assert mended(text) == text


@given(text=st.text(max_size=200))
def test_any_text_keeps_its_lines_and_plain_text_all(text: str) -> None:
    found = mend(lines(text))
    assert [len(line) for line in found.texts] == [1] * (text.count("\n") + 1)
    if text.isascii():
        assert mended(text) == text


def test_a_document_half_old_half_new_is_converted_where_it_is_old() -> None:
    old, new = SENTENCES[:4], SENTENCES[4:]
    text = "\n".join([*map(tcvn3, old), *new, "Báo cáo", tcvn3(old[0]), tcvn3("Số 12")])
    assert mended(text).split("\n") == [*old, *new, "Báo cáo", old[0], "Số 12"]


def test_words_of_an_old_encoding_inside_a_sentence_of_today_are_converted() -> None:
    text = "\n".join([*map(tcvn3, SENTENCES), f"Kèm theo {tcvn3('hướng dẫn')} của đoàn trường."])
    assert mended(text).split("\n")[-1] == "Kèm theo hướng dẫn của đoàn trường."


def test_two_encodings_that_both_fit_are_left_and_told() -> None:
    shown = "\n".join([*map(tcvn3, SENTENCES[:4]), *map(vni, SENTENCES[4:])])
    found = mend(lines(shown))
    assert (found.encodings, found.is_unclear) == ((), True)
    assert mended(shown) == shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("C¤NG §OµN TR¦êNG", "CÔNG ĐOÀN TRƯỜNG"),
        ("HéI §åNG TæNG KÕT n¨m häc", "HỘI ĐỒNG TỔNG KẾT năm học"),
        ("UBND ë x· vµ C§CS tæ chøc", "UBND ở xã và CĐCS tổ chức"),
        ("Sè 12/BC-C§CS", "Số 12/BC-CĐCS"),
    ],
)
def test_capitals_of_tcvn3_are_told_by_the_letters_round_them(typed: str, meant: str) -> None:
    assert mended("\n".join([*map(tcvn3, SENTENCES), typed])).split("\n")[-1] == meant


TIME, TIME_H = LegacyFont(Encoding.TCVN3), LegacyFont(Encoding.TCVN3, capitals=True)
VNI = LegacyFont(Encoding.VNI)


def test_runs_of_an_old_font_are_converted_and_others_stay() -> None:
    found = mend([(Run(tcvn3("hội nghị "), TIME_H), Run("là đây: "), Run(tcvn3("sơ kết 10"), TIME), Run("°C"))])
    assert found.texts == (("HỘI NGHỊ ", "là đây: ", "sơ kết 10", "°C"),)
    assert found.encodings == (Encoding.TCVN3,)


def test_the_most_used_encoding_is_named_first() -> None:
    found = mend([(Run(tcvn3("hội nghị"), TIME),), (Run(vni("sơ kết"), VNI),), (Run(vni("hội thi"), VNI),)])
    assert found.encodings == (Encoding.VNI, Encoding.TCVN3)


def test_a_letter_that_two_runs_part_is_one() -> None:
    assert mend([(Run("Co", VNI), Run("âng ñoa", VNI), Run("øn", VNI))]).texts == (("Cô", "ng đoà", "n"),)


def test_unicode_that_was_pasted_into_an_old_font_stays() -> None:
    paragraphs = [(Run("Báo cáo là đây của đoàn trường", TIME),), (Run("Tổng kết", TIME),), (Run("báo cáo", TIME_H),)]
    found = mend(paragraphs)
    assert found.encodings == ()
    assert found.texts == (("Báo cáo là đây của đoàn trường",), ("Tổng kết",), ("báo cáo",))


def test_a_wrong_font_name_gives_way_to_the_words() -> None:
    found = mend([(Run(vni(sentence), TIME),) for sentence in SENTENCES])
    assert found.encodings == (Encoding.VNI,)
    assert [line for (line,) in found.texts] == SENTENCES


def test_letters_that_a_symbol_font_moved_are_moved_back() -> None:
    moved = "".join(chr(0xF000 + ord(letter)) if ord(letter) > 0x7F else letter for letter in tcvn3("hội nghị"))
    assert mend([(Run(moved, TIME),)]).texts == (("hội nghị",),)


def test_cells_without_a_font_follow_the_fonts_of_the_document() -> None:
    found = mend([*[(Run(tcvn3(sentence), TIME),) for sentence in SENTENCES], (Run(tcvn3("Thời hạn")),)])
    assert found.texts[-1] == ("Thời hạn",)


def test_viqr_is_known_by_many_words() -> None:
    assert is_viqr(" ".join(viqr(sentence) for sentence in SENTENCES))
    assert not any(is_viqr(text * 5) for text in FOREIGN)
    assert not is_viqr("x = a^2 + b^2; ddress (a+b), o+ o+ u+ e^x e^y a(i) a(j) a(k) " * 20)


def test_a_long_document_of_one_sign_ends() -> None:
    for sign in ("é", "µ", "« ", "Ã ", "a^", "oâ ", "á\n"):
        text = sign * 40_000
        assert len(mended(text)) <= len(text)
