"""`dondoc invite`: one-time codes by which people join."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.db.database import Database
    from storage.messages.shared_bots import Bot


def invite(
    unit: Annotated[str | None, typer.Option("--unit", metavar="CODE", help="Mã đơn vị.", show_default=False)] = None,
    role: Annotated[
        str | None,
        typer.Option(
            "--role",
            metavar="ROLE",
            help="focal_point, deputy, unit_leader, coordinator hoặc admin.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Tên người được mời.", show_default=False)] = None,
    org: Annotated[
        str | None, typer.Option("--org", metavar="CODE", help="Mã tổ chức, khi có nhiều.", show_default=False)
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="Phiếu mời cho mọi người trong danh sách và mọi đơn vị chưa liên lạc được.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Với --all: tệp .docx để in.", show_default=False)
    ] = None,
    unit_class: Annotated[
        str | None, typer.Option("--class", metavar="CODE", help="Với --all, --mail: chỉ một lớp.", show_default=False)
    ] = None,
    mail: Annotated[
        bool, typer.Option("--mail", help="Thư mời tới mọi người trong danh sách chưa tham gia và có hộp thư.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Với --mail: cả những người đã được gửi trong 24 giờ qua.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Với --mail: chỉ đếm, không gửi.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Với --mail: gửi mà không hỏi lại.")] = False,
) -> None:
    """In mã mời dùng một lần, đường dẫn Telegram và web; với --all, phiếu mời cho cả loạt; với --mail, thư mời."""
    from bot.starting.failures import CommandFailure

    if mail:
        if everybody or unit or role or name or to:
            raise CommandFailure("--mail đi riêng, hoặc cùng --class, --again, --dry-run, --yes, --org.", code=2)
        _invite_by_mail(org, unit_class, again=again, dry_run=dry_run, yes=yes)
    elif again or dry_run or yes:
        raise CommandFailure("--again, --dry-run và --yes chỉ dùng với --mail.", code=2)
    elif everybody:
        _invite_all(org, unit_class, to)
    elif unit is None or role is None:
        said = "Cần --unit và --role; hoặc --all --to PHIEU.docx để in phiếu mời cho cả loạt; hoặc --mail để gửi thư."
        raise CommandFailure(said, code=2)
    else:
        _invite_one(org, unit, role, name)


def _invite_one(org: str | None, unit: str, role: str, name: str | None) -> None:
    from bot.shell.inviting import invitation
    from bot.starting.opening import open_database, open_settings
    from bot.starting.web_address import links_start
    from storage.messages import shared_bots

    settings = open_settings()
    with open_database(settings) as database:
        issued = database.do(invitation, org, unit, role, name)
        typer.echo(f"Mời vào: {issued.unit_name} · {issued.role}")
        typer.echo(f"Mã: {issued.code}")
        for line in _telegram_lines(database, settings, issued.code):
            typer.echo(line)
        for bot in database.do(shared_bots.all_with_room):
            typer.echo(_bot_line(bot, issued.code))
        typer.echo(_web_line(database.do(links_start, settings), issued.code))
        typer.echo(f"Dùng một lần, đến {issued.until}.")


def _invite_all(org: str | None, unit_class: str | None, to: Path | None) -> None:
    from bot.shell.inviting import Ways, bot_names, everybody, sheet_of
    from bot.shell.progress import progress
    from bot.starting.failures import CommandFailure
    from bot.starting.opening import open_database, open_settings
    from bot.starting.web_address import links_start
    from domain.messaging.channels import MOST_PEOPLE
    from storage.db import private
    from storage.messages import shared_bots

    if to is None or to.suffix.lower() != ".docx":
        raise CommandFailure("--all cần --to với tên tệp kết thúc bằng .docx.", code=2)
    if to.exists():
        raise CommandFailure(f"{to}: đã có tệp này; hãy chọn tên khác.", code=2)
    settings = open_settings()
    with open_database(settings) as database:
        start = database.do(links_start, settings)
        bots = [bot.username for bot in bot_names(database, settings) if bot.username]

        room = {bot: n for channel in MOST_PEOPLE for bot, n in database.do(shared_bots.rooms, channel).items()}

        def ways(code: str) -> Ways:
            web = [f"{start}/vao/{code}"] if start else []
            shared = shared_bots.roomiest(room)
            if shared is not None:
                room[shared] -= 1
                return Ways([*filter(None, [shared.link]), *web], _bot_line(shared))
            return Ways([*(f"https://t.me/{bot}?start={code}" for bot in bots[:1]), *web])

        cards = []
        with progress() as bar:
            shown = bar.add_task("Tạo mã mời", total=None)
            for total, card in everybody(database, org, unit_class, ways):
                cards.append(card)
                bar.update(shown, completed=len(cards), total=total)
        if not cards:
            typer.echo("Không còn ai phải mời.")
            return
        private.prepare(to)  # the codes are nobody else's business
        to.write_bytes(sheet_of(database, org, cards))
    if not bots and _is_only_here(start):
        typer.echo("Lưu ý: đường dẫn trên phiếu chỉ mở được ở máy này; hãy đặt DONDOC_PUBLIC_URL rồi in lại.")
    typer.echo(f"Đã ghi {to}: {len(cards)} phiếu. In, cắt rời và trao tận tay; tệp có mã mời, in xong thì xóa.")


def _invite_by_mail(org: str | None, unit_class: str | None, *, again: bool, dry_run: bool, yes: bool) -> None:
    from bot.shell import mail_inviting
    from bot.shell.progress import progress
    from bot.starting.failures import CommandFailure
    from bot.starting.opening import open_database, open_settings
    from bot.starting.web_address import links_start

    settings = open_settings()
    if settings.smtp_url is None and not dry_run:
        raise CommandFailure("DONDOC_SMTP_URL: chưa đặt nên không gửi được thư; xem dondoc check.")
    now = mail_inviting.moment()
    with open_database(settings) as database:
        found = mail_inviting.round_now(database, org, unit_class, again, now)
        for line in mail_inviting.told(found):
            typer.echo(line)
        if dry_run or not found.ready:
            return
        if _is_only_here(database.do(links_start, settings)):
            typer.echo("Lưu ý: đường dẫn trong thư chỉ mở được ở máy này; hãy đặt DONDOC_PUBLIC_URL trước.")
        if not yes and not typer.confirm("Gửi?", default=False):
            typer.echo("Không gửi gì.")
            return
        queued = 0
        with progress() as bar:
            shown = bar.add_task("Xếp thư", total=len(found.ready))
            for queued in mail_inviting.queue(database, org, found, again, now):
                bar.update(shown, completed=queued)
    lasts = mail_inviting.lasts(queued)
    typer.echo(f"Đã xếp {queued} thư mời. Thư đi khi chương trình (dondoc run) chạy; gửi hết mất {lasts}.")


def _bot_line(bot: "Bot", code: str = "") -> str:
    """By its name too, as a link may be missing or lead nowhere."""
    from handlers.words import Words

    channel = Words().plain(f"channel.{bot.channel}")
    if not code:
        return f"{channel}: {'hoặc ' if bot.link else ''}tìm bot “{bot.shown}”, rồi gõ mã"
    way = f"mở {bot.link} (hoặc tìm bot “{bot.shown}”)" if bot.link else f"tìm bot “{bot.shown}” trong ô tìm kiếm"
    return f"{channel}: {way}, rồi gõ mã {code}"


def _is_only_here(start: str | None) -> bool:
    from urllib.parse import urlsplit

    return start is not None and urlsplit(start).hostname in ("127.0.0.1", "localhost", "::1")


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
