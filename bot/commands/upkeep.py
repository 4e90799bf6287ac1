"""`dondoc check`, `backup`, `restore` and `db …`: looking after an installation."""

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[Path, typer.Argument(metavar="FILE", help="Tệp sao lưu.", show_default=False)]


def check() -> None:
    """Xem cài đặt, cơ sở dữ liệu, bot, cổng: điều gì sai và sửa thế nào."""
    from bot.shell.check import look

    lines, well = look()
    for line in lines:
        typer.echo(line)
    raise typer.Exit(0 if well else 1)


def upgrade() -> None:
    """Nâng cấp bảng dữ liệu lên bản mới nhất (chạy chương trình cũng tự làm việc này)."""
    from bot.starting.opening import open_settings
    from storage.db.database import Database
    from storage.db.migrate import pending
    from storage.db.migrate import upgrade as upgrade_tables

    settings = open_settings()
    database = Database(settings.database_url.get_secret_value())
    try:
        waiting = pending(database.engine)
        upgrade_tables(database.engine)
    finally:
        database.close()
    typer.echo(f"Đã nâng cấp {len(waiting)} bước." if waiting else "Bảng dữ liệu đã là bản mới nhất.")


def accept() -> None:
    """Nhận tệp SQLite là bản sao thiếu tệp -wal, bỏ những gì ghi sau cùng mà bản sao không có."""
    from bot.starting.opening import open_settings
    from storage.db.database import Database
    from storage.installation.copies import accept as accept_copy
    from storage.installation.copies import is_incomplete

    database = Database(open_settings().database_url.get_secret_value())
    try:
        incomplete = is_incomplete(database.engine.url)
        if incomplete:
            accept_copy(database.engine)
    finally:
        database.close()
    typer.echo("Đã nhận bản sao này." if incomplete else "Tệp này không thiếu gì; không phải làm gì.")


def backup(file: File) -> None:
    """Sao lưu toàn bộ dữ liệu vào một tệp, kể cả khi chương trình đang chạy."""
    from bot.shell.backing_up import make_backup
    from bot.starting.opening import open_settings

    for line in make_backup(open_settings(), file):
        typer.echo(line)


def restore(file: File) -> None:
    """Khôi phục bản sao lưu vào cơ sở dữ liệu trống; SQLite hay PostgreSQL đều được."""
    from bot.shell.backing_up import restore_backup
    from bot.starting.opening import open_settings

    for line in restore_backup(open_settings(), file):
        typer.echo(line)
