"""`dondoc overdue`, `dondoc collate`, `dondoc template`: the coordinator's answers without a chat."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


def overdue(
    as_json: Annotated[bool, typer.Option("--json", help="In dạng JSON cho chương trình khác.")] = False,
    org: Annotated[
        str | None, typer.Option("--org", metavar="CODE", help="Mã tổ chức, khi có nhiều.", show_default=False)
    ] = None,
) -> None:
    """Đơn vị nào đang quá hạn, trễ bao lâu, đầu mối là ai."""
    from bot.shell.opening import open_database, open_settings
    from bot.shell.overdue import in_json, in_words
    from storage.calendars import official_years

    settings = open_settings()
    with open_database(settings) as database:
        typer.echo(database.do(in_json if as_json else in_words, org, official_years(settings.calendar)))


def collate(
    requirement: Annotated[
        str, typer.Argument(metavar="REQUIREMENT", help="Mã báo cáo, ví dụ KHCN-QUY.", show_default=False)
    ],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="Tệp .xlsx hoặc .docx để ghi.", show_default=False)],
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="P",
            help="Kỳ: 2026, 2026-H2, 2026-9M, 2026-Q4, 2026-11, 2026-11-K1, 2026-W47, 2026-11-30;"
            " không ghi thì lấy kỳ có hạn gần nhất.",
            show_default=False,
        ),
    ] = None,
    frozen: Annotated[bool, typer.Option("--frozen", help="Lấy bản đã chốt gần nhất.")] = False,
    org: Annotated[
        str | None, typer.Option("--org", metavar="CODE", help="Mã tổ chức, khi có nhiều.", show_default=False)
    ] = None,
) -> None:
    """Tổng hợp một báo cáo ra Excel hoặc Word, kể cả khi chưa đủ đơn vị (ghi rõ tạm tính)."""
    from bot.shell.collating import collate as write
    from bot.shell.opening import open_database, open_settings
    from storage.calendars import official_years

    settings = open_settings()
    years = official_years(settings.calendar)
    with open_database(settings) as database:
        lines = write(database, requirement, period, to, org, settings.templates, years, frozen=frozen)
    for line in lines:
        typer.echo(line)


class Style(StrEnum):
    STATE = "state"
    PARTY = "party"


def template(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp .xlsx hoặc .docx để ghi.", show_default=False)],
    style: Annotated[Style, typer.Option("--style", help="Thể thức: Nhà nước hoặc Đảng.")] = Style.STATE,
) -> None:
    """Ghi tệp Excel trống để điền thiết lập; hoặc mẫu Word có sẵn, để sửa thành mẫu riêng của cơ quan."""
    from bot.shell.collating import write_template
    from bot.shell.failures import Failure
    from bot.shell.workbook_file import refuse_unless_new, write_empty

    if file.suffix.lower() == ".xlsx":
        refuse_unless_new(file, force=False)
        for line in write_empty(file):
            typer.echo(line)
        return
    if file.suffix.lower() != ".docx":
        raise Failure(f"{file}: tên tệp kết thúc bằng .xlsx (thiết lập) hoặc .docx (mẫu Word).", code=2)
    for line in write_template(file, str(style)):
        typer.echo(line)
