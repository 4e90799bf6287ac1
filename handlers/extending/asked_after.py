"""`gia hạn của em được duyệt chưa`, `rút đề nghị gia hạn`: what waits is told; nothing is asked for."""

from domain.messages import Text, lines_of
from domain.typed.more_time import about_more_time
from handlers.extending import asking
from handlers.extending.terms import about
from handlers.talk import Talk
from handlers.words import dates
from storage import duties, extensions


def deals_with(talk: Talk, text: str) -> bool:
    """Of who reports, where no other question is open."""
    is_free = (talk.address.focus or {}).get("ask", "card") == "card"
    said = about_more_time(text) if is_free and talk.actor is not None and talk.actor.is_reporter else None
    if said is None:
        return False
    owed = duties.owed_by(talk.session, talk.person.reporting_units)
    waiting = extensions.waiting(talk.session, [duty.id for duty in owed])
    if not waiting and said == "after":
        asking.command(talk)
        return True
    lines: list[Text] = [
        talk.words(
            "extend.still_waits",
            **about(talk.words, duty),
            until=dates.moment(talk.words, waiting[duty.id].wanted_at, duty.zone),
            at=dates.moment(talk.words, waiting[duty.id].asked_at, duty.zone),
        )
        for duty in owed
        if duty.id in waiting
    ]
    last = "extend.none_waits" if not waiting else "extend.taken_back" if said == "back" else ""
    talk.note(lines_of([*lines, *([talk.words(last)] if last else [])]))
    return True
