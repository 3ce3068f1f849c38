"""What a file's name promises against what its content is."""

import re
from typing import Final

#: Endings of what is no plain text, or is text for a machine to run.
_NO_PLAIN_TEXT: Final = re.compile(
    r"jpg|jpeg|jpe|jfif|png|gif|webp|heic|heif|avif|bmp|tiff?|svg|"
    r"pdf|doc|docx|docm|xls|xlsx|xlsm|ppt|pptx|pptm|od[tsp]|rtf|"
    r"mp4|mov|avi|mkv|3gp|mp3|m4a|wav|zip|rar|7z|gz|"
    r"exe|com|scr|pif|dll|msi|bat|cmd|ps1|vb[se]|jse?|mjs|ws[fh]|hta|sh|bash|pyw?|rb|pl|php|asp|jsp|jar|apk|"
    r"lnk|url|scf|reg|x?html?|mht"
)
_ENDINGS: Final = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "text/plain": "txt",
    "video/mp4": "mp4",
}
_SAME: Final = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "heif": "heic", "m4v": "mp4", "mov": "mp4"}


def is_disguised(name: str, media_type: str) -> bool:
    """Whether mere text bears the name of a picture, a paper or a program: a script, or a file that broke on its way.

    >>> is_disguised("ảnh.JPG", "text/plain"), is_disguised("ghi chú.txt", "text/plain")
    (True, False)
    >>> is_disguised("Họp ngày 15.9", "text/plain"), is_disguised("a.jpg", "image/png")
    (False, False)
    """
    return media_type == "text/plain" and _NO_PLAIN_TEXT.fullmatch(_ending(name)) is not None


def name_by_content(name: str, media_type: str) -> str:
    """The name under which a file is handed out: with the ending of what it is, whatever it was called.

    >>> name_by_content("quyết định.jpg", "application/pdf"), name_by_content("ảnh.JPEG", "image/jpeg")
    ('quyết định.jpg.pdf', 'ảnh.JPEG')
    """
    wanted, ending = _ENDINGS.get(media_type, ""), _ending(name)
    return name if not wanted or _SAME.get(ending, ending) == wanted else f"{name}.{wanted}"


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
