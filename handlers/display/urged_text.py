"""Reminders and nudges in words: what each was, by which way it went, what became of it."""

from handlers.words import Words
from storage.following.nudges import LETTER_WRITTEN
from storage.following.urged_so_far import GIVEN_UP, Urging

_STEPS = frozenset(("before", "after", "every"))
_TOLD = frozenset(
    ("queued", "sent", "waiting", "nudged", "letter", "saved", "superseded", "nobody", "failed", "contributed")
)
_REASONS = frozenset(("quota", "unreachable"))


def what(words: Words, one: Urging) -> str:
    """Say what it was: a step of the reminders, or a nudge or a letter with who gave it."""
    if one.by == "person":
        name = "urged.letter" if one.step == LETTER_WRITTEN else "urged.nudge"
        return words.plain(name, who=one.who or words.plain("urged.somebody"))
    kind = one.step.split("-")[0]
    return words.plain(f"urged.step.{kind if kind in _STEPS else 'other'}")


def channels(words: Words, one: Urging) -> str:
    """Name the channels by which it went."""
    return ", ".join(words.plain(f"channel.{channel}") for channel in one.channels)


def outcome(words: Words, one: Urging) -> str:
    """Say what became of it, and why it did not go as usual."""
    name = "given_up" if one.outcome in GIVEN_UP else one.outcome if one.outcome in _TOLD else "other"
    said = words.plain(f"urged.outcome.{name}", n=one.repeats)
    if one.reason not in _REASONS:
        return said
    return words.plain("urged.why", said=said, why=words.plain(f"urged.why.{one.reason}"))
