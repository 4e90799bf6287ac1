"""`dondoc run` and `dondoc demo`: the program itself."""

from bot.starting.loading import loading, without_rich


def run() -> None:
    """Chạy chương trình: trò chuyện trên web, Telegram, lịch nhắc; dừng bằng Ctrl+C."""
    with loading(), without_rich():
        from bot.running.app import run as run_program
        from bot.starting.opening import open_settings
    run_program(open_settings())


def demo() -> None:
    """Chạy thử với một kế hoạch mẫu trên cơ sở dữ liệu riêng, in sẵn đường dẫn đăng nhập."""
    with loading():
        from bot.shell.demo import run as run_demo
        from bot.starting.opening import open_settings
    run_demo(open_settings())
