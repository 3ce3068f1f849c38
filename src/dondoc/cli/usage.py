"""What is wrong with a command line, in Vietnamese; click itself says it in English."""

import click


def usage_sentence(error: click.ClickException) -> str:
    """One sentence on a command, an option or a value that cannot be used."""
    match error:
        case click.NoSuchOption():
            near = f" Có phải {' hay '.join(sorted(error.possibilities))}?" if error.possibilities else ""
            return f"không có tùy chọn {error.option_name}.{near}"
        case click.MissingParameter():
            return f"còn thiếu {_name(error) or 'một tham số'}."
        case click.BadParameter():
            name = _name(error)
            return f"{name}: {_value_problem(error)}" if name else error.message
        case click.BadOptionUsage():
            return f"tùy chọn {error.option_name} dùng chưa đúng; tùy chọn này có thể cần một giá trị đi kèm."
        case click.BadArgumentUsage() | click.UsageError():
            return _command_problem(error)
        case _:
            return error.format_message()


def _name(error: click.BadParameter) -> str:
    """`--due`, or the argument as the help prints it."""
    if error.param is None:
        return str(error.param_hint or "")
    if isinstance(error.param, click.Option):
        return "/".join(error.param.opts)
    return f"tham số {error.param.human_readable_name}"


def _value_problem(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    match kind:
        case click.Choice():
            return f"chỉ nhận một trong: {', '.join(str(getattr(c, 'value', c)) for c in kind.choices)}."
        case click.IntRange() | click.FloatRange():
            return f"phải là số trong khoảng {kind._describe_range()}."  # noqa: SLF001 - click has no public name for it
        case _ if kind is click.INT:
            return "phải là số nguyên."
        case _ if kind is click.FLOAT:
            return "phải là một số."
        case _:
            return error.message


def _command_problem(error: click.UsageError) -> str:
    group = error.ctx.command if error.ctx is not None else None
    if isinstance(group, click.Group):
        return f"không có lệnh như vậy. Các lệnh: {', '.join(group.list_commands(error.ctx or click.Context(group)))}."
    return f"thừa tham số hoặc dùng chưa đúng ({error.format_message()})."
