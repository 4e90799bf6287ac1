"""`Gia hạn chung`: one later day for all units that have not handed in; who has a later one of their own keeps it."""

from typing import Any

from handlers.conversation.dialogs import confirmation
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.extending import actions
from handlers.extending.terms import remarks, wanted_from, wanted_of, wish_or_stop
from handlers.extending.wording import about_all, all_title
from handlers.words import dates
from storage.deciding import extensions
from storage.following import overdue
from storage.following.overdue import RequirementPeriod


def show(talk: Talk) -> None:
    """Ask for which report the later day is."""
    found = [asked for asked in _current(talk) if asked.submitted < asked.expected]
    if not found:
        talk.stop("general.none")
    choices = [
        Choice(f"{n}. {all_title(talk.words, asked)}", "general.of", _args(asked)) for n, asked in enumerate(found, 1)
    ]
    talk.say(talk.words("general.which"), in_rows(choices, 1))


def of(talk: Talk, requirement_id: int, period_key: str) -> None:
    """Ask until when."""
    asked = actions.asked_of_all(talk, requirement_id, period_key)
    focus = {"ask": "general", "requirement_id": requirement_id, "period_key": period_key}
    talk.say(talk.words("general.until", **about_all(talk.words, asked)), focus=focus)


def typed_day(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "general", "requirement_id": …, "period_key": …}`, and read it back."""
    focus = talk.address.focus or {}
    asked = actions.asked_of_all(talk, focus["requirement_id"], focus["period_key"])
    wish = wish_or_stop(talk, asked, text)
    wanted = wanted_of(wish)
    moment = actions.moment_of(talk, asked, wanted_from(wanted))
    words = talk.words
    concerned = len(
        extensions.general(talk.session, talk.person.plan_ids, focus["requirement_id"], focus["period_key"], moment)
    )
    others = asked.expected - asked.submitted - concerned
    until = dates.moment(words, moment, asked.zone)
    lines = remarks(words, asked, wanted, moment)
    lines += [words("general.understood", **about_all(words, asked), until=until, n=concerned)]
    if others:
        lines.append(words("general.keep", n=others))
    go = Choice(words.plain("button.general", n=concerned), "general.do", {**_args(asked), "day": wanted})
    talk.say(*confirmation(words, lines, go, "extension.leave"))


def do(talk: Talk, requirement_id: int, period_key: str, day: str) -> None:
    """Grant the later day to all: it was confirmed."""
    done = actions.grant_to_all(talk, requirement_id, period_key, wanted_from(day))
    until = dates.moment(talk.words, done.until, done.asked.zone)
    filled = {**about_all(talk.words, done.asked), "until": until, "n": done.reports, "told": done.people_told}
    talk.show(talk.words("general.done", **filled))


def _current(talk: Talk) -> list[RequirementPeriod]:
    return overdue.current(talk.session, talk.person.plan_ids, talk.now) if talk.person.plan_ids else []


def _args(asked: RequirementPeriod) -> dict[str, Any]:
    return {"requirement_id": asked.requirement_id, "period_key": asked.period_key}
