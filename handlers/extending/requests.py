"""What is asked: the queue of all requests."""

from collections.abc import Sequence

from domain.messaging.messages import Text, lines_of, text_of
from handlers.conversation.dialogs import go_or_leave
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Answer, Choice, Talk, in_rows
from handlers.display.shortcuts import to_decide
from handlers.naming import asked_for
from handlers.words import Words, dates
from handlers.words.reports import about
from storage.deciding.extensions import Waiting
from storage.people import actors
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.units import units

MOST_AT_ONCE = 100


def show(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Show what is asked on the plans one follows, the oldest first; by the units named behind the command."""
    if not talk.person.plan_ids:
        talk.stop("follow.no_plan")
    found = to_decide(talk)
    found, beside = _of_units(talk, found, rest) if rest and found else (found, [])
    general = Choice(talk.words.plain("button.general_start"), "general")
    if not found:
        talk.say(talk.words("extension.none"), [[general]])
        return
    shown = page_of(found, page or 0)
    named = _duties(talk, shown.lines)
    lines: list[Text] = [talk.words("extension.title", n=len(found)), *beside]
    choices = []
    for number, waiting in enumerate(shown.lines, shown.first + 1):
        lines.append(text_of(f"{number}. ", _line(talk.words, named[waiting.obligation_id], waiting)))
        choices.append(Choice(talk.words.plain("button.handle", n=number), "extension", {"extension_id": waiting.id}))
    rows = [*in_rows(choices, 5), turning(talk.words, shown, "extensions", {"rest": rest} if rest else None)]
    if len(found) > 1:
        ids = [waiting.id for waiting in found[:MOST_AT_ONCE]]
        rows.append([Choice(talk.words.plain("button.grant_all", n=len(ids)), "extension.all", {"ids": ids})])
    rows.append([general])
    (talk.say if page is None else talk.show)(lines_of(lines), rows)


def _of_units(talk: Talk, found: Sequence[Waiting], typed: str) -> tuple[list[Waiting], list[Text]]:
    """Return the requests of the units that were named, and what is to be said of the names."""
    followed = units.listed(talk.session, actors.units_followed(talk.session, talk.person.plan_ids), ())
    named = asked_for.some_or_stop(talk, followed, typed, "extensions", lambda unit: {"rest": unit.code})
    units_of = {duty.id: duty.unit_id for duty in _duties(talk, found).values()}
    asking = set(units_of.values())
    beside = asked_for.remarks(talk.words, talk.session, named)
    if absent := [unit for unit in named.possible if unit.id not in asking]:
        beside.insert(0, talk.words("extension.none_of", unit=asked_for.names(talk.words, absent)))
    meant = {unit.id for unit in named.possible}
    theirs = [waiting for waiting in found if units_of[waiting.obligation_id] in meant]
    if not theirs:
        raise Answer(lines_of(beside))
    return theirs, beside


def confirm_all(talk: Talk, ids: Sequence[int]) -> None:
    """Read back what is about to be granted together."""
    found = [w for w in to_decide(talk) if w.id in set(ids)]
    if not found:
        talk.stop("extension.none")
    named = _duties(talk, found)
    lines = [talk.words("extension.confirm_all", n=len(found))]
    lines += [_line(talk.words, named[waiting.obligation_id], waiting) for waiting in found]
    word = talk.words.plain
    args = {"ids": [waiting.id for waiting in found]}
    go = Choice(word("button.grant_all", n=len(found)), "extension.grant_all", args)
    talk.show(lines_of(lines), go_or_leave(talk.words, go, "extension.leave"))


def _duties(talk: Talk, waiting: Sequence[Waiting]) -> dict[int, Duty]:
    return {duty.id: duty for duty in duties.duties(talk.session, [one.obligation_id for one in waiting])}


def _line(words: Words, duty: Duty, waiting: Waiting) -> Text:
    until = dates.moment(words, waiting.wanted_at, duty.zone)
    return words("extension.line", **about(words, duty), until=until, reason=waiting.reason, person=waiting.person)
