"""Who can mend it is told, once a week for each chat and each reason."""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.messaging.messages import Text, chat_of
from handlers.conversation.notices import queue_notice, words_for
from handlers.conversation.talk import card_of
from handlers.words import Words
from storage.people import actors, addresses
from storage.people.people import reachable_address
from storage.tables import Address, GroupWatch, Plan


def tell_once(
    session: Session, about: Address, kind: str, people: Collection[int], said: Callable[[Words], Text], now: datetime
) -> None:
    week = "-W".join(map(str, now.isocalendar()[:2]))
    for person_id, home in reachable_address(session, sorted(people)).items():
        if home.id != about.id:
            card = card_of(session, home, said(words_for(session, person_id)), [], now)
            queue_notice(session, home, card, now, f"astray:{kind}:{about.id}:{week}:{person_id}")


def plans_watched(session: Session, group: Address) -> dict[int, str]:
    """Return the plans registered in a group or in one of its topics: id -> title."""
    whole = addresses.find(session, group.channel, group.account, chat_of(group.chat_id)) or group
    places = {group.id, whole.id, *(topic.id for topic in addresses.topics(session, whole))}
    watched = select(Plan.id, Plan.title).join(GroupWatch, GroupWatch.plan_id == Plan.id)
    rows = session.execute(watched.where(GroupWatch.address_id.in_(places)).order_by(Plan.id))
    return {int(plan_id): str(title) for plan_id, title in rows}


def followers(session: Session, plan_ids: Collection[int], now: datetime) -> list[int]:
    return sorted({person for plan_id in plan_ids for person in actors.coordinators(session, plan_id, now)})


def group_name(words: Words, plans: dict[int, str]) -> str:
    """Return the name of a group, which is known to us by what was registered there."""
    if not plans:
        return words.plain("astray.a_group")
    return words.plain("astray.the_group", plans="”, “".join(plans.values()))


def said_of(reason: str) -> str:
    """Return what the channel answered, without the names of our errors."""
    return reason.partition(": ")[2] or reason


def tell_of_group(session: Session, group: Address, reason: str, now: datetime) -> None:
    """Tell that nothing arrives in a group, and who can mend it."""
    plans = plans_watched(session, group)

    def said(words: Words) -> Text:
        return words("astray.group", group=group_name(words, plans), why=_why(words, reason))

    tell_once(session, group, "group", followers(session, plans, now), said, now)


WHY = {
    "topic": ("topic",),
    "out": ("kicked", "not a member", "blocked"),
    "right": ("right", "forbidden", "restricted"),
}
"""What the reasons of channels have in them, the most telling first."""


def _why(words: Words, reason: str) -> str:
    known = next((kind for kind, signs in WHY.items() if any(sign in reason.lower() for sign in signs)), "other")
    return words.plain(f"astray.why.{known}", reason=said_of(reason))
