"""How scores and suggested words look at the terminal and in JSON."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from dondoc.cli.screen import day, print_table, say
from dondoc.extract.scoring import Answer, Attribute, Tally

if TYPE_CHECKING:
    from dondoc.usecases.suggest_words import Advice, Advised, Counts
    from dondoc.wiring.corpus import Scores

_ATTRIBUTES: Mapping[Attribute, str] = {
    Attribute.KIND: "loại cam kết",
    Attribute.TARGET: "chỉ tiêu đầu",
    Attribute.TARGETS: "mọi chỉ tiêu",
    Attribute.UNIT: "đơn vị tính",
    Attribute.DUE: "hạn",
    Attribute.DUE_EXPLICIT: "hạn có ghi rõ",
    Attribute.RECURRENCE: "định kỳ",
    Attribute.OWNER: "chủ trì",
    Attribute.AREA: "mảng công tác",
    Attribute.REFS: "văn bản viện dẫn",
}
_LISTS: Mapping[str, str] = {
    "verbs.hard": "động từ của việc có đích",
    "verbs.soft": "động từ của việc thường xuyên",
    "sections.plan": "đề mục kế hoạch",
    "sections.results": "đề mục kết quả",
    "owners.heads": "chữ đầu tên đơn vị",
}
_KINDS = {"countable": "có số lượng", "deliverable": "việc có đích", "ongoing": "việc thường xuyên"}
_RECURRENCES = {
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half-yearly": "sáu tháng một lần",
    "yearly": "hằng năm",
}
_LONGEST = 90


def print_scores(scores: "Scores") -> None:
    """A column for each way of reading: as it was read then, with the shipped words, with the office's own."""
    columns: list[tuple[str, Tally]] = [("Từ vựng gốc", scores.shipped.tally)]
    if scores.then is not None:
        columns.insert(0, ("Lúc đưa vào", scores.then.tally))
    if scores.own is not None:
        columns.append(("Từ vựng cơ quan", scores.own.tally))
    rows: list[tuple[str, Callable[[Tally], str]]] = [
        ("Cam kết trong mẫu", lambda one: str(one.gold)),
        ("Tìm đúng", lambda one: str(one.hit)),
        ("Bỏ sót", lambda one: str(one.gold - one.hit)),
        ("Thừa", lambda one: str(one.found - one.hit)),
        ("Độ chính xác", lambda one: _percent(one.precision())),
        ("Độ đầy đủ", lambda one: _percent(one.recall())),
        ("F1", lambda one: _percent(one.f1())),
    ]
    say(f"{len(scores.samples)} văn bản mẫu. Trường sai: trên số cam kết tìm đúng có trường ấy.")
    table = [(label, *(cell(tally) for _, tally in columns)) for label, cell in rows]
    table += [(f"Sai {label}", *(_wrong(name, tally) for _, tally in columns)) for name, label in _ATTRIBUTES.items()]
    print_table(("", *(label for label, _ in columns)), table)


def print_mistakes(scores: "Scores") -> None:
    """Every difference between the present reading and the samples."""
    for sample, one in zip(scores.samples, scores.now.comparisons, strict=True):
        text = sample.document.text
        lines = [f"  sót   {_quote(text, one.gold.items[index])}" for index in one.missed]
        lines += [f"  thừa  {_quote(text, one.found.items[place])}" for place in one.spurious]
        for index, name in one.wrong:
            if name is Attribute.TARGET and (index, Attribute.TARGETS) in one.wrong:
                continue
            gold, found = one.gold.items[index], one.found.items[one.pairs[index]]
            values = f"mẫu “{_value(name, gold)}”, máy đọc “{_value(name, found)}”"
            lines.append(f"  sai   {_ATTRIBUTES[name]}: {values}: {_quote(text, gold)}")
        if lines:
            say(f"\n{sample.name}")
            for line in lines:
                say(line)


def scores_as_json(scores: "Scores") -> dict[str, object]:
    """The counts of each way of reading."""
    ways = {"then": scores.then, "shipped": scores.shipped, "own": scores.own}
    return {
        "documents": [sample.name for sample in scores.samples],
        **{way: _tally_as_json(scored.tally) if scored is not None else None for way, scored in ways.items()},
    }


def _tally_as_json(tally: Tally) -> dict[str, object]:
    return {
        "gold": tally.gold,
        "hit": tally.hit,
        "missed": tally.gold - tally.hit,
        "false": tally.found - tally.hit,
        "f1": round(tally.f1(), 4),
        "wrong": {name.value: tally.asked[name] - tally.right[name] for name in Attribute},
        "asked": {name.value: tally.asked[name] for name in Attribute},
    }


