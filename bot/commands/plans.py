"""`dondoc load`: the organisation, its units, plans and requirements from a file."""

from pathlib import Path
from typing import Annotated

import typer

from bot.shell.failures import Failure

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
MOST_READ = 10_000_000  # bytes; more than a setup file may have, which is for the reading of it to say


def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp thiết lập, dạng YAML.", show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem khác biệt, không ghi.")] = False,
) -> None:
    """Nạp tổ chức, đơn vị, kế hoạch, chế độ báo cáo từ tệp; nạp lại nhiều lần cũng không thừa."""
    content = read(file)
    from bot.shell.opening import open_database, open_settings
    from bot.shell.setup_file import load_setup

    settings = open_settings()
    with open_database(settings) as database:
        lines = load_setup(database, content, settings.calendar, dry_run=dry_run)
    for line in lines or ["Không có thay đổi"]:
        typer.echo(line)
    if lines:
        typer.echo(f"Xem thử: {len(lines)} thay đổi, chưa ghi." if dry_run else f"Đã ghi {len(lines)} thay đổi.")


def read(file: Path) -> bytes:
    """Raises Failure for a workbook, OSError for what cannot be read."""
    if file.suffix.lower() in WORKBOOKS:
        raise Failure(f"{file}: bản này chưa nạp được bảng tính; hãy dùng tệp YAML.", code=2)
    with file.open("rb") as opened:
        return opened.read(MOST_READ)
