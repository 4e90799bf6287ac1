"""`dondoc check`: what is set, what is wrong with it, and how to mend it. Looks only, but for a row that shows
whether rows can be written."""

from collections.abc import Callable

from bot.language import say, worded
from bot.settings import ENV_FILE, Settings, SettingsProblems, misspelt, names_in_use, read_settings
from bot.settings.meanings import explained
from bot.shell.checking import exposure, webhooks
from bot.shell.checking.bot_names import ask_names
from bot.shell.checking.databases import database_state, organisation_codes
from bot.shell.checking.mail import mail
from bot.shell.checking.public_addresses import listening, public_address
from bot.shell.checking.reader_check import second_reader
from bot.shell.checking.zalo import zalo
from bot.starting.finding import Finding, Findings, Mark
from bot.starting.templates import word_templates
from storage.installation.calendars import CalendarFileError, read_days


def look() -> tuple[list[str], bool]:
    """Return the lines to show, and whether all is well."""
    try:
        settings = read_settings()
    except SettingsProblems as error:
        findings = [Finding(Mark.WRONG, say("shell.check.settings"), problem) for problem in error.problems]
        return [line for finding in [*findings, *misspelt_settings()] for line in finding.lines()], False
    findings = [finding for examine in EXAMINED for finding in examine(settings)]
    lines = [say("shell.check.in_use"), *explained(settings), ""]
    lines += [line for finding in findings for line in finding.lines()]
    return lines, not any(finding.mark is Mark.WRONG for finding in findings)


def misspelt_settings() -> Findings:
    for name, meant in misspelt(names_in_use()).items():
        perhaps, delete = "shell.check.settings.perhaps", "shell.check.settings.delete"
        mend = say(perhaps, meant=meant) if meant else say(delete, file=ENV_FILE)
        yield Finding(Mark.WRONG, say("shell.check.settings"), say("shell.check.settings.strange", name=name), mend)


def settings_read(settings: Settings) -> Findings:
    strange = list(misspelt_settings())
    yield from strange or [Finding(Mark.GOOD, say("shell.check.settings"), say("shell.check.settings.read"))]


def calendar(settings: Settings) -> Findings:
    if settings.calendar is None:
        return
    subject = say("shell.check.calendar")
    try:
        days = len(read_days(settings.calendar).days)
    except CalendarFileError as error:
        yield Finding(Mark.WRONG, subject, worded(error.sentence), say("shell.check.calendar.mend"))
    else:
        yield Finding(Mark.GOOD, subject, say("shell.check.calendar.good", n=days, file=settings.calendar))


def telegram_bots(settings: Settings) -> Findings:
    if not settings.telegram_token:
        yield Finding(Mark.NOTE, "Telegram", say("shell.check.bot.off", setting="DONDOC_TELEGRAM_TOKEN"))
    yield from webhooks.telegram_address(settings)
    answered = set()
    for bot in ask_names(settings.telegram_api, settings.telegram_token):
        if bot.username:
            answered.add(bot.account)
            yield Finding(Mark.GOOD, "Telegram", say("shell.check.bot.ready", name=f"@{bot.username}"))
        else:
            said, _, mend = bot.trouble.partition("; ")
            yield Finding(Mark.WRONG, say("shell.check.bot.of", channel="Telegram", bot=bot.account), said, mend)
    yield from webhooks.of_telegram(settings, answered)


EXAMINED: tuple[Callable[[Settings], Findings], ...] = (
    settings_read,
    exposure.files,  # before anything is opened, which closes them to others
    database_state,
    calendar,
    lambda settings: word_templates(settings, organisation_codes(settings)),
    telegram_bots,
    zalo,
    mail,
    second_reader,
    listening,
    public_address,
)
