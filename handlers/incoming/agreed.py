"""`đúng`, `ok`, `sai rồi` under a card that asks `Đúng không ạ?`: its button that goes on, or the one that leaves it.

What only goes into a draft is done; what others see is done by the words of its button alone, and that is said.
"""

from typing import NoReturn

from domain.messaging.numbered_choices import is_old, is_unseen
from domain.typed.words.assent import assent
from handlers.conversation.read_backs import DO, DROP, LEAVES, READ_BACKS
from handlers.conversation.talk import Choice, Talk
from storage.messages import buttons

_KEEPS = frozenset({"line.put", "away.keep", "task.empty", "tasks.empty", "narrative.keep"})
_DECIDES = frozenset({"report.send", DO, *READ_BACKS}) - _KEEPS
_GOES_TO_OTHERS = frozenset({"nudge.some", "nudge.all", "announce.do"})
"""Done by a word that names the act, too: whom it goes to stands above it, and who gets it sees who sent it."""
_SETTLES = frozenset({"line.settle", "line.task"})
_ASKS = _KEEPS | _DECIDES | _SETTLES
_BESIDE = frozenset({"line.for", "line.place", "line.move", "task", "task.put", "obstacle.for", "extend",
    "extension.other", "review.return",
                     "review.comment", "narrative.read_back"})  # fmt: skip
"""What else may stand on such a card."""
_LEAVES = LEAVES | {"line.drop", DROP}


def key_of(talk: Talk, text: str) -> str | None:
    """Return the key of the button that is meant on the newest card; None where the words answer nothing there."""
    said, address = assent(text), talk.address
    if said is None or is_old(address.choices_at, talk.now) or is_unseen(address.choices_at, talk.incoming.said_at):
        return None
    ways: list[tuple[str, str, str]] = []  # the card's own: label, key, action
    for label, key, *_ in address.choices:
        action = (buttons.meaning(talk.session, address, str(key)) or ("", {}))[0]
        ways.append((str(label), str(key), action))
        if action in _LEAVES:
            break
        if action not in _ASKS | _BESIDE:
            return None
    if not ways or ways[-1][2] not in _LEAVES or not any(action in _ASKS for _, _, action in ways):
        return None
    if said == "go":
        going = [key for _, key, action in ways if action in _GOES_TO_OTHERS]
        deciding = any(action in _DECIDES for _, _, action in ways)
        return going[0] if len(going) == 1 else _yes(talk, ways) if deciding else None
    return ways[-1][1] if said == "no" else _yes(talk, ways)


def _yes(talk: Talk, ways: list[tuple[str, str, str]]) -> str | None:
    kept = [key for _, key, action in ways if action in _KEEPS]
    decided = [label for label, _, action in ways if action in _DECIDES]
    if decided:
        _ask_for_the_words(talk, decided[0], ways)
    return kept[0] if len(kept) == 1 else None


def _ask_for_the_words(talk: Talk, label: str, ways: list[tuple[str, str, str]]) -> NoReturn:
    known = [(shown, buttons.meaning(talk.session, talk.address, key)) for shown, key, _ in ways]
    again = [Choice(shown, *meaning) for shown, meaning in known if meaning is not None]
    talk.stop("choice.by_its_words", [[one] for one in again], label=label)
