"""`dondoc invite`: one-time codes by which people join."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.given import DryRun, OrganisationCode, UnitCode
from bot.language import say, shell_words

if TYPE_CHECKING:
    from bot.settings import Settings
    from handlers.words import Words
    from storage.db.database import Database
    from storage.messages.shared_bots import Bot


def invite(
    unit: UnitCode = None,
    role: Annotated[str | None, typer.Option("--role", metavar="ROLE", show_default=False)] = None,
    name: Annotated[str | None, typer.Option("--name", show_default=False)] = None,
    org: OrganisationCode = None,
    everybody: Annotated[bool, typer.Option("--all")] = False,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", show_default=False)] = None,
    unit_class: Annotated[str | None, typer.Option("--class", metavar="CODE", show_default=False)] = None,
    mail: Annotated[bool, typer.Option("--mail")] = False,
    again: Annotated[bool, typer.Option("--again")] = False,
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    """Give out a code, a sheet of them, or letters by mail."""
    from bot.starting.expected_failures import CommandFailure

    if mail:
        if everybody or unit or role or name or to:
            raise CommandFailure(say("shell.invite.mail_alone"), code=2)
        _invite_by_mail(org, unit_class, again=again, dry_run=dry_run, yes=yes)
    elif again or dry_run or yes:
        raise CommandFailure(say("shell.invite.mail_only"), code=2)
    elif everybody:
        _invite_all(org, unit_class, to)
    elif unit is None or role is None:
        raise CommandFailure(say("shell.invite.needs"), code=2)
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
        typer.echo(say("shell.invite.into", unit=issued.unit_name, role=issued.role))
        typer.echo(say("shell.invite.code", code=issued.code))
        for line in _telegram_lines(database, settings, issued.code):
            typer.echo(line)
        for bot in database.do(shared_bots.all_with_room):
            typer.echo(_bot_line(shell_words(), bot, issued.code))
        typer.echo(_web_line(database.do(links_start, settings), issued.code))
        typer.echo(say("shell.invite.until", until=issued.until))


def _invite_all(org: str | None, unit_class: str | None, to: Path | None) -> None:
    from bot.shell.inviting import Ways, bot_names, everybody, sheet_of
    from bot.shell.terminal_progress import progress
    from bot.starting.expected_failures import CommandFailure
    from bot.starting.opening import open_database, open_settings
    from bot.starting.web_address import links_start
    from domain.messaging.channels import MOST_PEOPLE
    from handlers.words import Words
    from storage.db import private
    from storage.messages import shared_bots

    if to is None or to.suffix.lower() != ".docx":
        raise CommandFailure(say("shell.invite.all_needs_to"), code=2)
    if to.exists():
        raise CommandFailure(say("shell.file.taken", file=to), code=2)
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
                return Ways([*filter(None, [shared.link]), *web], _bot_line(Words(), shared))  # on the card
            return Ways([*(f"https://t.me/{bot}?start={code}" for bot in bots[:1]), *web])

        cards = []
        with progress() as bar:
            shown = bar.add_task(say("shell.invite.progress"), total=None)
            for total, card in everybody(database, org, unit_class, ways):
                cards.append(card)
                bar.update(shown, completed=len(cards), total=total)
        if not cards:
            typer.echo(say("shell.invite.nobody"))
            return
        private.prepare(to)  # the codes are nobody else's business
        to.write_bytes(sheet_of(database, org, cards))
    if not bots and _is_only_here(start):
        typer.echo(say("shell.invite.only_here"))
    typer.echo(say("shell.invite.all_done", file=to, n=len(cards)))


def _invite_by_mail(org: str | None, unit_class: str | None, *, again: bool, dry_run: bool, yes: bool) -> None:
    from bot.shell import mail_inviting
    from bot.shell.terminal_progress import progress
    from bot.starting.expected_failures import CommandFailure
    from bot.starting.opening import open_database, open_settings
    from bot.starting.web_address import links_start

    settings = open_settings()
    if settings.smtp_url is None and not dry_run:
        raise CommandFailure(say("shell.invite.no_mail"))
    now = mail_inviting.moment()
    with open_database(settings) as database:
        found = mail_inviting.round_now(database, org, unit_class, again, now)
        for line in mail_inviting.told(found):
            typer.echo(line)
        if dry_run or not found.ready:
            return
        if _is_only_here(database.do(links_start, settings)):
            typer.echo(say("shell.invite.mail_only_here"))
        if not yes and not typer.confirm(say("shell.invite.send"), default=False):
            typer.echo(say("shell.invite.not_sent"))
            return
        queued = 0
        with progress() as bar:
            shown = bar.add_task(say("shell.invite.queueing"), total=len(found.ready))
            for queued in mail_inviting.queue(database, org, found, again, now):
                bar.update(shown, completed=queued)
    lasts = mail_inviting.lasts(queued)
    typer.echo(say("shell.invite.queued", n=queued, lasts=lasts))


def _bot_line(words: "Words", bot: "Bot", code: str = "") -> str:
    """Say how to reach the bot, by its name too, as a link may be missing or lead nowhere. Without a code, it stands
    beside it."""
    if code:
        way = "shell.bot.open_with" if bot.link else "shell.bot.search_with"
    else:
        way = "shell.bot.or_find" if bot.link else "shell.bot.find"
    return f"{words.plain(f'channel.{bot.channel}')}: {words.plain(way, link=bot.link, bot=bot.shown, code=code)}"


def _is_only_here(start: str | None) -> bool:
    from urllib.parse import urlsplit

    return start is not None and urlsplit(start).hostname in ("127.0.0.1", "localhost", "::1")


def _web_line(start: str | None, code: str) -> str:
    if start is None:
        return say("shell.bot.web_later", code=code)
    return f"Web: {start}/vao/{code}"


def _telegram_lines(database: "Database", settings: "Settings", code: str) -> list[str]:
    if not settings.telegram_token:
        return [say("shell.bot.no_telegram")]
    from bot.shell.inviting import bot_names

    return [
        f"Telegram: https://t.me/{bot.username}?start={code}"
        if bot.username
        else say("shell.bot.name_unknown", bot=bot.account, why=bot.trouble)
        for bot in bot_names(database, settings)
    ]
