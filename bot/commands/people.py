"""`dondoc invite`: one-time codes by which people join."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.database import Database


def invite(
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="Mã đơn vị.", show_default=False)],
    role: Annotated[
        str,
        typer.Option(
            "--role",
            metavar="ROLE",
            help="focal_point, deputy, unit_leader, coordinator hoặc admin.",
            show_default=False,
        ),
    ],
    name: Annotated[str | None, typer.Option("--name", help="Tên người được mời.", show_default=False)] = None,
    org: Annotated[
        str | None, typer.Option("--org", metavar="CODE", help="Mã tổ chức, khi có nhiều.", show_default=False)
    ] = None,
) -> None:
    """In mã mời dùng một lần, đường dẫn Telegram và đường dẫn web."""
    from bot.running.web_address import links_start
    from bot.shell.inviting import invitation
    from bot.shell.opening import open_database, open_settings

    settings = open_settings()
    with open_database(settings) as database:
        issued = database.do(invitation, org, unit, role, name)
        typer.echo(f"Mời vào: {issued.unit_name} · {issued.role}")
        typer.echo(f"Mã: {issued.code}")
        for line in _telegram_lines(database, settings, issued.code):
            typer.echo(line)
        typer.echo(_web_line(database.do(links_start, settings), issued.code))
        typer.echo(f"Dùng một lần, đến {issued.until}.")


def _web_line(start: str | None, code: str) -> str:
    if start is None:
        return f"Web: mở /vao/{code} ở địa chỉ mà dondoc run in ra (DONDOC_HTTP đang để cổng 0)."
    return f"Web: {start}/vao/{code}"


def _telegram_lines(database: "Database", settings: "Settings", code: str) -> list[str]:
    if not settings.telegram_token:
        return ["Telegram: chưa nối bot nào (DONDOC_TELEGRAM_TOKEN)."]
    from bot.shell.inviting import bot_names

    return [
        f"Telegram: https://t.me/{bot.username}?start={code}"
        if bot.username
        else f"Telegram: chưa biết tên bot {bot.account}: {bot.trouble}."
        for bot in bot_names(database, settings)
    ]
