"""A workspace is a folder with `dondoc.toml`; it is made by `dondoc init` and found as git finds its own."""

import os
import shutil
from pathlib import Path

from dondoc.errors import BadInput, Conflict, NotFound
from dondoc.settings.machine import FILE_NAME

FOLDERS = ("data", "inbox/evidence", "inbox/reports", "outbox", "reports", "config")

_TOML = """\
# Cài đặt của không gian làm việc dondoc. Mọi mục đều có thể đặt bằng biến môi trường DONDOC_…
schema = 1
simulate = {simulate}
# smtp_url = "smtp://user@may-chu-thu:587"     # bỏ trống: thư nằm ở outbox/ dưới dạng tệp .eml
# smtp_ca = "chung-thu.pem"                     # chứng thư số của cơ quan, nếu máy chủ thư dùng loại nội bộ
# imap_url = "imaps://user@may-chu-thu/INBOX"   # hộp thư nhận trả lời; mật khẩu đặt ở biến DONDOC_IMAP_URL
# sender = "congdoan@donvi.vn"
# me = "thuky"                                  # người thao tác, khi lệnh không có --as
"""

_README = """\
Không gian làm việc của dondoc
  inbox/reports/         thả báo cáo (.docx, .doc, .pdf, .html, .txt) vào đây để trích cam kết
  inbox/evidence/<mã>/   thả minh chứng của từng việc vào đây
  outbox/                thư nhắc việc (.eml) khi chưa cài máy chủ thư
  reports/               báo cáo do dondoc soạn
  config/                đặt tệp .toml ở đây để thay quy định mặc định
  data/                  cơ sở dữ liệu và tệp đã lưu: không sửa bằng tay
"""


def make_workspace(folder: Path, *, simulate: bool = False) -> Path:
    """Make the folders and the settings file.

    Raises:
        Conflict: `workspace.exists`, `workspace.not_empty`.
        BadInput: `workspace.unwritable`.
    """
    if (folder / FILE_NAME).exists():
        raise Conflict(code="workspace.exists", folder=str(folder))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Conflict(code="workspace.not_empty", folder=str(folder))
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "DOC-TRUOC.txt").write_text(_README, encoding="utf-8")
        # Written last: the folder is a workspace only once everything else is there.
        (folder / FILE_NAME).write_text(_TOML.format(simulate=str(simulate).lower()), encoding="utf-8")
    except OSError as error:
        raise BadInput(code="workspace.unwritable", folder=str(folder), problem=error.strerror or "?") from error
    return folder


def take_back(folder: Path) -> None:
    """Empty a workspace that was made just now and could not be started, so that `init` can be tried again."""
    (folder / FILE_NAME).unlink(missing_ok=True)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def find_workspace(named: Path | None, start: Path) -> Path:
    """The workspace named, else that of DONDOC_WORKSPACE, else the nearest at or above `start`.

    Raises:
        NotFound: `workspace.missing`.
    """
    from_environment = os.environ.get("DONDOC_WORKSPACE")
    wanted = named or (Path(from_environment) if from_environment else None)
    if wanted is not None:
        if (wanted / FILE_NAME).is_file():
            return wanted.resolve()
        raise NotFound(code="workspace.missing", folder=str(wanted))
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise NotFound(code="workspace.missing", folder=str(start))
