"""People of one name, shown side by side so that nobody takes one for the other."""

from collections import defaultdict
from collections.abc import Sequence

from domain.finding import spelling


def told_apart(names: Sequence[str], details: Sequence[Sequence[str]]) -> list[str]:
    """Return each name with as few of its details as tell it from the others of that name, in the order given; those
    that nothing tells apart are numbered. `details`: as many for each name, "" where one has none."""
    shown = list(names)
    for number in range(max(map(len, details), default=0)):
        for alike in _alike(shown):
            said = [details[place][number] for place in alike]
            if len(set(said)) > 1:
                for place, one in zip(alike, said, strict=True):
                    shown[place] = f"{shown[place]} · {one}" if one else shown[place]
    for alike in _alike(shown):
        for number, place in enumerate(alike, 1):
            shown[place] = f"{shown[place]} ({number})"
    return shown


def _alike(shown: Sequence[str]) -> list[list[int]]:
    places = defaultdict[str, list[int]](list)
    for place, label in enumerate(shown):
        places[spelling.key(label)].append(place)
    return [found for found in places.values() if len(found) > 1]


def ends_of_mailbox(mailbox: str) -> str:
    """Return the ends of a mailbox, `h…n@coquan.vn`: enough for whoever knows it, and no more."""
    name, at, host = mailbox.partition("@")
    return f"{name[:1]}…{name[-1:]}{at}{host}" if at else ""
