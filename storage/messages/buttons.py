"""Opaque button keys and what they stand for.

A key is worked out from the chat, the action and its arguments, so that showing the same button again needs no
new row, and pressing an old one means what it meant.
"""

import base64
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Insert, bindparam, or_, select, update
from sqlalchemy.orm import Session

from domain.messaging.messages import MAX_KEY_BYTES
from storage.db.batch import Lookup, Rows, later
from storage.db.json_codec import canonical
from storage.db.upsert import DialectInsert, Upsert, table_of
from storage.tables import Address, ButtonKey

_LONG_SHOWN = timedelta(days=30)
_KEYS = table_of(ButtonKey)


def _keep(insert: DialectInsert) -> Insert:
    """Keep the keys; what is still being shown must not grow so old that upkeep takes it away, and does again what it
    says where it was turned off before."""
    return insert.on_conflict_do_update(
        index_elements=["key"],
        set_={"created_at": insert.excluded.created_at, "action": insert.excluded.action},
        where=or_(_KEYS.c.created_at < bindparam("long_ago"), _KEYS.c.action != insert.excluded.action),
    )


_KEEP = Upsert(_KEYS, _keep)
_MEANING = Lookup(select(_KEYS.c.address_id, _KEYS.c.action, _KEYS.c.args), _KEYS.c.key, make=list)

_SHOWN: dict[frozenset[str], Lookup[Rows]] = {}
"""By actions, those of a chat: read once for a batch, as long as nothing of them is shown anew or turned off."""


def _of_chat(actions: Collection[str]) -> Lookup[Rows]:
    shown = select(_KEYS.c.key, _KEYS.c.args).where(_KEYS.c.action.in_(sorted(actions)))
    return Lookup(shown, _KEYS.c.address_id, make=list)


def keep(
    session: Session, address: Address, wanted: Sequence[tuple[str, Mapping[str, Any]]], now: datetime
) -> list[str]:
    """Return the keys, in order, of buttons (action, args) in this chat."""
    rows = [
        {
            "key": key_of(address.id, action, args),
            "organisation_id": address.organisation_id,
            "address_id": address.id,
            "action": action,
            "args": dict(args),
            "created_at": now,
            "long_ago": now - _LONG_SHOWN,
        }
        for action, args in wanted
    ]
    for actions, lookup in _SHOWN.items():
        if any(row["action"] in actions for row in rows):
            lookup.forget(session, address.id)
    if rows:
        later(session, _KEEP.on(session), list({row["key"]: row for row in rows}.values()))
    return [str(row["key"]) for row in rows]


def meaning(session: Session, address: Address, key: str) -> tuple[str, dict[str, Any]] | None:
    """Return the action and arguments of a key that was given to this chat; None for any other."""
    if not _may_be_a_key(key):
        return None
    for address_id, action, args in _MEANING.of(session, key):
        if address_id == address.id:
            return action, args
    return None


def turn_off(
    session: Session,
    address: Address,
    actions: Collection[str],
    is_meant: Callable[[Mapping[str, Any]], bool],
    instead: str,
) -> None:
    """Have the buttons of these actions, whose arguments are meant, do something else `instead` in this chat."""
    shown = _SHOWN.setdefault(frozenset(actions), _of_chat(actions)).of(session, address.id)
    turn_off_keys(session, address, [key for key, args in shown if is_meant(args)], instead)


def turn_off_keys(session: Session, address: Address, keys: Collection[str], instead: str) -> None:
    """Have these buttons do something else `instead` in this chat."""
    if keys:
        change = update(_KEYS).where(_KEYS.c.address_id == address.id, _KEYS.c.key.in_(sorted(keys)))
        session.connection().execute(change.values(action=instead))


def read_ahead(session: Session, pressed: Collection[str]) -> Iterator[Mapping[str, Any]]:
    """Read ahead, in a batch, what these keys mean, by one statement; yield their arguments, whosever they are."""
    for meanings in _MEANING.read_ahead(session, {(key,) for key in pressed if _may_be_a_key(key)}):
        yield from (args for _, _, args in meanings)


def _may_be_a_key(text: str) -> bool:
    """Say whether it may be a key: what is none was forged, and is perhaps nothing that a database takes."""
    return len(text) <= MAX_KEY_BYTES and text.isascii() and text.isprintable()


def key_of(address_id: int, action: str, args: Mapping[str, Any]) -> str:
    """Return the key of a button in this chat, whether or not it was ever shown."""
    content = canonical([address_id, action, args])
    return base64.urlsafe_b64encode(hashlib.blake2b(content, digest_size=15).digest()).decode()
