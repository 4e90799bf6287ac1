"""Which units lead with a task, and which lag behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.collation.counting import TaskRemark, TaskResult
from domain.collation.standings import Owed
from domain.forms.form import Status

BEHIND = 20.0  # per cent under the mean


@dataclass(frozen=True, slots=True)
class Extremes:
    """`lead`: those that are done; where none is, those that are farthest. `lag`: those that have not begun, and those
    that are far under the mean. Nobody is in both, and where all stand alike nobody is in either."""

    lead: Sequence[Owed]
    lag: Sequence[Owed]


def extremes(result: TaskResult) -> Extremes:
    """Return who leads and who lags with a task."""
    done = _units(result.by_status[Status.DONE])
    begun = _units(result.by_status[Status.IN_PROGRESS])
    waiting = _units(result.by_status[Status.NOT_STARTED])
    if not begun and not (done and waiting):
        return Extremes([], [])
    known = result.progress
    mean = result.mean
    slow = [one for one in begun if mean is not None and known.get(one.unit_id, mean) <= mean - BEHIND]
    lead = done or _farthest(begun, known)
    lag = [*waiting, *slow]
    return Extremes(lead, [one for one in lag if one not in lead])


def _units(remarks: Sequence[TaskRemark]) -> list[Owed]:
    return [remark.owed for remark in remarks]


def _farthest(begun: Sequence[Owed], known: Mapping[int, float]) -> list[Owed]:
    most = max((known[one.unit_id] for one in begun if one.unit_id in known), default=None)
    least = min((known[one.unit_id] for one in begun if one.unit_id in known), default=None)
    if most is None or most == least:
        return []
    return [one for one in begun if known.get(one.unit_id) == most]
