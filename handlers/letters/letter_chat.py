"""*Soạn công văn* under a list of who is late: whom it goes to, until when it asks, and the file."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from domain.messaging.messages import lines_of
from handlers.conversation.talk import Choice, Talk
from handlers.display import listing
from handlers.following import scope
from handlers.letters import actions
from handlers.words import dates
from storage.following.overdue import OutstandingDuty

DAYS = (2, 3, 5, 10)  # working days from now
CLOSING = time(17)
MOST_NAMES = 8


def ask(talk: Talk, units: Sequence[int] | None = None, of: Sequence[Sequence[object]] = ()) -> None:
    """Say whom a letter would go to, and ask until when the reports are wanted."""
    found = actions.late(talk, scope.plans(talk), units, _reports(of))
    if not found:
        talk.stop("letter.nobody")
    word = talk.words.plain
    names = [*{row.unit_id: row.unit_name for row in found}.values()]
    listed = listing.joined(talk.words, names, MOST_NAMES)
    about = talk.words("letter.about", n=len(names), reports=len(found), names=listed)
    args: dict[str, object] = {} if units is None else {"units": list(units)}
    if of:
        args["of"] = [list(one) for one in of]
    zone = found[0].asked.zone
    rows = []
    for at in _days(talk, zone):
        label = word("letter.until", at=dates.moment(talk.words, at, zone))
        rows.append([Choice(label, "letter.write", {"until": at.isoformat(), **args})])
    talk.say(lines_of([about, talk.words("letter.until_when")]), [*rows, [Choice(word("button.leave"), "leave")]])


def _days(talk: Talk, zone: ZoneInfo) -> list[datetime]:
    """Return the ends of working days from which one is chosen."""
    calendar, today = talk.context.calendar, talk.now.astimezone(zone).date()
    return [datetime.combine(calendar.shift(today, days), CLOSING, zone) for days in DAYS]


def write(talk: Talk, until: str, units: Sequence[int] | None = None, of: Sequence[Sequence[object]] = ()) -> None:
    """Have the letters written."""
    at, to = datetime.fromisoformat(until), talk.address.id
    made = actions.ask_for_letters(talk, scope.plans(talk), at, to, units, _reports(of))
    said = [talk.words("letter.making", plan=_plan(rows), n=len({row.unit_id for row in rows})) for rows in made]
    talk.show(lines_of(said))


def _reports(of: Sequence[Sequence[object]]) -> list[tuple[int, str]]:
    return [(int(str(requirement)), str(period)) for requirement, period in of]


def _plan(rows: Sequence[OutstandingDuty]) -> str:
    return rows[0].asked.plan_title
