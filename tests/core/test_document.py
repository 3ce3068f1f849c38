"""Two files of one report share the hash of its text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.document import Document, hash_text


@given(st.lists(st.text("aạđ0 ", max_size=5), max_size=8))
def test_only_white_space_may_differ(words: list[str]) -> None:
    assert hash_text(" ".join(words)) == hash_text("\n\t".join(words)) == hash_text(f"\u00a0{' '.join(words)}\r\n")


def test_composed_and_decomposed_letters_are_the_same_text() -> None:
    text = "Công đoàn cơ sở"
    assert hash_text(unicodedata.normalize("NFD", text)) == hash_text(text) != hash_text("Cong doan co so")


def test_a_document_knows_the_hash_of_its_text() -> None:
    document = Document(name="a.txt", media_type="text/plain", sha256="0" * 64, text="Kế  hoạch", blocks=())
    assert document.text_sha256 == hash_text("Kế hoạch")
