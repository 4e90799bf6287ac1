"""What a file takes for two though it might be one: told before it is put."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from domain.finding import spelling
from domain.messaging.sentences import Sentence, sentence
from storage.people import people as stored_people
from storage.setup.apply.apply_context import Loading
from storage.setup.values.quoting import cut
from storage.tables import Unit

Named = dict[str, str]  # key -> as it is written first


def units(loading: Loading) -> Iterator[Sentence]:
    """Yield units of one name, which no change of units explains."""
    file, id = loading.file, loading.organisation_id
    there = dict(
        loading.session.execute(
            select(Unit.code, Unit.name).where(Unit.organisation_id == id, Unit.ended_on.is_(None))
        ).all()
    )
    over = {code for change in file.unit_changes or [] for code in change.before}
    by_name = defaultdict[str, list[str]](list)
    new = {unit.code: unit.name for unit in file.units or [] if there.get(unit.code) != unit.name}
    for code, name in ({**there, **new}).items():
        if code not in over:
            by_name[spelling.key(name)].append(code)
    for codes in by_name.values():
        if len(codes) > 1 and not new.keys().isdisjoint(codes):
            name = new.get(codes[-1], there.get(codes[-1], ""))
            yield sentence("setup.alike.units", codes=", ".join(codes), name=cut(name))


def people(loading: Loading) -> Iterator[Sentence]:
    """Yield colleagues whose names differ by a mark alone."""
    entries = loading.file.people or []
    seats = stored_people.seats(loading.session, loading.organisation_id, loading.now) if entries else []
    there = defaultdict[tuple[str, str], Named](dict)
    for seat in seats:
        there[seat.unit_code, spelling.bare(seat.name)].setdefault(spelling.key(seat.name), seat.name)
    for entry in entries:
        known = there[entry.unit, spelling.bare(entry.name)]
        key = spelling.key(entry.name)
        if key not in known and known:
            one, other = cut(entry.name), cut(next(iter(known.values())))
            yield sentence("setup.alike.people", name=one, other=other, unit=entry.unit)
        known.setdefault(key, entry.name)
