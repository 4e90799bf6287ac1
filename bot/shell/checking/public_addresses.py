"""What `dondoc check` says of where the program listens, and of the links that it gives out."""

import urllib.error
import urllib.request

from bot.language import say
from bot.running.binding import bind
from bot.settings import Settings, address_url
from bot.starting.expected_failures import CommandFailure
from bot.starting.finding import Finding, Findings, Mark


def listening(settings: Settings) -> Findings:
    subject, place = say("shell.check.listening"), address_url(settings.http)
    try:
        bind(settings.http).close()
        trouble = ""
    except CommandFailure as failure:
        trouble = failure.lines[0].removeprefix("DONDOC_HTTP: ").removesuffix(".")
    if not trouble:
        yield Finding(Mark.GOOD, subject, _free(settings, place))
    elif _is_ours(place):
        yield Finding(Mark.GOOD, subject, say("shell.check.listening.ours", place=place))
    else:
        yield Finding(Mark.WRONG, subject, trouble, say("shell.check.listening.mend"))


def _free(settings: Settings, place: str) -> str:
    return say("shell.check.listening.free", place=place) if settings.http.port else say("shell.check.listening.any")


def _is_ours(place: str) -> bool:
    try:
        with urllib.request.urlopen(f"{place}/healthz", timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def public_address(settings: Settings) -> Findings:
    subject, url = say("shell.check.links"), settings.public_url
    if url is None:
        yield Finding(Mark.NOTE, subject, say("shell.check.links.here"), say("shell.check.links.elsewhere"))
    elif url.startswith("http://") and "//127." not in url and "//localhost" not in url:
        yield Finding(Mark.NOTE, subject, say("shell.check.links.plain", url=url), say("shell.check.links.https"))
    else:
        yield Finding(Mark.GOOD, subject, say("shell.check.links.good", url=url))
