"""Every pattern of the program, and inputs that are bad for each: made from the pattern itself."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path
from types import ModuleType
from typing import Any

ROOMS = ("bot", "domain", "handlers", "scheduler", "storage", "web")
LOOKS = ("search", "match", "fullmatch", "split", "sub", "subn", "findall", "finditer")
_OF_CLASS = {
    "category_digit": "7", "category_not_digit": "a", "category_space": " \n", "category_not_space": "a",
    "category_word": "a7", "category_not_word": "- \n",
}  # fmt: skip
_MOST_ATOMS = 12


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and by which of its methods it is used."""

    place: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


def modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = importlib.import_module(room)
        yield package
        for one in pkgutil.walk_packages(package.__path__, f"{room}."):
            if ".migrations." not in one.name:
                yield importlib.import_module(one.name)


def all_patterns() -> list[Found]:
    """Those that modules keep, and those that are written where they are used."""
    found: dict[tuple[str, Any], Found] = {}
    used = _methods_used()
    for module in modules():
        for name, value in vars(module).items():
            for pattern in _patterns_in(value):
                methods = frozenset(used.get(name, {"search"}))
                found.setdefault((name, pattern), Found(f"{module.__name__}.{name}", pattern, methods))
        for method, pattern, line in _written_inline(module):
            found[(f"{module.__name__}:{line}", pattern)] = Found(
                f"{module.__name__}:{line}", pattern, frozenset({method})
            )
    return list(found.values())


def _patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _patterns_in(one)
    elif isinstance(value, list | tuple | frozenset | set):
        for one in value:
            yield from _patterns_in(one)


def _methods_used() -> dict[str, set[str]]:
    """By the name under which a pattern is kept: how it is asked, anywhere in the program."""
    used: dict[str, set[str]] = defaultdict(set)
    for module in modules():
        for node in ast.walk(_tree(module)):
            if isinstance(node, ast.Attribute) and node.attr in LOOKS and isinstance(node.value, ast.Name):
                used[node.value.id].add(node.attr)
    return used


def _written_inline(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any], int]]:
    """`re.search(r"…", text)`, and what is compiled inside a function."""
    kept = {value.pattern for value in vars(module).values() if isinstance(value, re.Pattern)}
    for node in ast.walk(_tree(module)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        of = node.func.value
        if not (isinstance(of, ast.Name) and of.id == "re" and node.func.attr in (*LOOKS, "compile")):
            continue
        text = _written(node.args[0], module)
        if text in kept:
            continue
        method = "search" if node.func.attr == "compile" else node.func.attr
        yield method, re.compile(text, _flags(node, module)), node.lineno


def _written(node: ast.expr, module: ModuleType) -> Any:
    """What stands there as text; a local name in an f-string stands for a plain word."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_written(part, module) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        text = ast.unparse(node.value)
        return str(eval(text, vars(module))) if text.split("[")[0] in vars(module) else "ten"
    if isinstance(node, ast.Constant):
        return node.value
    return eval(ast.unparse(node), vars(module)) if ast.unparse(node) in vars(module) else "ten"


def _flags(node: ast.Call, module: ModuleType) -> int:
    said = [ast.unparse(one) for one in [*node.args[1:], *(word.value for word in node.keywords)]]
    return sum(int(eval(text, vars(module))) for text in said if re.fullmatch(r"re\.[A-Z]+(?: \| re\.[A-Z]+)*", text))


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(Path(module.__file__ or "").read_text("utf-8"))


# Inputs


def bad_inputs(pattern: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Each piece that the pattern can take, and each two, again and again, with a beginning it wants and an end
    that it does not."""
    atoms, runs = _pieces(pattern)
    pumps = {*atoms, *runs, *map("".join, combinations(atoms, 2))}
    beginnings = {"", *(runs or atoms)[:2]}
    for pump in sorted(pumps):
        body = (pump * (length // len(pump) + 1))[:length]
        for beginning, end in product(sorted(beginnings), ("", "\0", "\n!")):
            text = f"{beginning}{body}{end}"
            yield text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text


def _pieces(pattern: re.Pattern[Any]) -> tuple[list[str], list[str]]:
    """Single characters that stand for what it takes, and the words in it."""
    atoms: dict[str, None] = {}
    runs: dict[str, None] = {}
    parser: Any = importlib.import_module("re._parser")
    _walk(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG & _portable(pattern)), atoms, runs)
    singles = [one for one in atoms if len(one) == 1]
    return singles[:_MOST_ATOMS], list(runs)[:_MOST_ATOMS]


def _portable(pattern: re.Pattern[Any]) -> int:
    return ~re.UNICODE if isinstance(pattern.pattern, bytes) else ~0


def _walk(parsed: Any, atoms: dict[str, None], runs: dict[str, None]) -> None:
    run = ""
    for op, argument in parsed:
        name = str(op).lower()
        if name == "literal":
            atoms[chr(argument)] = None
            run += chr(argument)
            continue
        if len(run) > 1:
            runs[run] = None
        run = ""
        if name == "not_literal":
            atoms["a" if argument != ord("a") else "b"] = None
        elif name == "any":
            atoms["a"] = None
        elif name == "in":
            for one in _members(argument):
                atoms[one] = None
        else:
            for inner in _inside(argument):
                _walk(inner, atoms, runs)
    if len(run) > 1:
        runs[run] = None


def _members(parts: Any) -> Iterator[str]:
    if str(parts[0][0]).lower() == "negate":
        refused = set(_members(parts[1:]))
        yield from [one for one in 'a7 -"' if one not in refused][:2]
        return
    for op, argument in parts:
        name = str(op).lower()
        if name == "literal":
            yield chr(argument)
        elif name == "range":
            yield chr(argument[0])
        elif name == "category":
            yield from _OF_CLASS[str(argument).lower()]


def _inside(argument: Any) -> Iterator[Any]:
    if type(argument).__name__ == "SubPattern":
        yield argument
    elif isinstance(argument, list | tuple):
        for one in argument:
            yield from _inside(one)
