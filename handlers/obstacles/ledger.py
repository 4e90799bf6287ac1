"""`/vuongmac`: what is open, for whoever raised it, follows it or is to answer it; and one of them in full."""

from datetime import timedelta

from domain import rights
from domain.messaging.messages import Text, lines_of, text_of
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display import obstacle_text
from handlers.naming import asked_for
from handlers.obstacles import access, raising
from storage.deciding import obstacles
from storage.deciding.obstacles import ObstacleEntry
from storage.people import absences, actors
from storage.tables import Unit
from storage.units import units

RECENT = timedelta(days=90)  # so long an own one stays on the list after it is over


def command(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Show what is open (`/vuongmac`); `/vuongmac 2.7 thiếu kinh phí` raises one; who only follows names a unit."""
    if rest and talk.person.is_reporter and page is None and not _names_units(talk, rest):
        raising.typed(talk, rest)
        return
    found = _visible(talk)
    beside: list[Text] = []
    if rest:
        named = asked_for.some_or_stop(talk, _followed(talk), rest, "obstacles", lambda unit: {"rest": unit.code})
        beside = asked_for.remarks(talk.words, talk.session, named)
        raised = {entry.obstacle.unit_id for entry in found}
        if absent := [unit for unit in named.possible if unit.id not in raised]:
            beside.insert(0, talk.words("obstacle.none_of", units=asked_for.names(talk.words, absent)))
        meant = {unit.id for unit in named.possible}
        found = [entry for entry in found if entry.obstacle.unit_id in meant]
    new = [Choice(talk.words.plain("button.raise"), "obstacle.raise")] if talk.person.is_reporter else []
    if not found:
        talk.say(lines_of(beside or [talk.words("obstacle.none")]), [new])
        return
    shown = page_of(found, page or 0)
    lines: list[Text] = [talk.words("obstacle.title", n=sum(entry.is_open for entry in found)), *beside]
    choices = []
    for number, entry in enumerate(shown.lines, shown.first + 1):
        lines.append(text_of(f"{number}. ", obstacle_text.line(talk.words, entry)))
        choices.append(
            Choice(talk.words.plain("button.read", n=number), "obstacle", {"obstacle_id": entry.obstacle.id})
        )
    turns = turning(talk.words, shown, "obstacles", {"rest": rest} if rest else None)
    (talk.say if page is None else talk.show)(lines_of(lines), [*in_rows(choices, 5), turns, new])


def _followed(talk: Talk) -> list[Unit]:
    return units.listed(talk.session, actors.units_followed(talk.session, talk.person.plan_ids), ())


def _names_units(talk: Talk, rest: str) -> bool:
    """Say whether other units' obstacles are asked for, by who reports and follows too: whole names of units raise
    none."""
    if not talk.person.plan_ids:
        return False
    named = asked_for.named(talk.session, _followed(talk), rest)
    return bool(named.sure) and not named.doubtful and not named.unknown


def _visible(talk: Talk) -> list[ObstacleEntry]:
    me = talk.person
    return obstacles.entries(
        talk.session,
        units=me.reporting_units,
        plans=me.plan_ids,
        persons={me.person_id, *absences.stood_in_for(talk.session, me.reporting_units, me.person_id, talk.now)},
        since=talk.now - RECENT,
    )


def one(talk: Talk, obstacle_id: int) -> None:
    entry = access.seen(talk, obstacle_id)
    obstacle = entry.obstacle
    rows = obstacle_text.ways(
        talk.words,
        entry,
        follows=rights.may_follow(talk.person, obstacle.plan_id),
        answers=access.may_answer(talk, entry),
        own=obstacle.unit_id in talk.person.reporting_units,
    )
    talk.say(obstacle_text.in_full(talk.words, talk.session, entry), rows)
