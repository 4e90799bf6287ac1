"""What `dondoc check` says of the second reader: whether it is there, and what leaves the office."""

import asyncio
import socket

from aiohttp import ClientError

from bot.language import say
from bot.reader.local import are_local, host_of, is_local
from bot.reader.reader_settings import where
from bot.reader.service import BadAnswerError, Service, Where
from bot.settings import Settings
from bot.starting.finding import Finding, Findings, Mark


def second_reader(settings: Settings) -> Findings:
    subject, sent = say("shell.check.reader"), say("shell.check.reader.sent")
    place = where(settings)
    if place is None:
        yield Finding(Mark.NOTE, subject, say("shell.check.reader.off"))
        return
    host = host_of(place.url)
    local = _is_local(host)
    if local is None:
        yield Finding(
            Mark.WRONG, subject, say("shell.check.reader.not_found", host=host), say("shell.check.reader.correct")
        )
        return
    if not local and not place.may_be_remote:
        said = say("shell.check.reader.not_allowed", host=host, sent=sent)
        yield Finding(Mark.WRONG, subject, said, say("shell.check.reader.allow"))
        return
    if not local:
        said = say("shell.check.reader.remote", host=host, sent=sent)
        yield Finding(Mark.NOTE, subject, said, say("shell.check.reader.only_if_allowed"))
        if place.url.startswith("http://"):
            yield Finding(Mark.WRONG, subject, say("shell.check.reader.plain"), say("shell.check.reader.https"))
    trouble = asyncio.run(_tried(place))
    if trouble:
        yield Finding(Mark.WRONG, subject, trouble, say("shell.check.reader.see"))
    elif local:
        yield Finding(Mark.GOOD, subject, say("shell.check.reader.local", host=host, sent=sent))


def _is_local(host: str) -> bool | None:
    """Say whether the host is on this machine or its network; None where there is no such machine."""
    told = is_local(host)
    if told is not None:
        return told
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return None
    return are_local(str(address[0]) for *_, address in found)


async def _tried(place: Where) -> str:
    """Return what is wrong where the reader does not say which model it has; "" where all is well."""
    try:
        async with Service(Where(place.url, None, place.key, place.may_be_remote)) as service:
            await service.model()
    except TimeoutError:
        return say("shell.check.reader.no_answer")
    except (ClientError, OSError):
        return say("shell.check.reader.out_of_reach")
    except BadAnswerError:
        return say("shell.check.reader.bad_answer")
    return ""
