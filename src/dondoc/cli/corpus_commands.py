"""corpus export, score, suggest, forget: what an office's own reviews teach."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace, parse_day
from dondoc.cli.corpus_screen import print_advised, print_mistakes, print_scores, scores_as_json, suggestions_as_json
from dondoc.cli.options import ActAs, AsJson, AsOf, UnitCode, Workspace
from dondoc.cli.screen import print_json, say, warn

if TYPE_CHECKING:
    from dondoc.usecases.read_examples import Gathered

group = typer.Typer(no_args_is_help=True, help="Mẫu lấy từ việc xác nhận: xuất, chấm điểm, gợi ý từ vựng, xóa.")


@group.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Thư mục mới, trống, hoặc của lần xuất trước.")],
    since: Annotated[str | None, typer.Option("--from", help="Chỉ văn bản xác nhận từ ngày này.")] = None,
    unit: UnitCode = None,
    workspace: Workspace = None,
) -> None:
    """Xuất các văn bản đã xác nhận hết từng dòng thành mẫu: nguyên văn, cam kết đúng, máy đã trích gì."""
    from dondoc.wiring.corpus import export_corpus

    with open_workspace(workspace, only_looks=True) as office:
        gathered = export_corpus(office, folder, unit=unit, since=parse_day(since) if since else None)
    lines = sum(len(one.gold.items) for one in gathered.whole)
    say(f"Đã ghi {len(gathered.whole)} văn bản ({lines} cam kết) vào {folder}. Chứa nguyên văn: không công bố.")
    _tell_left_out(gathered)


def _tell_left_out(gathered: "Gathered") -> None:
    for one in gathered.partly:
        warn(f"Để ngoài: {one.document.name} (văn bản số {one.document.id}): còn {one.unseen} dòng chưa ai xem.")
    for document in gathered.without_reading:
        warn(f"Để ngoài: {document.name} (văn bản số {document.id}): không còn ghi máy đã trích gì.")
    for one in gathered.whole:
        for added in one.added:
            if added.answer is None:
                warn(f"Không vào mẫu: “{added.words}” ({one.document.name}): lời thêm tay không có trong văn bản.")


@group.command()
def score(
    folder: Annotated[Path | None, typer.Argument(help="Thư mục mẫu; bỏ trống: mẫu trong sổ.")] = None,
    mistakes: Annotated[bool, typer.Option("--mistakes", help="Kể từng chỗ sót, thừa, sai.")] = False,
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Chấm máy đang dùng (với từ vựng của cơ quan) trên các mẫu: tìm đúng, bỏ sót, thừa, trường sai."""
    from dondoc.wiring.corpus import score_corpus

    with open_workspace(workspace, only_looks=True) as office:
        scores = score_corpus(office, folder)
    if as_json:
        print_json(scores_as_json(scores))
        return
    print_scores(scores)
    if mistakes:
        print_mistakes(scores)


@group.command()
def suggest(
    write: Annotated[
        bool, typer.Option("--write", help="Ghi các từ nên thêm vào config/vocabulary/suggested.toml.")
    ] = False,
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Gợi ý từ nên thêm vào từ vựng, rút từ các mẫu, kèm điểm thay đổi ra sao."""
    from dondoc.wiring.corpus import suggest_words, write_suggested

    with open_workspace(workspace, only_looks=True) as office:
        warn("Đang thử từng từ trên các mẫu; nhiều văn bản thì mất vài phút.")
        advised = suggest_words(office)
        if as_json:
            print_json(suggestions_as_json(advised))
        else:
            print_advised(advised)
        if write and advised.good:
            path = write_suggested(office, advised.good)
            warn(f"Đã ghi {len(advised.good)} từ vào {path}. Chấm lại bằng: dondoc corpus score")


@group.command()
def forget(
    document: Annotated[int, typer.Argument(help="Số của văn bản.")],
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Xóa mẫu của một văn bản (dữ liệu cá nhân); văn bản và cam kết vẫn còn."""
    from dondoc.usecases.keep_examples import forget_examples

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        forgotten = forget_examples(office.begin, document, actor=office.actor, now=office.clock.now())
    say(f"Đã xóa mẫu của văn bản số {document} ({forgotten.name}).")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group, name="corpus")
