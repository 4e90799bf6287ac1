"""Buttons that lead from one matter to another."""

from collections.abc import Sequence
from typing import NoReturn

from handlers.conversation import former_seats
from handlers.conversation.talk import Choice, Rows, Talk
from handlers.words import Words
from storage.deciding import extensions
from storage.deciding.extensions import Waiting
from storage.people.contacts import Contact

MOST_DRAFTS = 20


def ways_on(talk: Talk) -> list[Choice]:
    """Return what there is for this person in the place of what is not understood, or not for them."""
    word, actor = talk.words.plain, talk.person
    choices = [Choice(word("button.duties"), "duties")] if actor.is_reporter else []
    choices += [Choice(word("button.overdue"), "overdue")] if actor.is_coordinator else []
    return [*choices, Choice(word("button.help"), "help")]


def not_for_you(talk: Talk, whose: str) -> NoReturn:
    """Refuse what is for others, or say which position the person gave up. `whose`: for whom it is, of
    `not_for_you.…`"""
    former_seats.explain(talk)
    talk.stop(f"not_for_you.{whose}", [ways_on(talk)] if whose == "reporter" else [])


def invite_choice(words: Words, unit_id: int, contacts: Sequence[Contact], number: int | None = None) -> Choice:
    """Return the button that invites a focal point where nobody can be reached; whom we know gets a further channel."""
    label = words.plain("button.invite") if number is None else f"{words.plain('button.invite')} {number}"
    if not contacts:
        return Choice(label, "invite.unit", {"unit": unit_id})
    lost = contacts[0]
    return Choice(label, "invite.unit", {"unit": unit_id, "role": str(lost.role), "person": lost.person_id})


def to_decide(talk: Talk) -> list[Waiting]:
    """Return the requests for more time to decide on; nobody decides on what their own unit asks."""
    return extensions.queue(talk.session, talk.person.plan_ids, talk.person.reporting_units)


def queue_row(talk: Talk) -> Rows:
    """Return the button to what is asked, for whoever may decide on it, where there is anything."""
    found = to_decide(talk) if talk.person.plan_ids else []
    return [[Choice(talk.words.plain("button.extensions", n=len(found)), "extensions")]] if found else []


def draft_rows(words: Words, drafts: Sequence[tuple[int, int, str]]) -> Rows:
    """Return the buttons to drafts of ended units: `Nháp của Phường 1`"""
    return [
        [
            Choice(
                words.plain("button.old_draft", unit=unit),
                "old_draft",
                {"obligation_id": old, "new_obligation_id": new},
            )
        ]
        for old, new, unit in drafts[:MOST_DRAFTS]
    ]


def list_choices(talk: Talk) -> list[Choice]:
    """Return what else can be looked at where nobody is late."""
    return [Choice(talk.words.plain("button.upcoming"), "upcoming"), missing_choice(talk)]


def missing_choice(talk: Talk) -> Choice:
    return Choice(talk.words.plain("button.missing"), "missing")
