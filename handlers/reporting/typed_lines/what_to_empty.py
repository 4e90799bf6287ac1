"""Of which report and unit something is to be taken out: `xóa 3.1 của xã hòa lợi`, `báo cáo quý: xóa 3.1`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.orders.names_in_text import whole_names
from domain.orders.order_tokens import tokens_of
from domain.reports.states import EXPECTED
from domain.typed.talk.emptied import Emptied, emptied
from handlers.conversation.talk import Talk
from handlers.drafting import which_report
from handlers.naming import asked_for, own_reports, unit_named
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Unit


@dataclass(frozen=True, slots=True)
class ToEmpty:
    """`said`: without the names; `units`, `reports`: those that are named, none for whichever; `others`: units that are
    named and none of the person's."""

    said: str
    units: frozenset[int] = frozenset()
    reports: frozenset[int] = frozenset()
    others: Sequence[Unit] = ()

    def has(self, duty: Duty, unit_id: int) -> bool:
        return (not self.units or unit_id in self.units) and (not self.reports or duty.id in self.reports)

    def of(self, codes: Sequence[str]) -> Emptied | None:
        return emptied(self.said, codes)


def read(talk: Talk, text: str) -> ToEmpty | None:
    """Return what is to be taken out of what is named; None where the text is about something else."""
    known = duties.known_to(talk.session, talk.person.reporting_units)
    codes = {task.code for duty in known for task in duties.tasks_of(talk.session, duty.requirement_id)}
    codes |= {
        task.code
        for duty, _ in which_report.candidates(talk, anywhere=True)
        for task in duties.tasks_of(talk.session, duty.requirement_id)
    }
    return next((one for one in _ways(talk, text, known) if one.of(sorted(codes)) is not None), None)


def _ways(talk: Talk, text: str, known: Sequence[Duty]) -> Iterator[ToEmpty]:
    """Yield the text as it is, then without the report that it names, without the units, and without both: also where
    the name of the report has a unit's in it."""
    ways = [ToEmpty(text), *_without_report(talk, ToEmpty(text), known)]
    yield from ways
    without_units = [_without_units(talk, one) for one in reversed(ways)]
    yield from (one for one in without_units if not one.others)
    for one in without_units:
        yield from _without_report(talk, one, known)
    yield from without_units


def _without_report(talk: Talk, one: ToEmpty, known: Sequence[Duty]) -> Iterator[ToEmpty]:
    today = talk.now.date()
    for found, said in (
        own_reports.at_beginning(one.said, known, today) or ((), one.said),
        own_reports.behind_command(one.said, known, today),
    ):
        if found:
            yield replace(one, said=said, reports=frozenset(duty.id for duty in found))


def _without_units(talk: Talk, one: ToEmpty) -> ToEmpty:
    """Leave out the whole names of units, wherever they stand; a number alone is none."""
    text = one.said
    own = unit_named.own_units(talk)
    mine = {unit.id for unit, _ in own}
    there = asked_for.known(talk.session, [unit for unit, _ in own]).called
    known = [*own, *((unit, called) for unit, called in there if unit.id not in mine)]
    tokens = tokens_of(text)
    spots = [
        spot
        for spot in whole_names(text, tokens, known)
        if spot.end - spot.start > 1 or not tokens[spot.start].key.isdecimal()
    ]
    left, begins = "", 0
    units: set[int] = set()
    others: list[Unit] = []
    for spot in spots:
        left, begins = f"{left}{text[begins : tokens[spot.start].start]}", tokens[spot.end - 1].end
        of_spot = {unit.id for unit in spot.found} & mine
        units |= of_spot
        others += [] if of_spot else spot.found[:1]
    return replace(
        one, said=" ".join((left + text[begins:]).split()).strip(" ,:;-"), units=frozenset(units), others=others
    )


def handed_in(talk: Talk, what: ToEmpty) -> list[tuple[Duty, Emptied]]:
    """Return the reports that are in, of those that are named or of each the newest, as far as they are asked for one
    of the tasks."""
    known = duties.known_to(talk.session, talk.person.reporting_units)
    reports = [duty for duty in known if duty.state not in EXPECTED and what.has(duty, duty.unit_id)]
    newest = {(duty.requirement_id, duty.unit_id): duty for duty in reports}
    found = [(duty, _of_its_tasks(talk, what, duty)) for duty in (reports if what.reports else newest.values())]
    return [(duty, emptied) for duty, emptied in found if emptied is not None]


def _of_its_tasks(talk: Talk, what: ToEmpty, duty: Duty) -> Emptied | None:
    codes = [task.code for task in duties.tasks_of(talk.session, duty.requirement_id)]
    found = what.of(codes)
    return found if found is not None and not set(codes).isdisjoint(found.codes) else None
