"""What was read back in a chat and does nothing before somebody decides: it waits until it is sent or dropped.

The chat keeps it beside the reports that were read back (`Address.unanswered`): {"action": …, "args": … of the button
that does it, "label": what that button says, "said": what was read back, "units" and "plans": whose it then was}.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from domain.finding.shortening import shortened
from domain.messaging.messages import Text, plain
from domain.rights import Actor
from handlers.conversation.answered_for import is_of_others, names_what_was_lost, rights_of
from storage.db.json_codec import canonical
from storage.messages import buttons
from storage.tables import Address

_ALL = ("*",)
READ_BACKS: Mapping[str, tuple[str, ...]] = {
    "obstacle.send": ("obligation_id", "task_id", "said"),
    "obstacle.answered": ("obstacle_id",),
    "obstacle.closed": ("obstacle_id",),
    "obstacle.close": ("obstacle_id",),
    "obstacle.forwarded": _ALL,
    "obstacle.passed": _ALL,
    "away.keep": ("unit_id", "first", "last"),
    "extend.send": ("obligation_id",),
    "extension.grant": ("extension_id",),
    "extension.refused": ("extension_id",),
    "extension.grant_all": _ALL,
    "general.do": ("requirement_id", "period_key"),
    "nil.send": ("obligation_id", "unit_id"),
    "task.empty": ("obligation_id", "unit_id", "task_id", "field_code"),
    "tasks.empty": ("obligation_id", "unit_id", "task_ids", "field_code"),
    "excuse.do": ("obligation_id",),
    "unlock.send": ("obligation_id",),
    "review.returned": ("report_id",),
    "review.accept_all": _ALL,
    "announce.do": _ALL,
    "nudge.some": ("units",),
    "nudge.all": (),
    "freeze.do": ("requirement_id", "period_key"),
    "plan_review.freeze_do": ("plan_id", "span"),
    "collate.send": _ALL,
    "narrative.keep": ("requirement_id", "period_key", "part", "plan_id"),
    "narrative.replace": ("requirement_id", "period_key", "part", "plan_id"),
    "invite.mail_do": _ALL,
    "reorganised.do_all": _ALL,
}
"""What a button does on a card that asks `Đúng không ạ?`, and the arguments that say about what: what is read back
later about the same takes its place. On a card without a button that leaves it, it is no read-back."""
LEAVES = frozenset({"leave", "nudge.leave", "extension.leave", "extend.leave", "report.card"})
DO, DROP = "waits.do", "waits.drop"
_EACH_FOR_ITSELF = frozenset({"task.empty", "tasks.empty"})
"""Where there are several of these it is asked which is meant."""
_CHOOSES = frozenset({"announce.with", "announce.to", "nudge.some"}) | _EACH_FOR_ITSELF
"""On a card of nothing but these, and perhaps one that leaves it, it is asked for whom or what something is meant."""
MOST = 5
_WITHIN_QUOTES = str.maketrans("“”", "‘’")  # what was read back stands within quotation marks itself
SAID = 200  # characters of what was read back that are said again

Json = dict[str, Any]
Shown = tuple[str, str, Mapping[str, Any]]
"""A button: what it says, its action and arguments."""


def of(address: Address) -> list[Json]:
    """Return what waits, the oldest first."""
    return [one for one in address.unanswered or [] if "action" in one]


def shown(
    session: Session, address: Address, actor: Actor | None, card: Sequence[Shown], body: Text, question: str
) -> list[Json]:
    """Keep what the card reads back, and return that; what it says stays what was read back first. What it takes the
    place of, or what is one too many, is done by no card any more."""
    if not any(action in LEAVES for _, action, _ in card):
        return []
    does = [(label, action, args) for label, action, args in card if action in READ_BACKS]
    is_choice = len(does) > 1 and does[-1][1] in _EACH_FOR_ITSELF
    now = [] if is_choice else does[-1:]  # the one beside the button that leaves it
    earlier = {_key(address, one["action"], one["args"]): one for one in of(address)}
    new: list[Json] = []
    for label, action, args in now:
        known = earlier.get(_key(address, action, args))
        fresh = {"action": action, "args": dict(args), "label": label, "said": _said(body, question)}
        new.append(known or {**fresh, **rights_of(actor)})
    replaced = [one for one in of(address) if one not in new and any(is_same(one, other) for other in new)]
    left = [*(one for one in of(address) if one not in new and one not in replaced), *new]
    _turn_off(session, address, replaced, "waits.replaced")
    _turn_off(session, address, left[:-MOST], "waits.cancelled")
    _put(address, left[-MOST:])
    return new


def pressed(session: Session, address: Address, key: str, action: str, card: Collection[str]) -> None:
    """Take out what a card with these keys read back, as one of them (`action`) was pressed there; where it was left
    it is done by no other card."""
    left = [one for one in of(address) if (own := _key(address, one["action"], one["args"])) != key and own in card]
    if action in LEAVES:
        _turn_off(session, address, left, "waits.cancelled")
    keys = {key, *(_key(address, one["action"], one["args"]) for one in left)}
    _put(address, [one for one in of(address) if _key(address, one["action"], one["args"]) not in keys])


def take(session: Session, address: Address, action: str, args: Mapping[str, Any], instead: str) -> Json | None:
    """Return what waits by that button, which then does `instead` wherever it stands; None where it does not wait."""
    key = _key(address, action, args)
    found = next((one for one in of(address) if _key(address, one["action"], one["args"]) == key), None)
    if found is not None:
        _turn_off(session, address, [found], instead)
        _put(address, [one for one in of(address) if one is not found])
    return found


def forget_of_others(session: Session, address: Address, actor: Actor | None) -> tuple[bool, list[str]]:
    """Cancel what was read back about a unit or plan for which the person has ceased to answer. Return whether there
    was any, and what of it may be said again to them."""
    now = rights_of(actor)
    gone = [one for one in of(address) if is_of_others(session, one, now)]
    _turn_off(session, address, gone, "waits.cancelled")
    if gone:
        _put(address, [one for one in of(address) if one not in gone])
    has_any = any(now.values())
    return bool(gone), [str(one["said"]) for one in gone if has_any and not names_what_was_lost(session, one, now)]


def forget(session: Session, address: Address) -> list[str]:
    """Cancel all of it, and return what it was."""
    waiting = of(address)
    _turn_off(session, address, waiting, "waits.cancelled")
    _put(address, [])
    return [str(one["said"]) for one in waiting]


def forget_choices(session: Session, address: Address) -> bool:
    """Cancel what the newest card asks to be chosen for whom; say whether it does."""
    keys = [str(key) for _, key, *_ in address.choices]
    actions = {(buttons.meaning(session, address, key) or ("",))[0] for key in keys}
    if not actions - LEAVES or not actions <= _CHOOSES | LEAVES:
        return False
    buttons.turn_off_keys(session, address, keys, "waits.cancelled")
    return True


def is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Say whether both decide about the same."""
    names = READ_BACKS[one["action"]]
    if one["action"] != other["action"]:
        return False
    if names == _ALL:
        return canonical(one["args"]) == canonical(other["args"])
    return all(one["args"].get(name) == other["args"].get(name) for name in names)


def _said(body: Text, question: str) -> str:
    [short] = shortened([" ".join(plain(body).split()).removesuffix(question).rstrip()], SAID)
    return short.translate(_WITHIN_QUOTES)


def _key(address: Address, action: str, args: Mapping[str, Any]) -> str:
    return buttons.key_of(address.id, action, args)


def _turn_off(session: Session, address: Address, waiting: Iterable[Json], instead: str) -> None:
    buttons.turn_off_keys(session, address, [_key(address, one["action"], one["args"]) for one in waiting], instead)


def _put(address: Address, waiting: Sequence[Json]) -> None:
    reports = [one for one in address.unanswered or [] if "action" not in one]
    address.unanswered = [*reports, *waiting] or None
