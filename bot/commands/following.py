"""`dondoc overdue`: the coordinator's answers without a chat."""

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

    settings = open_settings()
    with open_database(settings) as database:
        typer.echo(database.do(in_json if as_json else in_words, org))
