"""Which names a template asks for that its context does not have, with the nearest that there is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from typing import Any, get_args, get_origin, get_type_hints

from jinja2 import nodes

from dondoc.documents.templates import environment

#: Names that a template may use beside those of the context.
_BUILT_IN = frozenset(environment(autoescape=False).globals) | {"loop"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a name stands for: a value of some class, many of it, or something that has no names of its own."""

    #: How it is reached: "sections.groups"; "" for what the template makes itself.
    path: str = ""
    kind: type | None = None
    is_many: bool = False


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that no context has, on a line of the template, and the nearest that it could mean ("" for none)."""

    line: int
    name: str
    near: str
    #: What it is asked of: "group", or "" for the context itself.
    of: str = ""


def unknown_names(tree: nodes.Template, context: type, *, more: Iterable[str] = ()) -> list[UnknownName]:
    """The names that a parsed template asks for and that are no fields of a context; `more` are known beside these."""
    walker = _Walker()
    walker.walk(tree.body, _fields_of(Shape(kind=context)) | {name: Shape() for name in more})
    return walker.unknown


def paths_of(context: type) -> dict[str, type]:
    """Every path of a context with the class that has its last name, in the order of the fields."""
    found: dict[str, type] = {}
    waiting = [Shape(kind=context)]
    while waiting:
        above = waiting.pop(0)
        for shape in _fields_of(above).values():
            if above.kind is not None and shape.path not in found:
                found[shape.path] = above.kind
                waiting.append(shape)
    return found


def _fields_of(shape: Shape) -> dict[str, Shape]:
    if shape.kind is None or not is_dataclass(shape.kind):
        return {}
    hints = get_type_hints(shape.kind)
    return {field.name: _shape(hints[field.name], f"{shape.path}.{field.name}") for field in fields(shape.kind)}


def _shape(hint: Any, path: str) -> Shape:
    """The shape of a field by its type: `tuple[X, ...]` is many, `X | None` is X."""
    path = path.removeprefix(".")
    arguments = [one for one in get_args(hint) if one is not type(None) and one is not Ellipsis]
    if get_origin(hint) is tuple and len(arguments) == 1:
        return Shape(path, _class(arguments[0]), is_many=True)
    return Shape(path, _class(arguments[0] if len(arguments) == 1 else hint))


def _class(hint: Any) -> type | None:
    return hint if isinstance(hint, type) and is_dataclass(hint) else None


Scope = Mapping[str, Shape]


class _Walker:
    def __init__(self) -> None:
        self.unknown: list[UnknownName] = []

    def walk(self, body: list[nodes.Node], scope: Scope) -> None:
        """Statements one after the other; what one sets is known to the next."""
        known = dict(scope)
        for node in body:
            match node:
                case nodes.For():
                    self._loop(node, known)
                case nodes.If():
                    self.shape(node.test, known)
                    for part in (node.body, *(branch.body for branch in node.elif_), node.else_):
                        self.walk(part, known)
                    for branch in node.elif_:
                        self.shape(branch.test, known)
                case nodes.Assign():
                    value = self.shape(node.node, known)
                    known |= self._bound(node.target, value)
                case _:
                    known |= {name: Shape() for name in _names_set(node)}
                    self._children(node, known)

    def shape(self, node: nodes.Node, scope: Scope) -> Shape:
        """What an expression stands for; names that are not known are noted."""
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._member(node, node.attr, self.shape(node.node, scope))
            case nodes.Getitem(arg=nodes.Const(value=str(name))):
                return self._member(node, name, self.shape(node.node, scope))
            case nodes.Getitem():
                inside = self.shape(node.node, scope)
                self.shape(node.arg, scope)
                return Shape(inside.path, inside.kind)
            case nodes.Filter():
                inside = self.shape(node.node, scope) if node.node is not None else Shape()
                for part in (*node.args, *node.kwargs):
                    self.shape(part, scope)
                keeps = node.name in {"list", "sort", "reverse", "unique", "selectattr", "rejectattr", "first", "last"}
                return Shape(inside.path, inside.kind, inside.is_many) if keeps else Shape()
            case _:
                self._children(node, scope)
                return Shape()

    def _children(self, node: nodes.Node, scope: Scope) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Stmt):
                self.walk([child], scope)
            else:
                self.shape(child, scope)

    def _loop(self, node: nodes.For, scope: dict[str, Shape]) -> None:
        many = self.shape(node.iter, scope)
        inside = scope | {"loop": Shape()} | self._bound(node.target, Shape(many.path, many.kind))
        if node.test is not None:
            self.shape(node.test, inside)
        self.walk(node.body, inside)
        self.walk(node.else_, scope)

    def _bound(self, target: nodes.Node, value: Shape) -> dict[str, Shape]:
        if isinstance(target, nodes.Name):
            return {target.name: value}
        return {name.name: Shape() for name in target.find_all(nodes.Name)}

    def _name(self, node: nodes.Name, scope: Scope) -> Shape:
        if node.name in scope:
            return scope[node.name]
        if node.ctx == "load" and node.name not in _BUILT_IN:
            self.unknown.append(UnknownName(node.lineno, node.name, nearest(node.name, scope)))
        return Shape()

    def _member(self, node: nodes.Expr, name: str, of: Shape) -> Shape:
        if of.kind is None:
            return Shape()
        known = _fields_of(of) if not of.is_many else {}
        if name in known:
            return known[name]
        if not hasattr(of.kind, name) or of.is_many:
            near = nearest(name, known)
            self.unknown.append(UnknownName(node.lineno, name, near, of.path.rpartition(".")[2]))
        return Shape()


def nearest(name: str, known: Mapping[str, object]) -> str:
    """The known name that a misspelt one most likely means, or "".

    >>> nearest("Titel", {"title": 0, "lead": 0}), nearest("xyz", {"title": 0})
    ('title', '')
    """
    by_fold = {one.casefold(): one for one in known}
    found = get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


def _names_set(node: nodes.Node) -> Iterator[str]:
    """Names that a statement other than a loop makes known: a macro, a block set."""
    if isinstance(node, nodes.Macro):
        yield node.name
        yield from (argument.name for argument in node.args)
    elif isinstance(node, nodes.With):
        yield from (name.name for target in node.targets for name in target.find_all(nodes.Name))
        yield from (target.name for target in node.targets if isinstance(target, nodes.Name))
    elif isinstance(node, nodes.AssignBlock) and isinstance(node.target, nodes.Name):
        yield node.target.name
