"""`dondoc run` and `dondoc demo`: the program itself."""


def run() -> None:
    """Chạy chương trình: trò chuyện trên web, Telegram, lịch nhắc; dừng bằng Ctrl+C."""
    from bot.app import run as run_program
    from bot.opening import open_settings

    run_program(open_settings())


def demo() -> None:
    """Chạy thử với một kế hoạch mẫu trên cơ sở dữ liệu riêng, in sẵn đường dẫn đăng nhập."""
    from bot.demo import run as run_demo
    from bot.opening import open_settings

    run_demo(open_settings())
