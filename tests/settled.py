"""Files of an inbox as if nobody had touched them for a minute."""

import os
from pathlib import Path


def aged(path: Path, seconds: float = 60) -> Path:
    """Set a file's time back; a negative number sets it ahead. A link's own time, not that of what it shows."""
    stat = path.lstat()
    os.utime(path, (stat.st_atime, stat.st_mtime - seconds), follow_symlinks=False)
    return path


def settle(folder: Path) -> Path:
    """Age every file below a folder."""
    for path in folder.rglob("*"):
        if path.is_symlink() or path.is_file():
            aged(path)
    return folder
