"""`báo cáo tháng không phát sinh, báo cáo quý 2.7 40%`, `phường hai 1.2 xong, phường ba 1.2 50%`: what one message says
of several reports, or for several of the person's units, part by part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from domain import typed
from domain.forms import form
from domain.text import codes_meant
from handlers.conversation.talk import Talk
from handlers.drafting.line_reading import CandidateReport, names_tasks, read
from handlers.drafting.which_report import candidates, handed_in, that_fit
from handlers.naming import own_reports, unit_named
from handlers.naming.unit_named import OwnUnit
from storage.reporting import duties
from storage.reporting.duties import Duty, TaskLine

_ENDS = re.compile(r"[;\n]|,(?!\d)|(?<!\S)(?:còn|con|và|va)(?!\S)", re.I)
_WEAK = ", \t"
_AROUND = " \t\n;,:"
_MOST_PIECES = 40
_MOST_REPORTS = 6  # in which it is looked for tasks that are named

Places = Sequence[tuple[Duty, int]]


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """Of which reports, through which units, something is said; `typed`: with the name of the report or unit."""

    places: Places
    said: str
    typed: str
    is_named: bool

    @property
    def units(self) -> frozenset[int]:
        return frozenset(unit for _, unit in self.places)

    def meant(self, talk: Talk) -> list[CandidateReport]:
        """Return the reports that the part may be about, with what it says of each."""
        found = [read(talk, duty, unit, self.said) for duty, unit in self.places]
        named = [one for one in found if names_tasks(one.reading)]
        return that_fit(talk, named) if named else [one for one in found if one.reading.says_something]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A clause, from where it begins in the text to where the next does; `is_named`: its report or unit is, and not
    only a task that no other report has."""

    start: int
    end: int
    places: Places
    said: str
    is_named: bool = False


def parts_of(talk: Talk, text: str) -> list[PlacedPart]:
    """Return the parts of a message, each with all that is said there until another report or unit is meant, one of
    which anything is read first; none where all of it is of one."""
    if talk.actor is None or not talk.actor.is_reporter or len(text) > form.TEXT_LIMIT:
        return []
    cuts = [0, *(found.end() for found in _ENDS.finditer(text)), len(text)]
    writable = candidates(talk, anywhere=True) if 2 < len(cuts) <= _MOST_PIECES else []
    present = handed_in(talk, writable) if writable else []
    if len(writable) + len(present) < 2:
        return []
    pieces = list(_Pieces(talk, writable, present).of(text, cuts))
    parts: list[PlacedPart] = []
    now = 0  # the one that goes on
    for piece in pieces if _is_placed_first(pieces, text) else ():
        written = text[piece.start : piece.end]
        if not parts or (piece.places and _is_elsewhere(piece, parts[now])):
            now = next((place for place, part in enumerate(parts) if not _is_elsewhere(piece, part)), len(parts))
        if now == len(parts):
            parts.append(PlacedPart(piece.places or writable, piece.said, written, piece.is_named))
        else:
            said = f"{parts[now].said}{_between(text, piece.start)}{piece.said}" if piece.said else parts[now].said
            kept = _narrowed(parts[now], piece)
            parts[now] = replace(parts[now], places=kept, said=said, typed=parts[now].typed + written)
    if len(parts) < 2:
        return []
    parts = [replace(part, said=part.said.strip(_AROUND), typed=_bare(part.typed)) for part in parts]
    first = next((part for part in parts if part.meant(talk)), None)
    return [first, *(part for part in parts if part is not first)] if first is not None else []


