"""Which plans a coordinator may ask about in this chat."""

from handlers.conversation.talk import Talk
from handlers.following.group_registration import place
from storage.people import actors


def plans(talk: Talk) -> frozenset[int]:
    """Return the plans the person follows; in a group only what was registered there. End the handling where there is
    none."""
    followed = talk.person.plan_ids
    if not followed:
        talk.stop("follow.no_plan")
    if not talk.address.is_group:
        return followed
    watched = actors.watched_plans(talk.session, talk.address.id)
    if not watched:
        talk.stop("group.not_registered", **place(talk))
    if not followed & watched:
        talk.stop("group.not_yours")
    return followed & watched
