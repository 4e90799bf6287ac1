"""`thôn 7: 3.1 xong`, `xin gia hạn báo cáo quý phòng nội vụ` of somebody who reports for other units: which unit is
named that is none of theirs. All ways of typing ask here, and only here."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from domain.finding import meant
from domain.finding.spelling import Words, words
from domain.finding.unit_kinds import NUMBERED, is_numeral, same_letters
from domain.forms import form
from domain.orders.order_tokens import tokens_of
from domain.orders.report_names import is_report_said, named_reports
from domain.orders.subject_places import subject_places
from handlers.conversation.talk import Talk
from handlers.drafting.line_reading import CandidateReport
from handlers.drafting.which_report import meant_by
from handlers.naming import asked_for, unit_named
from handlers.naming.asked_for import KnownUnits
from handlers.naming.unit_named import OwnUnit
from storage.reporting import duties

_ENDS = re.compile(r"(?<=[;\n])|(?<=,)(?!\d)")
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"\d{1,3}[a-zđ]?", re.IGNORECASE)
_OF = re.compile(r"(?:của|cua|cho|bên|ben|of|for)\s", re.I)
_FIGURE = re.compile(r"\d")
_AND = re.compile(r"\s(?:và|va|and)\s", re.I)
_SIGNS = " \t\n:;,-–()"
_MOST_WORDS = 7  # of a name before a colon
_MOST_CLAUSES = 40


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """`label`: as it was typed; `said`: what is said of it; `is_apart`: it stands before a colon, or is a number behind
    a kind."""

    label: str
    said: str
    is_apart: bool = False


def named(talk: Talk, text: str) -> OtherUnit | None:
    """Return the unit for which the text is, where it is none of the person's: a number behind a kind of which they
    have units, or a unit of the organisation, at the beginning, beside a report's name or what is asked, or behind
    `của`."""
    return _Others(talk).named(text)


def labelled(talk: Talk, text: str) -> OtherUnit | None:
    """Return the unit for which words of its own are said: `phòng nội vụ: thiếu máy`, `phòng nội vụ 2.7 thiếu máy`; the
    office in `phòng nội vụ chưa phê duyệt` is a part of what is told."""
    other = named(talk, text)
    return other if other and (other.is_apart or other.said[:1].isdecimal()) else None


def stop_where_named(talk: Talk, text: str) -> None:
    """Say that the unit for which the text is is none of theirs, and do nothing; go on where it names none."""
    if (other := named(talk, text)) is not None:
        talk.stop("unit.none_of_yours", name=other.label[:60])


def _when_asked(talk: Talk, own: Sequence[OwnUnit]) -> Callable[[], KnownUnits]:
    """Return how the units of the organisation are read, once and only where they are asked for: there may be
    thousands."""
    return cache(lambda: asked_for.known(talk.session, [unit for unit, _ in own]))


class _Others:
    """Finds units that are none of the person's; what it needs is read when it is first asked for."""

    def __init__(self, talk: Talk) -> None:
        self.talk, self.own = talk, unit_named.own_units(talk)
        self._units = _when_asked(talk, self.own)
        units = talk.person.reporting_units if talk.actor is not None else frozenset[int]()
        self._owed = cache(lambda: duties.owed_by(talk.session, units))
        self._known = cache(lambda: duties.known_to(talk.session, units))
        self._codes = cache(self._read_codes)

    def named(self, text: str, *, is_alone: bool = True) -> OtherUnit | None:
        if not self.own:
            return None
        found = _label(text)
        if found is not None and any(map(str.isalpha, found.label)) and self._is_other(found.label):
            return found
        for place in subject_places(text, self._codes(), self._names(text), is_alone=is_alone):
            if meant.whole(self.own, place.label):
                return None
            before = text.partition(place.label)[0]  # `3.1 xong của xã tân phú và xã hòa lợi` tells of both
            if self._is_other(place.label) or (not _FIGURE.search(before) and self._are_others(place.label)):
                return OtherUnit(place.label, place.said, place.is_apart)
        return None

    def of_a_clause(self, clause: str, *, is_first: bool) -> OtherUnit | None:
        """Return the unit of which the clause reports; behind others, only where it says how a task of theirs stands:
        `các xã: xã tân phú 40%, xã hòa lợi 3,1 ha` are amounts of one result."""
        other = self.named(clause, is_alone=False)
        if other is None or not (meant := meant_by(self.talk, other.said)):
            return None
        return other if is_first or other.is_apart or any(map(_says_how_it_stands, meant)) else None

    def _read_codes(self) -> frozenset[str]:
        reports = {duty.requirement_id for duty in self._owed()}
        return frozenset(task.code for one in reports for task in duties.tasks_of(self.talk.session, one))

    def _names(self, text: str) -> list[tuple[int, int]]:
        """Return where names of their reports stand, behind `báo cáo` also of what is handed in."""
        tokens = tokens_of(text)
        known = self._known() if is_report_said(tokens) else self._owed()
        spots = named_reports(text, tokens, list({duty.requirement_id: duty for duty in known}.values()))
        return [(tokens[one.start].start, tokens[one.end - 1].end) for one in spots]

    def _is_other(self, label: str) -> bool:
        if meant.choose(self.own, label):
            return False
        return _is_of_a_kind(self.own, words(label)) or _is_known(self._units, label)

    def _are_others(self, label: str) -> bool:
        """Say whether it is several units, none of them theirs: `xã tân phú và xã hòa lợi`."""
        parts = _AND.split(label)
        return len(parts) > 1 and all(map(self._is_other, parts))


