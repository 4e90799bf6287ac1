"""`dondoc run` and `dondoc demo`: the program itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def run() -> None:
    """Chạy chương trình: trò chuyện trên web, Telegram, lịch nhắc; dừng bằng Ctrl+C."""
    with _loading():
        from bot.running.app import run as run_program
        from bot.shell.opening import open_settings
    run_program(open_settings())


def demo() -> None:
    """Chạy thử với một kế hoạch mẫu trên cơ sở dữ liệu riêng, in sẵn đường dẫn đăng nhập."""
    with _loading():
        from bot.shell.demo import run as run_demo
        from bot.shell.opening import open_settings
    run_demo(open_settings())


@contextmanager
def _loading() -> Iterator[None]:
    """Looking for garbage among modules that stay costs a fifth of the start, and later a part of every pause."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()
