"""What the program cannot stand on: looked at before anything opens the database, and refused in words."""

from sqlalchemy import URL

from bot.language import say
from bot.starting.expected_failures import CommandFailure
from storage.installation.copies import is_incomplete
from storage.installation.poolers import trouble_with_pooler

_MEND = {
    "transaction": ("shell.pooler.connect", "shell.pooler.session"),
    "statement": ("shell.pooler.connect", "shell.pooler.session"),
    "prepared": ("shell.pooler.reset",),
}
"""By what is wrong with the pooler."""


def unfit(url: URL) -> CommandFailure | None:
    """Return why nothing should be done on this database; None where it will do."""
    if is_incomplete(url):
        return CommandFailure(
            say("shell.database.incomplete", file=url.database),
            say("shell.database.incomplete.copy"),
            say("shell.database.incomplete.accept"),
        )
    pooled = trouble_with_pooler(url)
    if pooled is None:
        return None
    return CommandFailure(say(f"shell.pooler.{pooled}"), *map(say, _MEND[pooled]))
