"""Examples of what can be typed, with tasks that the person has."""

from handlers.conversation.talk import Talk
from storage.reporting import duties

MOST = 2


def codes(talk: Talk) -> list[str]:
    """Return task codes of a report that is owed, or may be added to, else of one that was sent; none where there is
    none."""
    units = talk.person.reporting_units
    found = duties.owed_by(talk.session, units) or [
        duty for duty, _ in duties.open_to_contribution(talk.session, units)
    ]
    found = found or duties.known_to(talk.session, units)
    return [task.code for duty in found[:1] for task in duties.tasks_of(talk.session, duty.requirement_id)][:MOST]


def line(talk: Talk) -> str:
    """Return a line about one task, as `2.7 40%`; "" where there is no task."""
    return f"{one[0]} 40%" if (one := codes(talk)) else ""


def whole_line(talk: Talk) -> str:
    """Return a line about two tasks: `2.7 40%; 3.1 xong, vướng: thiếu mặt bằng`"""
    known = codes(talk)
    if not known:
        return ""
    first, *others = known
    ending = talk.words.plain("example.end")
    return f"{first} 40%; {others[0]} {ending}" if others else f"{first} {ending}"
