"""`dondoc load`, `dondoc export`: an organisation with its units, plans and reports from a file, and into one."""

from pathlib import Path
from typing import Annotated

import typer

OTHER_WORKBOOKS = frozenset({".xlsm", ".xls", ".ods"})
MOST_READ = 21_000_000  # bytes; more than a setup file may have, which is for the reading of it to say


def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp thiết lập, Excel hoặc YAML.", show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem khác biệt, không ghi.")] = False,
) -> None:
    """Nạp tổ chức, đơn vị, kế hoạch, chế độ báo cáo từ tệp; nạp lại nhiều lần cũng không thừa."""
    content = read(file)
    from bot.shell.progress import progress
    from bot.shell.setup_file import load_setup
    from bot.starting.opening import open_database, open_settings
    from storage.setup.apply.coming import OVER

    settings = open_settings()
    with open_database(settings) as database, progress() as bar:
        bar.add_task("Đọc và nạp thiết lập", total=None)
        applied = load_setup(database, content, settings.calendar, dry_run=dry_run)
    for line in applied.lines or ["Không có thay đổi"]:
        typer.echo(line)
    for note in applied.notes:
        typer.echo(f"Lưu ý: {note}.")
    for line in (f"Hạn nộp {due}" for due in applied.dues if dry_run or OVER in due):
        typer.echo(line)
    if applied.lines and applied.untouched:
        typer.echo("Giữ nguyên: " + ", ".join(f"{n} {thing}" for thing, n in applied.untouched.items()))
    if number := len(applied.lines):
        typer.echo(f"Xem thử: {number} thay đổi, chưa ghi." if dry_run else f"Đã ghi {number} thay đổi.")


def read(file: Path) -> bytes:
    """Raises Failure for other workbooks than .xlsx, OSError for what cannot be read."""
    with file.open("rb") as opened:
        content = opened.read(MOST_READ)
    if file.suffix.lower() in OTHER_WORKBOOKS and not content.startswith(b"PK\x03\x04"):
        from bot.starting.failures import CommandFailure
        from storage.setup.workbook.opening import what_it_is_instead

        said = what_it_is_instead(content) or "hãy lưu lại bảng tính dạng .xlsx rồi nạp"
        raise CommandFailure(f"{file}: {said}.", code=2)
    return content


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp .xlsx để ghi.", show_default=False)],
    org: Annotated[
        str | None, typer.Option("--org", metavar="CODE", help="Mã tổ chức, khi có nhiều.", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
) -> None:
    """Ghi thiết lập hiện có ra tệp Excel; sửa xong nạp lại bằng dondoc load."""
    from bot.shell.workbook_file import exported, refuse_unless_new
    from bot.starting.opening import open_database, open_settings
    from storage.db import private

    refuse_unless_new(file, force=force)
    with open_database(open_settings()) as database:
        content = database.do(exported, org)
    private.tighten(file)
    file.write_bytes(content)
    typer.echo(f"Đã ghi {file}. Sửa xong, xem khác biệt bằng: dondoc load {file} --dry-run")
