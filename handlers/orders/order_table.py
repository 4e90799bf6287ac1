"""Which function carries out which order."""

from collections.abc import Mapping

from handlers.conversation.talk import Talk
from handlers.following import unit
from handlers.orders import coordinating, everybody, reporters_orders
from handlers.orders.heard import Do

DO: Mapping[str, Do] = {**coordinating.DO, **reporters_orders.DO, **everybody.DO}
IN_GROUPS = frozenset({"overdue", "upcoming", "missing", "in_yet", "urge"})
_ONE_WAY = {
    "obstacles_own": "obstacles",
    "extend": "requests",
    "hand_in": "review_own",
    "which_unit": "unit",
    "back": "away",
    "report": "review_own",
    "review_unit": "review",
}
"""Orders that come to the same: it need not be asked which."""
_OF_UNITS = frozenset(
    {"overdue", "missing", "upcoming", "urge", "log", "progress", "review", "requests", "obstacles", "unit",
     "which_unit", "invite", "review_unit", "in_yet"}
)  # fmt: skip


def comes_to(order: str) -> str:
    return _ONE_WAY.get(order, order)


def takes_units(order: str) -> bool:
    return order in _OF_UNITS


def show_unit(talk: Talk, name: str) -> None:
    unit.command(talk, name)
