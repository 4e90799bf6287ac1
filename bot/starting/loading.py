"""Loading many modules at once, as a start does."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

LOOK_FOR_GARBAGE = (20_000, 20, 50)
"""After so many new objects, and each so many rounds deeper: Python's own (700, 10, 10) took a sixth of the time of
handling messages."""


@contextmanager
def loading() -> Iterator[None]:
    """Keep garbage collection off while modules load: looking for garbage among modules that stay costs a fifth of the
    start, and later a part of every pause."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*LOOK_FOR_GARBAGE)
        gc.enable()


@contextmanager
def without_rich() -> Iterator[None]:
    """Hide rich from what is imported meanwhile: structlog loads it for tracebacks that we do not print
    (`bot.starting.logs`), and httpx, which comes with the library of Telegram, for a command of its own."""
    if "rich" in sys.modules:
        yield
        return
    sys.modules["rich"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["rich"]