def without_others(talk: Talk, text: str) -> tuple[str, list[OtherUnit]]:
    """Return what is said of the person's own units, and each part that is said of another."""
    clauses = [one for one in _ENDS.split(text) if one]
    if len(clauses) > _MOST_CLAUSES:
        return text, []
    there, kept, others, is_away = _Others(talk), "", list[OtherUnit](), False
    if len(clauses) == 1 and (other := there.named(text)) is not None and meant_by(talk, other.said):
        return "", [other]
    for place, clause in enumerate(clauses):
        other = there.of_a_clause(clause, is_first=not place)
        if other is not None:
            others.append(other)
            is_away = True
        elif is_away and unit_named.apart_from(there.own, clause)[0]:
            is_away = False
        kept += "" if is_away else clause
    return (kept.strip(_SIGNS), others) if others else (text, [])


def _label(text: str) -> OtherUnit | None:
    """Return what may be the name of a unit: `thôn 7 3.1 xong`, `thôn VII: 3.1 xong`, `xã Tân An: 3.1 xong`."""
    typed = list(_WORD.finditer(text))[: _MOST_WORDS + 1]
    for place in range(1, len(typed)):
        kind = words(text[: typed[place].start()])
        number, behind = typed[place][0].strip(_SIGNS), text[typed[place].end() :].strip(_SIGNS)
        is_number = bool(_NUMBER.fullmatch(number)) or is_numeral(number)
        if is_number and behind and any(same_letters(kind, one) for one in NUMBERED):
            return OtherUnit(f"{text[: typed[place].start()].strip()} {number}", behind, is_apart=True)
    name, colon, said = text.strip().partition(":")
    name = _OF.sub("", name.lstrip())
    is_short = 0 < len(name.split()) <= _MOST_WORDS and "\n" not in name
    return OtherUnit(name.strip(), said.strip(), is_apart=True) if colon and is_short and said.strip() else None


def _says_how_it_stands(one: CandidateReport) -> bool:
    said = one.reading
    answered = {name for update in said.updates for name in update.answers}
    return bool(said.is_nil or said.extension or answered & form.PROGRESS)


def _is_of_a_kind(own: Sequence[OwnUnit], label: Words) -> bool:
    """Say whether it is a number behind a kind of which they have units."""
    kind = label[:-1]
    if any(_NUMBER.fullmatch(word.letters) for word in kind):
        return False
    if not kind or not (_NUMBER.fullmatch(label[-1].letters) or is_numeral(label[-1].letters)):
        return False
    return any(same_letters(kind, words(unit.name)[: len(kind)]) for unit, _ in own)


def _is_known(there: Callable[[], KnownUnits], label: str) -> bool:
    """Say whether it is the whole name of a unit of the organisation with its kind: `kinh tế: …` is a heading."""
    first = words(label)[:1]
    alike = [(unit, called) for unit, called in there().called if same_letters(first, words(unit.name)[:1])]
    return bool(meant.whole(alike, label))  # few of thousands begin like a heading, which every line may have
