"""`dondoc run` and `dondoc demo`: the program itself."""

from bot.starting.loading import loading, without_rich


def run() -> None:
    """Run the program until it is stopped."""
    with loading(), without_rich():
        from bot.running.app import run as run_program
        from bot.starting.opening import open_settings
    run_program(open_settings())


def demo() -> None:
    """Run it on a database of its own, with an example plan and people to sign in as."""
    with loading():
        from bot.shell.demo import run as run_demo
        from bot.starting.opening import open_settings
    run_demo(open_settings())
