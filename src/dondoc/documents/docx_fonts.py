"""Text of a .docx that is set in an old Vietnamese font becomes Unicode, in the XML itself, before it is read."""

from collections.abc import Iterator

from dondoc.documents.docx_package import Element, W, value
from dondoc.documents.docx_styles import Styles, font_names
from dondoc.documents.legacy_fonts import LegacyFont, legacy_font
from dondoc.documents.legacy_text import Mended, Run, mend

#: Elements other than `w:t` and `w:sym`, and what they stand for here: "ư" of TCVN3 has the code of the soft hyphen.
_SIGNS = {W + "softHyphen": "\xad", W + "tab": " ", W + "ptab": " ", W + "br": " ", W + "cr": " "}
_PRINTED = frozenset({W + "t", W + "sym", *_SIGNS})


def mend_fonts(body: Element, styles: Styles) -> Mended:
    """Changes the `w:t` of old encodings, paragraph by paragraph, and says which encodings there were."""
    whole = list(body.iter(W + "p"))
    paragraphs = [list(_printed(paragraph)) for paragraph in whole]
    fonts: dict[tuple[str, ...], LegacyFont | None] = {}
    runs = [
        [_run(element, styles, given, fonts) for element in elements]
        for elements, given in zip(paragraphs, (_given(paragraph, styles) for paragraph in whole), strict=True)
    ]
    mended = mend(runs)
    if mended.encodings:
        for elements, before, texts in zip(paragraphs, runs, mended.texts, strict=True):
            for element, run, text in zip(elements, before, texts, strict=True):
                if text != run.text:
                    element.tag = W + "t"  # what stood as a symbol or a hyphen is a letter now
                    element.text = text
    return mended


def _printed(paragraph: Element) -> Iterator[Element]:
    """What prints something in a paragraph, not in the text boxes that hang on it."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _PRINTED:
            yield element
        elif element.tag != W + "p":
            stack.extend(reversed(element))


def _given(paragraph: Element, styles: Styles) -> tuple[str, ...]:
    """Names of the fonts of a paragraph's style, else of the document."""
    return styles.fonts(value(paragraph.find(f"{W}pPr/{W}pStyle"))) or styles.default_fonts


def _run(
    element: Element, styles: Styles, given: tuple[str, ...], known: dict[tuple[str, ...], LegacyFont | None]
) -> Run:
    if element.tag == W + "sym":
        font = legacy_font(value(element, "font"))
        return Run(_letter(value(element, "char")), font) if font else Run("")
    names = _fonts(element, styles) or given
    if names not in known:
        known[names] = next((font for name in names if (font := legacy_font(name))), None)
    return Run(_SIGNS.get(element.tag) or element.text or "", known[names])


def _letter(code: str | None) -> str:
    try:
        return chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""


def _fonts(element: Element, styles: Styles) -> tuple[str, ...]:
    """Names of the fonts that the run itself has, or its style; none where its paragraph's are in force."""
    run = element.getparent()
    own = font_names(run.find(W + "rPr"))
    if own:
        return own
    style_id = value(run.find(f"{W}rPr/{W}rStyle"))
    return styles.fonts(style_id) if style_id else ()
