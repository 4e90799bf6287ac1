"""Who is meant of people of one name, before an order about them is carried out."""

from domain.orders.names_in_text import Spot
from handlers.conversation.talk import Choice, Talk
from handlers.naming import asked_for
from handlers.orders.heard import HeardOrder
from handlers.orders.named_things import followed
from storage.tables import Unit


def asks_which(talk: Talk, heard: HeardOrder) -> bool:
    """Ask of which unit a person is, where one was named of whose name there are several; else return False."""
    several = [spot for spot in heard.said.units if _is_of_people(talk, spot)]
    if not several:
        return False
    spot = several[0]
    rows = [[Choice(one.shown, "order", _instead(heard, spot, one))] for one in spot.found]
    talk.say(talk.words("order.which_person", said=spot.said, n=len(spot.found)), rows)
    return True


def is_group(talk: Talk, spot: Spot[Unit]) -> bool:
    """Say whether several are meant: a class or a kind by the codes of its units, or by a part of their names; not
    where the whole name is that of several, of which one is meant."""
    if len(spot.found) < 2 or ", " in spot.said:
        return len(spot.found) > 1
    return not all(part.is_whole for part in asked_for.named(talk.session, followed(talk), spot.said).parts)


def _is_of_people(talk: Talk, spot: Spot[Unit]) -> bool:
    return (
        len(spot.found) > 1
        and ", " not in spot.said
        and not asked_for.named(talk.session, followed(talk), spot.said).possible
    )


def _instead(heard: HeardOrder, spot: Spot[Unit], one: Unit) -> dict[str, str]:
    """Return the same order with the unit's name in the place of the person's."""
    tokens, text = heard.said.tokens, heard.text
    again = f"{text[: tokens[spot.start].start]}{one.shown}{text[tokens[spot.end - 1].end :]}"
    return {"order": heard.asked.order, "text": again}
