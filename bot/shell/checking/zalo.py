"""What `dondoc check` says of the Zalo bots."""

from collections.abc import Collection
from urllib.parse import urlsplit

from bot.language import say
from bot.settings import ZALO_API, Settings
from bot.shell.checking.zalo_names import ask_hooks, ask_zalo
from bot.starting.finding import Finding, Findings, Mark


def zalo(settings: Settings) -> Findings:
    if not settings.zalo_token:
        yield Finding(Mark.NOTE, "Zalo", say("shell.check.bot.off", setting="DONDOC_ZALO_TOKEN"))
    answered = set()
    for account, said, mend in ask_zalo(settings):
        if mend:
            yield Finding(Mark.WRONG, say("shell.check.bot.of", channel="Zalo", bot=account), said, mend)
        else:
            answered.add(account)
            yield Finding(Mark.GOOD, "Zalo", said)
    yield from _hooks(settings, answered)
    links, unknown = say("shell.check.zalo_links"), len(settings.zalo_token) - len(settings.zalo_link)
    if unknown > 0:
        said = say("shell.check.zalo_links.unknown", n=unknown)
        yield Finding(Mark.NOTE, links, said, say("shell.check.zalo_links.copy"))
    elif unknown < 0:
        said = say("shell.check.zalo_links.too_many", n=-unknown)
        yield Finding(Mark.WRONG, links, said, say("shell.check.zalo_links.one_each"))
    subject, webhook = say("shell.check.webhook", channel="Zalo"), settings.zalo_webhook
    if webhook and not settings.zalo_token:
        yield Finding(Mark.NOTE, subject, say("shell.check.webhook.unused", setting="DONDOC_ZALO_TOKEN"))
    elif webhook and not webhook.startswith("https://") and settings.zalo_api == ZALO_API:
        said = say("shell.check.webhook.plain", url=webhook, channel="Zalo")
        yield Finding(Mark.WRONG, subject, said, say("shell.check.webhook.https", setting="DONDOC_ZALO_WEBHOOK"))


def _hooks(settings: Settings, accounts: Collection[str]) -> Findings:
    """Yield what Zalo says of the webhooks of these bots. It tells no errors and no number of what waits."""
    wanted = urlsplit(settings.zalo_webhook or "").netloc
    for account, url in ask_hooks(settings, accounts):
        subject, host = say("shell.check.webhook_of", channel="Zalo", bot=account), urlsplit(url or "").netloc
        if url and not wanted:
            said = say("shell.check.webhook.elsewhere", host=host)
            yield Finding(Mark.NOTE, subject, said, say("shell.check.webhook.run_unsets"))
        elif wanted and url == "":
            said = say("shell.check.webhook.unset", channel="Zalo")
            yield Finding(Mark.NOTE, subject, said, say("shell.check.webhook.run_sets"))
        elif wanted and url and host != wanted:
            said = say("shell.check.webhook.wrong_host", channel="Zalo", host=host, wanted=wanted)
            yield Finding(Mark.WRONG, subject, said, say("shell.check.webhook.stop_other"))
        elif wanted and url:
            yield Finding(Mark.GOOD, subject, say("shell.check.webhook.good", channel="Zalo", host=host))
