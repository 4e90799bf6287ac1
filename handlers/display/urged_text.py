"""Reminders and nudges in words: what each was, by which way it went, what became of it."""

from handlers.words import Words
from storage.following.nudges import LETTER_WRITTEN
from storage.following.urged_so_far import Urging

_STEPS = frozenset(("before", "after", "every"))
_TOLD = frozenset(
    (
        "queued", "sent", "waiting", "nudged", "letter", "saved", "superseded", "nobody", "failed", "contributed",
        "given_up", "dropped",
    )
)  # fmt: skip
_REASONS = frozenset(("quota", "unreachable", "blocked"))
_PUT_OUT = ("blocked", "Forbidden")
"""How the reasons begin that a channel gives where somebody stopped the bot or left the chat."""


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
    said = words.plain(f"urged.outcome.{one.outcome if one.outcome in _TOLD else 'other'}", n=one.repeats)
    reason = "blocked" if (one.reason or "").startswith(_PUT_OUT) else one.reason
    if reason not in _REASONS:
        return said
    return words.plain("urged.why", said=said, why=words.plain(f"urged.why.{reason}"))
