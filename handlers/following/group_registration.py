"""`/dangky`: a coordinator registers a plan in a group, and from then on the bot answers about it there."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.messaging.messages import topic_of
from handlers.conversation.talk import Choice, Talk
from storage.people import actors
from storage.tables import GroupWatch, Plan


def command(talk: Talk, rest: str) -> None:
    """Register one plan at once, several by a choice; those the person follows and that are not registered here yet."""
    if not talk.address.is_group:
        talk.stop("register.in_groups")
    followed = talk.person.plan_ids
    if not followed:
        talk.stop("follow.no_plan")
    new = _plans(talk.session, followed - actors.watched_plans(talk.session, talk.address.id))
    if not new:
        talk.stop("register.already", **place(talk))
    if len(new) == 1:
        plan(talk, new[0].id)
        return
    rows = [[Choice(f"{each.code} · {each.title}", "register", {"plan": each.id})] for each in new]
    talk.say(talk.words("register.which", **place(talk)), rows)


def plan(talk: Talk, plan: int) -> None:
    """Register one plan; only for those who follow it."""
    if not talk.address.is_group:
        talk.stop("register.in_groups")
    if plan not in talk.person.plan_ids:
        talk.stop("group.press_denied")
    found = talk.session.get_one(Plan, plan)
    if plan in actors.watched_plans(talk.session, talk.address.id):
        talk.stop("register.already", **place(talk))
    talk.address.organisation_id = talk.address.organisation_id or found.organisation_id
    talk.session.add(
        GroupWatch(
            organisation_id=found.organisation_id,
            address_id=talk.address.id,
            plan_id=plan,
            person_id=talk.person.person_id,
            registered_at=talk.now,
        )
    )
    told = {"address": talk.address.id, "group": talk.incoming.group_title}
    talk.record(found.organisation_id, "group.registered", f"plan:{plan}", **told)
    overdue = Choice(talk.words.plain("button.overdue"), "overdue")
    talk.show(talk.words("register.done", title=found.title, **place(talk)), [[overdue]])


def place(talk: Talk) -> dict[str, Any]:
    """Return what this chat is called: a group, or a topic in one."""
    kind = "topic" if topic_of(talk.address.chat_id) else "group"
    return {"place": talk.words.plain(f"group.place.{kind}")}


def _plans(session: Session, plan_ids: frozenset[int]) -> Sequence[Plan]:
    return session.scalars(select(Plan).where(Plan.id.in_(plan_ids)).order_by(Plan.code)).all()
