"""Pictures of pages (.png, .jpg, .tif): each frame is a page, read by tesseract where that is installed."""

import warnings
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageOps

from dondoc.documents.content import Contents, Paragraph
from dondoc.documents.limits import Limits
from dondoc.documents.ocr import Picture, can_recognise, recognise
from dondoc.documents.pdf_lines import paragraphs, without_furniture
from dondoc.errors import BadInput

#: Only what scanners and telephones write; Pillow knows many more, and each is a door.
_FORMATS = ("PNG", "JPEG", "TIFF")
#: A4 at 250 dpi has so many dots in its width; what is smaller is enlarged, which reads better.
_FEWEST_DOTS = 2_067
#: How many times the dots of a page a picture may have before it is made smaller; each takes up to four bytes.
_MOST_UNFOLDED = 2.1
#: Width of A4 in points.
_WIDTH = 595


def read_pictures(files: Sequence[bytes], *, name: str, limits: Limits) -> Contents:
    """The paragraphs that can be read in pictures of pages, one file after the other.

    Raises:
        BadInput: `document.scanned` where tesseract is not installed, `document.unrecognised` when it finds no
            letters, `document.damaged` for what is no picture, `document.too_long` for one with too many dots.
    """
    if not limits.ocr_pages or not can_recognise():
        raise BadInput(code="document.scanned", file=name)
    places = [(data, frame) for data in files for frame in range(_frames(data, name))]
    if len(places) > limits.pages:
        raise BadInput(code="document.too_long", file=name)
    numbers = range(1, len(places) + 1)
    found = recognise(numbers, lambda number: _picture(*places[number - 1], name, limits), limits)
    pages = [found.lines.get(number, []) for number in numbers]
    lines = [line for page in without_furniture(pages) for line in page]
    if not lines:
        raise BadInput(code="document.unrecognised", file=name)
    items = [Paragraph(text=text, page=page) for text, page in paragraphs(lines)]
    return Contents(items=list(items), doubts=found.doubts)


def _frames(data: bytes, name: str) -> int:
    with _opened(data, name) as image:
        return int(getattr(image, "n_frames", 1))


def _picture(data: bytes, frame: int, name: str, limits: Limits) -> Picture:
    with _opened(data, name) as image:
        image.seek(frame)
        width, height = image.size
        if width * height > _MOST_UNFOLDED * limits.page_dots:
            raise BadInput(code="document.too_long", file=name)
        upright = ImageOps.exif_transpose(image).convert("L")
    width, height = upright.size
    factor = min(max(1.0, _FEWEST_DOTS / width), (limits.page_dots / (width * height)) ** 0.5)
    if factor != 1.0:
        upright = upright.resize((max(1, round(width * factor)), max(1, round(height * factor))))
    return Picture(
        width=upright.width, height=upright.height, dots=upright.tobytes(), scale=max(upright.width / _WIDTH, 1.0)
    )


def _opened(data: bytes, name: str) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of large pictures; the bound here is another
        try:
            return Image.open(BytesIO(data), formats=_FORMATS)
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise BadInput(code="document.damaged", file=name) from error
