"""`dondoc overdue`, `collate`, `template`, `understand`: the answers of a coordinator and an admin, without a chat."""

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
    from bot.shell.overdue import in_json, in_words
    from bot.starting.opening import open_database, open_settings
    from storage.installation.calendars import official_years

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
    from bot.starting.opening import open_database, open_settings
    from storage.installation.calendars import official_years

    settings = open_settings()
    years = official_years(settings.calendar)
    with open_database(settings) as database:
        lines = write(database, requirement, period, to, org, settings.templates, years, frozen=frozen)
    for line in lines:
        typer.echo(line)


class LetterStyle(StrEnum):
    STATE = "state"
    PARTY = "party"


def template(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp .xlsx hoặc .docx để ghi.", show_default=False)],
    style: Annotated[LetterStyle, typer.Option("--style", help="Thể thức: Nhà nước hoặc Đảng.")] = LetterStyle.STATE,
) -> None:
    """Ghi tệp Excel trống để điền thiết lập; hoặc mẫu Word có sẵn, để sửa thành mẫu riêng của cơ quan."""
    from bot.shell.collating import write_template
    from bot.shell.workbook_file import refuse_unless_new, write_empty
    from bot.starting.failures import CommandFailure

    if file.suffix.lower() == ".xlsx":
        refuse_unless_new(file, force=False)
        for line in write_empty(file):
            typer.echo(line)
        return
    if file.suffix.lower() != ".docx":
        raise CommandFailure(f"{file}: tên tệp kết thúc bằng .xlsx (thiết lập) hoặc .docx (mẫu Word).", code=2)
    for line in write_template(file, str(style)):
        typer.echo(line)


def understand(
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT", help="Câu cần xem; không ghi thì mỗi dòng của đầu vào là một câu.", show_default=False
        ),
    ] = None,
    requirement: Annotated[
        str, typer.Option("--requirement", metavar="CODE", help="Mã báo cáo, ví dụ KHCN-QUY.", show_default=False)
    ] = "",
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="CODE", help="Mã đơn vị trả lời.", show_default=False)
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Đọc như trong ngày này, ví dụ 2026-11-29.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In dạng JSON, mỗi câu một dòng.")] = False,
    org: Annotated[
        str | None, typer.Option("--org", metavar="CODE", help="Mã tổ chức, khi có nhiều.", show_default=False)
    ] = None,
) -> None:
    """Một câu trả lời sẽ được hiểu thế nào; chỉ xem, không ghi gì."""
    from bot.shell import understanding
    from bot.shell.second_reader import with_second
    from bot.starting.opening import open_for_looking, open_settings
    from storage.installation.calendars import work_calendar

    understanding.said_or_stop(requirement, text)
    day = understanding.day_or_stop(on)
    settings = open_settings()
    with open_for_looking(settings) as session:
        calendar = work_calendar(settings.calendar)
        built_in = understanding.reader(session, org, requirement, unit, day, calendar)
    stream = typer.get_binary_stream("stdin")
    with with_second(built_in, settings) as reader:
        for line in understanding.messages(text, stream):
            read = reader.read(line)
            typer.echo(understanding.as_json(read) if as_json else understanding.in_words(read, reader))
