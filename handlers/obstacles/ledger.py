"""`/vuongmac`: what is open, for whoever raised it, follows it or is to answer it; and one of them in full."""

from datetime import timedelta

from domain import rights
from domain.messages import Text, lines_of, text_of
from handlers.following.pages import page_of, turning
from handlers.obstacles import access, raising, texts
from handlers.talk import Choice, Talk, in_rows
from handlers.unit_names import matching, unknown
from storage import absences, actors, obstacles, units
from storage.obstacles import Entry

RECENT = timedelta(days=90)  # so long an own one stays on the list after it is over


def command(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """`/vuongmac`; `/vuongmac 2.7 thiếu kinh phí` raises one; who only follows names a unit."""
    if rest and talk.person.is_reporter and page is None:
        raising.typed(talk, rest)
        return
    found = _visible(talk)
    if rest:
        followed = units.listed(talk.session, actors.units_followed(talk.session, talk.person.plan_ids), ())
        meant = {unit.id for unit in matching(talk.session, followed, rest)}
        if not meant:
            unknown(talk, followed, rest, "obstacles", lambda unit: {"rest": unit.code})
        found = [entry for entry in found if entry.obstacle.unit_id in meant]
    new = [Choice(talk.words.plain("button.raise"), "obstacle.raise")] if talk.person.is_reporter else []
    if not found:
        talk.say(talk.words("obstacle.none"), [new])
        return
    shown = page_of(found, page or 0)
    lines: list[Text] = [talk.words("obstacle.title", n=sum(map(texts.is_open, found)))]
    choices = []
    for number, entry in enumerate(shown.lines, shown.first + 1):
        lines.append(text_of(f"{number}. ", texts.line(talk.words, entry)))
        choices.append(Choice(talk.words.plain("button.read", n=number), "obstacle", {"x": entry.obstacle.id}))
    turns = turning(talk.words, shown, "obstacles", {"rest": rest} if rest else None)
    (talk.say if page is None else talk.show)(lines_of(lines), [*in_rows(choices, 5), turns, new])


def _visible(talk: Talk) -> list[Entry]:
    me = talk.person
    return obstacles.entries(
        talk.session,
        units=me.reporting_units,
        plans=me.plan_ids,
        persons={me.person_id, *absences.stood_in_for(talk.session, me.reporting_units, me.person_id, talk.now)},
        since=talk.now - RECENT,
    )


def one(talk: Talk, x: int) -> None:
    entry = access.seen_or_stop(talk, x)
    obstacle = entry.obstacle
    rows = texts.ways(
        talk.words,
        entry,
        follows=rights.may_follow(talk.person, obstacle.plan_id),
        answers=access.may_answer(talk, entry),
        own=obstacle.unit_id in talk.person.reporting_units,
    )
    talk.say(texts.in_full(talk.words, talk.session, entry), rows)
