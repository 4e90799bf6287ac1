"""What became of messages that were taken from the outbox, written down in batches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import JSON, Integer, TableValuedAlias, Update, and_, bindparam, exists, func, select, update
from sqlalchemy.orm import Session

from storage.db.upsert import dialect_of, table_of
from storage.messages.outbox import Lane
from storage.tables import Address, GroupWatch, Outbox


@dataclass(frozen=True, slots=True)
class Outcome:
    """`kind` says what happened and which of the other fields count."""

    kind: Literal[
        "sent",  # `external_id`
        "put_back",  # failed for now: again at `not_before`, for `reason`; counts as an attempt
        "aside",  # as `put_back`, behind everything else of its chat
        "held",  # the account had to wait: again at `not_before`, for `reason`; does not count
        "released",  # not tried: as it was before it was claimed
        "dropped",  # nobody needs it any more, for `reason`
        "given_up",  # failed for good, for `reason`
        "moved",  # the chat is now `chat_id`: again at `not_before`
        "spent",  # the account may send no more this month, for `reason`: as `held`
        "unreachable",  # nobody can be reached in this chat, for `reason`
    ]
    id: int
    at: datetime
    external_id: str | None = None
    not_before: datetime | None = None
    reason: str | None = None
    chat_id: str | None = None
    detour: Literal["topic", "right", "content"] | None = None  # sent, but another way than usual, for `reason`


@dataclass(frozen=True, slots=True)
class Stray:
    """Messages of one chat that did not arrive, or not as they were meant to."""

    kind: Literal[
        "unreachable",  # nothing arrives in the chat; `address_id`, and whether that `is_new`
        "given_up",  # the message was refused whatever the way
        "topic",  # it arrived in the whole group, as its topic is shut
        "right",  # it arrived another way, as the bot lacks a right there
        "content",  # it arrived another way, as its content was refused
    ]
    outbox_ids: Sequence[int]
    reason: str
    address_id: int | None = None
    is_new: bool = False


_OUTBOX = table_of(Outbox)
_ADDRESS = table_of(Address)
_WATCH = table_of(GroupWatch)
_THIS = and_(_OUTBOX.c.id == bindparam("row"), _OUTBOX.c.state == "waiting")
_BACK = update(_OUTBOX).where(_THIS).values(leased_until=None)


def _sent(each: TableValuedAlias) -> Update:
    """Mark all that was sent, in one statement: one for each row took a tenth of sending it."""
    values = {"state": "sent", "leased_until": None, "external_id": each.c.value, "reason": None}
    return update(_OUTBOX).where(_OUTBOX.c.id == each.c.key.cast(Integer)).values(sent_at=bindparam("at"), **values)


_GIVEN = bindparam("external_ids", type_=JSON)  # by row
_SENT = {
    "sqlite": _sent(func.json_each(_GIVEN).table_valued("key", "value")),
    "postgresql": _sent(func.json_each_text(_GIVEN).table_valued("key", "value")),
}
_MARKS = {
    "put_back": _BACK.values(not_before=bindparam("later"), reason=bindparam("why")),
    "aside": _BACK.values(not_before=bindparam("later"), reason=bindparam("why"), lane=int(Lane.ASIDE)),
    "held": _BACK.values(not_before=bindparam("later"), reason=bindparam("why"), attempts=_OUTBOX.c.attempts - 1),
    "spent": _BACK.values(not_before=bindparam("later"), reason=bindparam("why"), attempts=_OUTBOX.c.attempts - 1),
    "released": _BACK.values(attempts=_OUTBOX.c.attempts - 1),
    "given_up": _BACK.values(state="given_up", reason=bindparam("why")),
    "dropped": _BACK.values(state="dropped", reason=bindparam("why")),
}
_VALUES = {
    **dict.fromkeys(("put_back", "aside", "held", "spent"), ("later", "why")),
    **dict.fromkeys(("given_up", "dropped"), ("why",)),
}

_PLACE = select(_OUTBOX.c.channel, _OUTBOX.c.account, _OUTBOX.c.chat_id).where(_OUTBOX.c.id == bindparam("row"))
_WAITING_THERE = and_(
    _OUTBOX.c.channel == bindparam("of_channel"),
    _OUTBOX.c.account == bindparam("of_account"),
    _OUTBOX.c.chat_id == bindparam("of_chat"),
    _OUTBOX.c.state == "waiting",
)
_ADDRESS_THERE = and_(
    _ADDRESS.c.channel == bindparam("of_channel"),
    _ADDRESS.c.account == bindparam("of_account"),
    _ADDRESS.c.chat_id == bindparam("of_chat"),
)
_DROP = (
    update(_OUTBOX)
    .where(_WAITING_THERE)
    .values(state="dropped", leased_until=None, reason=bindparam("why"))
    .returning(_OUTBOX.c.id)
)
_KNOWN_THERE = select(_ADDRESS.c.id).where(_ADDRESS_THERE)
_WHY_SENT = update(_OUTBOX).where(_OUTBOX.c.id == bindparam("row")).values(reason=bindparam("why"))
_REDIRECT = update(_OUTBOX).where(_WAITING_THERE).values(chat_id=bindparam("new_chat"))
_LOSE = (
    update(_ADDRESS)
    .where(_ADDRESS_THERE, _ADDRESS.c.unreachable_since.is_(None))
    .values(unreachable_since=bindparam("at"), unreachable_reason=bindparam("why"))
    .returning(_ADDRESS.c.id)
)
_TAKEN = _ADDRESS.alias("taken")
_MOVE = (
    update(_ADDRESS)
    .where(
        _ADDRESS_THERE,
        ~exists().where(
            _TAKEN.c.channel == bindparam("of_channel"),
            _TAKEN.c.account == bindparam("of_account"),
            _TAKEN.c.chat_id == bindparam("new_chat"),
        ),
    )
    .values(chat_id=bindparam("new_chat"))
)
_NEW_ADDRESS = (
    select(_ADDRESS.c.id)
    .where(
        _ADDRESS.c.channel == bindparam("of_channel"),
        _ADDRESS.c.account == bindparam("of_account"),
        _ADDRESS.c.chat_id == bindparam("new_chat"),
    )
    .scalar_subquery()
)
_OLD_ADDRESS = select(_ADDRESS.c.id).where(_ADDRESS_THERE).scalar_subquery()
_KNOWN = _WATCH.alias("known")
_MOVE_WATCHES = (
    update(_WATCH)
    .where(
        _WATCH.c.address_id == _OLD_ADDRESS,
        ~exists().where(_KNOWN.c.address_id == _NEW_ADDRESS, _KNOWN.c.plan_id == _WATCH.c.plan_id),
    )
    .values(address_id=_NEW_ADDRESS)
)


def mark(session: Session, outcomes: Sequence[Outcome]) -> list[Stray]:
    """Write outcomes down; writing one down twice changes nothing. Return what did not arrive as it was meant to.

    A chat that moved keeps its waiting messages; one that is unreachable has them dropped. What was sent within the
    same second has the moment of the last of it.
    """
    for _, sent in groupby(_of("sent", outcomes), lambda one: one.at.replace(microsecond=0)):
        session.connection().execute(_SENT[dialect_of(session)], _told(list(sent)))
    for kind, statement in _MARKS.items():
        if rows := [_values(outcome) for outcome in outcomes if outcome.kind == kind]:
            session.connection().execute(statement, rows)
    for outcome in _of("moved", outcomes):
        _move(session, outcome)
    astray = [_lose(session, outcome) for outcome in _of("unreachable", outcomes)]
    astray += [Stray("given_up", [one.id], one.reason or "") for one in _of("given_up", outcomes)]
    for one in outcomes:
        if one.detour is not None:
            session.connection().execute(_WHY_SENT, {"row": one.id, "why": one.reason})
            astray.append(Stray(one.detour, [one.id], one.reason or ""))
    return astray


def _of(kind: str, outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.kind == kind]


def _told(sent: Sequence[Outcome]) -> dict[str, Any]:
    return {"external_ids": {str(one.id): one.external_id for one in sent}, "at": sent[-1].at}


def _values(outcome: Outcome) -> dict[str, Any]:
    everything = {
        "later": outcome.not_before,
        "why": outcome.reason,
    }
    return {"row": outcome.id, **{name: everything[name] for name in _VALUES.get(outcome.kind, ())}}


def _place(session: Session, outcome: Outcome) -> Mapping[str, Any]:
    channel, account, chat_id = session.execute(_PLACE, {"row": outcome.id}).one()
    return {"of_channel": channel, "of_account": account, "of_chat": chat_id}


def follow(session: Session, channel: str, account: str, chat_id: str, new_chat_id: str) -> None:
    """Let a chat live on under a new id: what waits for it goes there, and what was registered in it holds there.

    The address itself follows too, unless the new chat has one already.
    """
    place = {"of_channel": channel, "of_account": account, "of_chat": chat_id, "new_chat": new_chat_id}
    for statement in (_REDIRECT, _MOVE, _MOVE_WATCHES):
        session.connection().execute(statement, place)


def _move(session: Session, outcome: Outcome) -> None:
    place = _place(session, outcome)
    back = {"row": outcome.id, "later": outcome.not_before, "why": outcome.reason}
    session.connection().execute(_MARKS["put_back"], back)
    follow(session, place["of_channel"], place["of_account"], place["of_chat"], outcome.chat_id or "")


def _lose(session: Session, outcome: Outcome) -> Stray:
    place = _place(session, outcome)
    reason = outcome.reason or ""
    session.connection().execute(_MARKS["given_up"], {"row": outcome.id, "why": reason})
    dropped = session.execute(_DROP, {**place, "why": f"unreachable: {reason}"}).scalars().all()
    new = session.execute(_LOSE, {**place, "at": outcome.at, "why": reason}).scalar_one_or_none()
    known = new if new is not None else session.execute(_KNOWN_THERE, place).scalar_one_or_none()
    return Stray("unreachable", sorted({outcome.id, *dropped}), reason, known, new is not None)
