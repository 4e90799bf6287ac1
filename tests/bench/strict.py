"""The strict server in this process, enforcing its limits, for what is about pace and not about throughput."""

from tests.bench.processes import TOKEN
from tests.botapi import BotApiServer, Limits

PER_SECOND = 30


def strict_server() -> BotApiServer:
    """Refuses the 32nd message of any sliding second with 429: one more than the limit, for the way there is uneven."""
    return BotApiServer([TOKEN], limits=Limits(per_second=PER_SECOND, tolerance=1))


def acquaint(server: BotApiServer, first_chat: int, people: int) -> None:
    """So many people have written to the bot before, so that it may write to them."""
    for number in range(people):
        server.person(first_chat + number).chat.started = True
