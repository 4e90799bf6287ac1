"""Whether a task is done with: by what every unit that was asked about it has said, and who has said nothing."""

from collections.abc import Mapping
from enum import StrEnum

from domain.forms.statuses import Status


class Completion(StrEnum):
    DONE = "done"  # all units that have something to do on it are done
    NOTHING = "nothing"  # no unit has
    GOING_ON = "going_on"  # some are not done, or have not said so


def completion(by_status: Mapping[Status, int], silent: int) -> Completion:
    """Say whether a task is done with. `silent`: units that were asked about it, and have not said how it stands."""
    nothing = by_status.get(Status.NOTHING, 0)
    others = sum(by_status.values()) - nothing
    if silent or others > by_status.get(Status.DONE, 0) or not others + nothing:
        return Completion.GOING_ON
    return Completion.DONE if others else Completion.NOTHING


def least_far_first(mean: float | None) -> tuple[bool, float]:
    """Return where a task stands among those that go on; behind the others where it is not known how far it is."""
    return mean is None, mean or 0.0
