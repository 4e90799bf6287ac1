"""People write as they do, in the web chat: through its interface, the program's own answers and its own channel."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy.orm import Session

from domain.messaging.messages import Incoming
from handlers.conversation.acting import Context
from handlers.dispatch import handle_waiting
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from tests.walk import HANDED_IN, NOW, WALKS, Step, Walk, chat_of, furnish, handed_in
from tests.web.clerk import Clerk
from tests.web.site import SECRET, Site, Visitor, said

LONGEST = 700  # characters of an answer


class Program(Clerk):
    """Answers by the program in the place of a script."""

    def handle(self, session: Session) -> list[Incoming]:
        while handle_waiting(session, self.now(), Context(work_calendar(), "", SECRET)):
            pass
        return []


@pytest.fixture
async def site(sqlite_database: Database) -> AsyncIterator[Site]:
    site = Site(sqlite_database, clerk=Program)
    site.moment = NOW
    furnish(site.office, "web")
    await site.start()
    yield site
    await site.stop()


async def test_from_typing_to_the_receipt(site: Site) -> None:
    for walk in WALKS:
        await _walks(site, walk)
    assert handed_in(site.office) == HANDED_IN


async def _walks(site: Site, walk: Walk) -> None:
    async with site.visitor(chat_of(walk), site.new_session(chat_of(walk))) as person:
        for step in walk.steps:
            seen = await _takes(person, step)
            for fragment in step.shows:
                assert fragment in seen, f"{walk.name}, after {step.does!r}: {seen}"
            assert len(seen) < LONGEST, f"too long for a phone: {seen}"


async def _takes(person: Visitor, step: Step) -> str:
    """What was said or changed then."""
    before = await person.lines()
    if step.chooses:
        line, key = _button(before, step.does)
        assert (await person.press(line, key)).status == 200
    else:
        assert (await person.send(step.does)).status == 200
    return "\n\n".join(said(line) for line in await person.settled() if line not in before and not line["mine"])


def _button(lines: Sequence[Mapping[str, Any]], label: str) -> tuple[int, str]:
    found = [
        (line["id"], b["key"]) for line in reversed(lines) for row in line["rows"] for b in row if b["label"] == label
    ]
    assert found, f"no button {label!r}"
    return found[0]
