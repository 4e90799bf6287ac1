"""To whom a text is to go, where its beginning says so: `các xã: …`, `cho tất cả biết …`, `phường 5, xã Tà Nung: …`."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.finding import meant
from domain.orders.kinds_in_text import is_of_kind, kind_at
from domain.orders.names_in_text import Spot
from domain.orders.order_tokens import OrderToken, tokens_of
from handlers.conversation.talk import Talk
from handlers.naming import asked_for
from handlers.naming.named_together import named_together
from storage.people import actors
from storage.tables import Unit
from storage.units import classes, units

_ALL = ("tat ca", "moi nguoi", "toan bo", "toan the", "moi don vi", "cac don vi", "ca nha", "moi noi",
        "everybody", "everyone", "all", "tat ca don vi", "tat ca cac don vi", "cac noi")  # fmt: skip
_AROUND = frozenset({"cho", "toi", "den", "gui", "voi", "cac", "nhung", "giup", "anh", "chi", "em", "minh", "chung",
                     "ra", "nhe", "va", "cung", "duoc", "to", "the", "and", "cai", "tin", "di"})  # fmt: skip
_LEADS_ON = frozenset({"biet", "la", "rang", "ve", "viec", "noi", "that"})
_OFFICES = frozenset({"ban"})  # `các phòng ban`
_LONGEST_HEAD = 120  # characters before a colon


@dataclass(frozen=True, slots=True)
class Addressed:
    """`to` as in a button of announcements, None where nobody is named; `said`: what is to be announced; `unknown`: the
    words before a colon that speak of somebody who was not found."""

    to: str | None
    said: str
    unknown: str = ""


def addressed(talk: Talk, text: str) -> Addressed:
    head, colon, body = text.partition(":")
    if colon and len(head) <= _LONGEST_HEAD and body.strip():
        return _before_colon(talk, head.strip(), body.strip(), text)
    if (of_class := _class_or_plan(talk, text)) is not None:
        return Addressed(of_class, "")
    tokens = tokens_of(text)
    to, end = _led(talk, text, tokens)
    if to is None:
        return Addressed(None, _without_lead(text, tokens, 0))
    return Addressed(to, _without_lead(text, tokens, end))


def _before_colon(talk: Talk, head: str, body: str, text: str) -> Addressed:
    tokens = tokens_of(head)
    if (of_class := _class_or_plan(talk, head)) is not None:
        return Addressed(of_class, body)
    to, end = _led(talk, head, tokens)
    if to is not None and end >= len(tokens):
        return Addressed(to, body)
    speaks_of_some = bool(tokens) and (tokens[0].key in _AROUND or kind_at(tokens, 0) > 0 or to is not None)
    return Addressed(None, body, head) if speaks_of_some else Addressed(None, text)


def _class_or_plan(talk: Talk, head: str) -> str | None:
    """Return the class of that name (`Các xã`)."""
    followed = actors.units_followed(talk.session, talk.person.plan_ids)
    named = classes.names(talk.session, followed)
    found = meant.whole([(name, classes.called("", name)) for name in named], head)
    return f"class:{found[0]}" if len(found) == 1 else None


def _led(talk: Talk, text: str, tokens: Sequence[OrderToken]) -> tuple[str | None, int]:
    """Return who is named at the beginning, and where the rest begins."""
    there = units.listed(talk.session, actors.units_followed(talk.session, talk.person.plan_ids), ())
    known = asked_for.known(talk.session, there)
    spots = {spot.start: spot for spot in named_together(talk.session, known, text, tokens)}
    named, is_all, at, end = list[Unit](), False, 0, 0
    while at < len(tokens):
        spot: Spot[Unit] | None = spots.get(at)
        if spot is not None and (len(spot.found) == 1 or ", " in spot.said):  # one, or a class or kind by its codes
            named, at = [*named, *spot.found], spot.end
        elif spot is not None and not spot.found:
            break
        elif (length := _all_at(tokens, at)) > 0:
            is_all, at = True, at + length
        elif (length := kind_at(tokens, at)) > 0:
            named += [unit for unit in there if is_of_kind(unit.name, tokens[at : at + length])]
            at += length
            at += at < len(tokens) and tokens[at].key in _OFFICES and tokens[at - 1].key == "phong"
        elif tokens[at].key in _AROUND:
            at += 1
            continue
        else:
            break
        end = at
    ids = sorted({unit.id for unit in named} & {unit.id for unit in there})
    if ids:
        return f"units:{','.join(map(str, ids))}", end
    return ("", end) if is_all else (None, 0)


def _all_at(tokens: Sequence[OrderToken], at: int) -> int:
    keys = [token.key for token in tokens[at : at + 4]]
    return max((len(way.split()) for way in _ALL if keys[: len(way.split())] == way.split()), default=0)


def _without_lead(text: str, tokens: Sequence[OrderToken], at: int) -> str:
    """Return the text without what leads to it: `… biết là chiều mai họp`"""
    while at < len(tokens) and tokens[at].key in _LEADS_ON | _AROUND:
        at += 1
    return text[tokens[at].start :].strip() if at < len(tokens) else ""