def print_advised(advised: "Advised") -> None:
    """The suggested words with what each does, and what the good ones do together."""
    if not advised.words:
        say("Không có từ nào để gợi ý: các mẫu không cho thấy từ vựng thiếu gì.")
        return
    heads = ("Thêm", "Danh sách", "Từ", "Số lần", "Trên các mẫu", "Văn bản khác", "Ví dụ")
    print_table(heads, (_advice_row(one) for one in advised.words), wide=6)
    say("Mỗi ô điểm: cam kết tìm đúng / dòng thừa / trường đúng tăng (+) hay giảm (-).")
    say(f"Thêm {len(advised.good)} từ nên thêm: {_change(advised.before, advised.after)}.")
    if advised.held_out is None:
        say("Chưa kiểm được trên văn bản khác: cần ít nhất 3 văn bản mẫu.")
    else:
        say(f"Trên văn bản để riêng (từ chỉ lấy ở các văn bản kia): {_change(*advised.held_out)}.")


def suggestions_as_json(advised: "Advised") -> dict[str, object]:
    """The same for scripts."""
    return {
        "words": [
            {
                "list": one.suggestion.word.key,
                "word": one.suggestion.word.word,
                "count": one.suggestion.count,
                "documents": one.suggestion.documents,
                "example": one.suggestion.example,
                "good": one.is_good,
                "effect": _counts_as_json(one.effect),
                "held_out": _counts_as_json(one.held_out) if one.held_out is not None else None,
            }
            for one in advised.words
        ],
        "f1": {"before": round(advised.before.f1, 4), "after": round(advised.after.f1, 4)},
        "held_out_f1": {"before": round(advised.held_out[0].f1, 4), "after": round(advised.held_out[1].f1, 4)}
        if advised.held_out is not None
        else None,
    }


def _counts_as_json(counts: "Counts") -> dict[str, int]:
    return {"found": counts.hit, "false": counts.false, "fields": counts.fields}


def _advice_row(one: "Advice") -> tuple[str, ...]:
    suggestion = one.suggestion
    return (
        "nên" if one.is_good else "không",
        _list_name(suggestion.word.key),
        suggestion.word.word,
        f"{suggestion.count} ({suggestion.documents} văn bản)",
        _effect(one.effect),
        _effect(one.held_out) if one.held_out is not None else "–",
        _shorten(suggestion.example),
    )


def _list_name(key: str) -> str:
    return _LISTS.get(key) or f"mảng {key.split('.')[1]}"


def _effect(counts: "Counts") -> str:
    return f"{counts.hit:+} / {counts.false:+} / {counts.fields:+}"


def _change(before: "Counts", after: "Counts") -> str:
    return (
        f"F1 {_percent(before.f1)} → {_percent(after.f1)}, tìm đúng {before.hit} → {after.hit} trên {after.gold}, "
        f"thừa {before.false} → {after.false}, trường đúng {before.fields} → {after.fields}"
    )


def _wrong(name: Attribute, tally: Tally) -> str:
    asked = tally.asked[name]
    return f"{asked - tally.right[name]}/{asked}" if asked else "–"


def _value(name: Attribute, one: Answer) -> str:
    """A field as a clerk reads it; a dash for none."""
    targets = [f"{t.comparator} {t.value:g}{'%' if t.percent else ''} {t.unit}" for t in one.targets]
    values: Mapping[Attribute, str] = {
        Attribute.KIND: _KINDS.get(one.kind, one.kind),
        Attribute.TARGET: "; ".join(targets[:1]),
        Attribute.TARGETS: "; ".join(targets),
        Attribute.UNIT: one.targets[0].unit if one.targets else "",
        Attribute.DUE: day(date.fromisoformat(one.due)) if one.due else "",
        Attribute.DUE_EXPLICIT: "có" if one.due_explicit else "không",
        Attribute.RECURRENCE: _RECURRENCES.get(one.recurrence or "", ""),
        Attribute.OWNER: one.owner or "",
        Attribute.AREA: ", ".join(one.areas),
        Attribute.REFS: ", ".join(one.refs),
    }
    return values[name] or "–"


def _quote(text: str, one: Answer) -> str:
    return _shorten(" ".join(text[one.start : one.end].split()))


def _shorten(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: words.rfind(' ', 0, _LONGEST)]} …"


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%".replace(".", ",")
