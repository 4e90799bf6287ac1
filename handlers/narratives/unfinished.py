"""Something else is done while a part of a document is being written: the writing stays open, or it is said that it
does not."""

from collections.abc import Mapping
from typing import Any

from handlers.conversation import read_backs
from handlers.conversation.talk import Talk, is_asking

_LEAVING = frozenset({"leave", "huy", "start"})


def goes_on(talk: Talk, asked: Mapping[str, Any] | None, pressed: str) -> None:
    """Keep open, after a button, the part that was asked for before it, as a request that arrives in the middle of a
    text is decided in one press; where the button asks something itself, say that the part is closed."""
    if _is_left(talk, asked, pressed) or pressed.startswith("narrative"):
        return
    assert asked is not None
    if is_asking(talk.address.focus):
        _say(talk, "narrative.closed", asked)
    else:
        talk.address.focus = dict(asked)
        _say(talk, "narrative.still_open", asked)


def closes(talk: Talk, asked: Mapping[str, Any] | None, command: str) -> None:
    """Say after a command that the part that was asked for before it is closed; what was typed of it waits by
    itself."""
    waits = any(str(one["action"]).startswith("narrative.") for one in read_backs.of(talk.address))
    if not waits and not _is_left(talk, asked, command):
        assert asked is not None
        _say(talk, "narrative.closed", asked)


def _is_left(talk: Talk, asked: Mapping[str, Any] | None, by: str) -> bool:
    """Say whether no part was being written, it still is, or it was left on purpose."""
    return not asked or asked.get("ask") != "narrative" or talk.address.focus == asked or by in _LEAVING


def _say(talk: Talk, name: str, asked: Mapping[str, Any]) -> None:
    talk.note(talk.words(name, part=talk.words.plain(f"narrative.part.{asked['part']}")))