class _Pieces:
    """Finds of which reports the clauses of a text are."""

    def __init__(self, talk: Talk, writable: Places, present: Places) -> None:
        """Keep what may be meant; `present`: what is handed in, where it is named and nothing that is owed is."""
        self.talk, self.writable, self.present = talk, writable, present
        self.known: Sequence[OwnUnit] = unit_named.own_units(talk)
        self.tasks: dict[int, Sequence[TaskLine]] = {
            duty.requirement_id: duties.tasks_of(talk.session, duty.requirement_id) for duty, _ in writable
        }
        self.codes = {task.code for tasks in self.tasks.values() for task in tasks}

    def of(self, text: str, cuts: Sequence[int]) -> Iterator[_Piece]:
        lead = ""
        for start, end in pairwise(cuts):
            bare = _bare(text[start:end])
            first, _, behind = bare.partition(" ")
            begins = bool(codes_meant(first, self.codes))
            lead = first if begins else lead
            found = self._named(bare)  # or else `1.2 phường hai xong, phường ba 50%`
            found = found or (self._named(behind if begins else bare, lead) if lead else None)
            places, said = found or (self._of_tasks(bare), bare)
            yield _Piece(start, end, places, said, is_named=found is not None)

    def _named(self, clause: str, lead: str = "") -> tuple[Places, str] | None:
        """Return the reports of the unit that is named, or the report that is, and what is said of it, if it is
        anything."""
        of_units, said = unit_named.apart_from(self.known, clause) if len(self.known) > 1 else ((), clause)
        every = [one for one in (*self.writable, *self.present) if not of_units or one[1] in of_units]
        named = own_reports.at_beginning(said, [duty for duty, _ in every], self.talk.now.date())
        here = self._owed_first(every)
        if named is None and not of_units:
            return None
        is_behind = bool(of_units) and clause.startswith(said)  # `kết quả: mở lớp cho phường ba`
        if named is not None:
            ids, said = {duty.id for duty in named[0]}, named[1]
            here = self._owed_first([one for one in every if one[0].id in ids])
        said = f"{lead} {said}" if lead else said
        readings = [read(self.talk, duty, unit, said).reading for duty, unit in here]
        is_known = named is not None and not lead  # `báo cáo quý em gửi sau` says nothing, and not of another either
        if is_known or any(names_tasks(one) if is_behind else one.says_something for one in readings):
            return here, said
        return None

    def _owed_first(self, places: Places) -> Places:
        return [one for one in places if one in self.writable] or places

    def _of_tasks(self, said: str) -> Places:
        """Return the reports that have the task with which the clause begins, where others have not."""
        if not 1 < len(self.tasks) <= _MOST_REPORTS:
            return ()
        having = {requirement for requirement, tasks in self.tasks.items() if _names_one(said, tasks)}
        if not having or len(having) == len(self.tasks):
            return ()
        here = [one for one in self.writable if one[0].requirement_id in having]
        return [(duty, unit) for duty, unit in here if names_tasks(read(self.talk, duty, unit, said).reading)]


def _names_one(said: str, tasks: Sequence[TaskLine]) -> bool:
    return typed.names_a_task(said, [task.code for task in tasks], {task.code: task.title for task in tasks})


def _is_elsewhere(piece: _Piece, before: PlacedPart) -> bool:
    if piece.is_named and before.is_named:
        return _keys(piece.places) != _keys(before.places)
    return _keys(piece.places).isdisjoint(_keys(before.places))


def _narrowed(before: PlacedPart, piece: _Piece) -> Places:
    """Return the reports of the part that have all tasks of which something is said."""
    if before.is_named or not piece.places:
        return before.places
    return [one for one in before.places if (one[0].id, one[1]) in _keys(piece.places)]


def _is_placed_first(pieces: Sequence[_Piece], text: str) -> bool:
    """Say whether the message tells from its beginning what it is about; what a sign divides may be said of any before
    that."""
    for piece in pieces:
        if piece.places:
            return True
        if text[: piece.end].rstrip(_WEAK)[-1:] not in (";", "\n"):
            return False
    return False


def _bare(written: str) -> str:
    """Return a part without what divides it from the next."""
    bare = written.strip(_AROUND)
    joins = list(_ENDS.finditer(bare))
    return bare[: joins[-1].start()].rstrip(_AROUND) if joins and joins[-1].end() == len(bare) else bare


def _between(text: str, start: int) -> str:
    return "\n" if text[start - 1 : start] == "\n" else ", "


def _keys(places: Places) -> frozenset[tuple[int, int]]:
    return frozenset((duty.id, unit) for duty, unit in places)
