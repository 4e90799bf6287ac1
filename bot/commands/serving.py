"""`dondoc run` and `dondoc demo`: the program itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def run() -> None:
    """Chạy chương trình: trò chuyện trên web, Telegram, lịch nhắc; dừng bằng Ctrl+C."""
    with _loading():
        from bot.running.app import run as run_program
        from bot.starting.opening import open_settings
    run_program(open_settings())


def demo() -> None:
    """Chạy thử với một kế hoạch mẫu trên cơ sở dữ liệu riêng, in sẵn đường dẫn đăng nhập."""
    with _loading():
        from bot.shell.demo import run as run_demo
        from bot.starting.opening import open_settings
    run_demo(open_settings())


LOOK_FOR_GARBAGE = (20_000, 20, 50)
"""After so many new objects, and each so many rounds deeper: Python's own (700, 10, 10) took a sixth of the time of
handling messages."""


@contextmanager
def _loading() -> Iterator[None]:
    """Looking for garbage among modules that stay costs a fifth of the start, and later a part of every pause."""
    gc.disable()
    yield
    gc.freeze()
    gc.set_threshold(*LOOK_FOR_GARBAGE)
    gc.enable()
