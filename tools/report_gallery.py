"""What the gallery of reports shows: pages as pictures, and one page that links everything."""

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

#: Pixels to a point of the page, and the width of a thumbnail.
_SCALE, _THUMBNAIL = 1.5, 240
#: Seconds after which a program that makes pictures is given up.
_PATIENCE = 90
#: Pages of each form that are made into pictures.
_MOST_PAGES = 40
_PHONE = (360, 780)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A document of the gallery, as the page tells of it."""

    name: str
    title: str
    #: (what, how much) in the order of the page.
    figures: tuple[tuple[str, str], ...] = ()
    files: tuple[Path, ...] = ()
    pictures: tuple[Path, ...] = ()
    #: Why there is no report.
    remark: str = ""


def pictures_of(files: Iterable[Path], folder: Path) -> list[Path]:
    """Each page of the .pdf, of the .docx as LibreOffice prints it and of the .html as Chromium does, where they are.

    Of the page also how it begins on a telephone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with TemporaryDirectory(prefix="dondoc-gallery-") as scratch:
        for file in files:
            paper = _as_pdf(file, Path(scratch))
            if paper is not None:
                made += _pages(paper, folder, file.suffix.removeprefix("."))
            if file.suffix == ".html":
                made += _on_a_phone(file, folder)
    return made


def _as_pdf(file: Path, scratch: Path) -> Path | None:
    printed = scratch / f"{file.stem}{file.suffix}.pdf"
    match file.suffix:
        case ".pdf":
            return file
        case ".docx":
            profile = f"-env:UserInstallation=file://{scratch / 'office'}"
            _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(scratch), str(file))
            made = scratch / f"{file.stem}.pdf"
            return made.rename(printed) if made.is_file() else None
        case ".html":
            _browse(scratch, f"--print-to-pdf={printed}", "--no-pdf-header-footer", file.resolve().as_uri())
            return printed if printed.is_file() else None
        case _:
            return None


def _pages(paper: Path, folder: Path, form: str) -> list[Path]:
    made: list[Path] = []
    with pypdfium2.PdfDocument(paper) as document:
        for number in range(min(len(document), _MOST_PAGES)):
            path = folder / f"{form}-{number + 1:02}.png"
            document[number].render(scale=_SCALE).to_pil().convert("P", palette=1, colors=256).save(path, optimize=True)
            made.append(path)
    return made


def _on_a_phone(file: Path, folder: Path) -> list[Path]:
    """The top of the page, in a frame as wide as a telephone: a window of Chromium is never so narrow."""
    width, height = _PHONE
    path = folder / "html-dien-thoai.png"
    with TemporaryDirectory(prefix="dondoc-phone-") as scratch:
        frame = Path(scratch) / "frame.html"
        source = escape(file.resolve().as_uri(), quote=True)
        style = f"width:{width}px;height:{height}px;border:0"
        frame.write_text(f'<body style="margin:0"><iframe src="{source}" style="{style}"></iframe>', encoding="utf-8")
        size = f"--window-size={width},{height}"
        _browse(Path(scratch), f"--screenshot={path}", "--hide-scrollbars", size, frame.as_uri())
    return [path] if path.is_file() else []


def _browse(scratch: Path, *arguments: str) -> None:
    # A browser of the superuser's, as in containers, has no sandbox; it only opens files made here.
    profile = f"--user-data-dir={scratch / 'browser'}"
    _run("chromium", "--headless", "--no-sandbox", "--disable-gpu", profile, *arguments)


def _run(program: str, *arguments: str) -> None:
    """Run a program where it is installed; without it, or when it fails, there is one picture less."""
    found = shutil.which(program)
    if found is None:
        return
    try:
        subprocess.run([found, *arguments], capture_output=True, check=False, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        print(f"   {program}: no answer in {_PATIENCE} seconds")


def write_index(shown: Sequence[Shown], folder: Path) -> Path:
    """The page with thumbnails and figures, beside the files."""
    articles = "\n".join(_article(one, folder) for one in shown)
    path = folder / "index.html"
    path.write_text(_PAGE.replace("{articles}", articles), encoding="utf-8")
    return path


def _article(one: Shown, folder: Path) -> str:
    def link(path: Path) -> str:
        return escape(path.relative_to(folder).as_posix(), quote=True)

    figures = "".join(f"<dt>{escape(what)}</dt><dd>{escape(much)}</dd>" for what, much in one.figures)
    files = " · ".join(f'<a href="{link(f)}">{escape(f.suffix.removeprefix("."))}</a>' for f in one.files)
    pictures = "".join(
        f'<a href="{link(p)}"><img src="{link(p)}" alt="{escape(one.name)}, {escape(p.stem)}" loading="lazy">'
        f"<span>{escape(p.stem)}</span></a>"
        for p in one.pictures
    )
    remark = f"<p>{escape(one.remark)}</p>" if one.remark else ""
    return (
        f"<article><h2>{escape(one.name)}</h2><p>{escape(one.title)}</p>{remark}<dl>{figures}</dl>"
        f"<p>{files}</p><div>{pictures}</div></article>"
    )


_PAGE = f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Báo cáo do dondoc soạn</title>
<style>
  body {{ font: 16px/1.4 sans-serif; margin: 2rem; color: #1a1a1a; }}
  article {{ border-top: 1px solid #767676; padding: 1rem 0; }}
  dl {{ display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0; }}
  dt {{ color: #555; }} dd {{ margin: 0; }}
  div {{ display: flex; flex-wrap: wrap; gap: 1rem; }}
  div a {{ width: {_THUMBNAIL}px; text-decoration: none; color: inherit; font-size: 13px; }}
  img {{ width: 100%; border: 1px solid #bbb; }}
</style></head><body>
<h1>Báo cáo do dondoc soạn</h1>
{{articles}}
</body></html>
"""
