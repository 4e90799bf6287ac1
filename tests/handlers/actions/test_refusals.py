"""What an action refuses changes nothing: each reason is refused in these tests, within `Caller.refused`, which
compares every row of the database before and after."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from handlers.conversation.acting import Reason

HERE = Path(__file__).parent
HANDLERS = HERE.parents[2] / "handlers"


def reasons() -> set[str]:
    """`CannotExcuse.SETTLED`, of every capability."""
    for path in sorted(HANDLERS.rglob("*.py")):
        if "(Reason)" in path.read_text("utf-8"):
            import_module(".".join(path.relative_to(HANDLERS.parent).with_suffix("").parts))
    return {f"{capability.__name__}.{reason.name}" for capability in Reason.__subclasses__() for reason in capability}


def refused() -> Iterator[str]:
    """What stands in the brackets of `refused(…)` somewhere in this folder."""
    for path in sorted(HERE.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "refused":
                yield from (ast.unparse(one) for one in node.args)


def test_every_reason_is_refused_somewhere_without_a_trace() -> None:
    assert reasons() - set(refused()) == set()
