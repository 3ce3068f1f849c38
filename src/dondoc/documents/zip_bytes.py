"""A zip file (.docx) whose bytes depend on its content and one given instant only."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dondoc.core.instants import TIME_ZONE


def with_fixed_times(data: bytes, made_at: datetime) -> bytes:
    """The same members, each dated `made_at` in the office's time zone (a zip has no zone, and begins in 1980)."""
    moment = made_at.astimezone(TIME_ZONE)
    stamp = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            info = ZipInfo(name, date_time=stamp)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            copy.writestr(info, source.read(name), compresslevel=6)
    return target.getvalue()
