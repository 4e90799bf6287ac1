"""Buttons that lead from one matter to another."""

from handlers.talk import Choice, Talk


def ways_on(talk: Talk) -> list[Choice]:
    """What there is for this person in the place of what is not understood, or not for them."""
    word, actor = talk.words.plain, talk.person
    choices = [Choice(word("button.duties"), "duties")] if actor.is_reporter else []
    choices += [Choice(word("button.overdue"), "overdue")] if actor.is_coordinator else []
    return [*choices, Choice(word("button.help"), "help")]
