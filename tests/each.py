"""Many short cases in one test: counting a test, naming it and telling of it costs more than reading a line."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

TOLD = 120  # characters of a case


def each(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """As `pytest.mark.parametrize`, for functions that keep nothing between calls: all cases are tried, and all that
    fail are told, each with its own traceback. Set above one another they multiply, as there."""
    wanted = tuple(name.strip() for name in names.split(",")) if isinstance(names, str) else names
    rows = [case if len(wanted) > 1 else (case,) for case in cases]
    assert rows, "no case is tried"

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def tries_each(**more: Any) -> None:
            failed: list[Exception] = []
            for row in rows:
                try:
                    function(**more, **dict(zip(wanted, row, strict=True)))
                except Exception as error:
                    error.add_note(f"with {', '.join(wanted)} = {str(row)[1:-1].rstrip(',')[:TOLD]}")
                    failed.append(error)
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(rows)} cases fail", failed)

        asked = inspect.signature(function)
        left = [value for name, value in asked.parameters.items() if name not in wanted]
        tries_each.__signature__ = asked.replace(parameters=left)  # type: ignore[attr-defined]
        return tries_each

    return decorate
