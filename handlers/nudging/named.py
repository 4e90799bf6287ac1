"""`/dondoc phường 1, 10`: the units named are urged; where any name is not sure, it is read back first."""

import re
from collections.abc import Sequence
from typing import Any

from domain.messaging.messages import Text, lines_of
from domain.messaging.numbered_choices import numbers_in
from domain.orders.best_way import speaks_only_of
from domain.orders.order_tokens import tokens_of
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.following import filters, scope
from handlers.naming import asked_for
from handlers.naming.asked_for import NamedUnits
from handlers.naming.units import unknown
from handlers.nudging import before_urging, choosing, report_standing, urging
from storage.following.overdue import OutstandingDuty, RequirementPeriod
from storage.tables import Unit

MOST_UNASKED = 5  # units; of more it is read back who they are
_LINE = re.compile(r"\b(?:dòng|dong|stt|line)\b", re.IGNORECASE)  # of the list
_EVERYBODY = frozenset({"all"})
_ALL_THAT_ARE_LATE = frozenset({"all", "those_late", "late", "missing", "who"})


def command(talk: Talk, rest: str) -> None:
    """Urge (`/dondoc`, `/dondoc tất cả`, `/dondoc PYT`). All that are late are urged unasked only where they are a
    handful."""
    tokens = tokens_of(rest)
    if rest and speaks_only_of(tokens, _EVERYBODY):
        late = {row.unit_id for row in urging.late_rows(talk)}
        (urging.everybody if len(late) <= MOST_UNASKED else all_in_words)(talk)
    elif rest and speaks_only_of(tokens, _ALL_THAT_ARE_LATE):
        all_in_words(talk)
    elif rest:
        units(talk, rest)
    else:
        choosing.choose(talk)


def in_words(talk: Talk, rest: str, beside: Sequence[Text] = ()) -> None:
    """Read back whom `đôn đốc phường 11`, without the slash of a command, is for before anybody is urged."""
    if rest:
        units(talk, rest, asks=True, remarks=beside)
    else:
        choosing.choose(talk)


def all_in_words(talk: Talk) -> None:
    """Read back all that are late."""
    late = [*{row.unit_id: row.unit_name for row in urging.late_rows(talk)}.values()]
    if late:
        _read_back(talk, [], late, Choice(talk.words.plain("button.nudge_all"), "nudge.all"))
    else:
        urging.everybody(talk)


def units(talk: Talk, typed: str, *, asks: bool = False, remarks: Sequence[Text] = ()) -> None:
    """Urge those meant, of all that one follows and not of those that are late: or a neighbour would be urged."""
    rows = urging.late_rows(talk)
    found = filters.narrowed(talk.session, rows, scope.plans(talk), typed, talk.now)
    named = found.named
    if found.but.is_said:
        _all_but_some(talk, found)
        return
    if found.only_units and _means_lines(talk, typed, rows, named):
        return
    if not named.possible and not named.elsewhere and found.only_units:
        if numbers := numbers_in(_LINE.sub("", typed)):
            _by_line(talk, rows, numbers)
            return
        unknown(talk, found.followed, typed, "nudge.some", _one)
    beside = [*remarks, *asked_for.remarks(talk.words, talk.session, named)]
    left = {row.unit_id for row in found.rows}
    not_late = [unit.id for unit in named.possible if unit.id not in left] if found.of else []
    beside = [*report_standing.standing(talk, not_late, found.of), *beside]
    if found.absent and not found.of:
        beside.insert(0, talk.words("nudge.not_late", unit=asked_for.names(talk.words, found.absent)))
    late = list({row.unit_id: row.unit_name for row in found.rows})
    several = {unit.id for part in named.doubtful if len(part.found) > 1 for unit in part.found}
    meant = [id for id in late if id not in several]
    if not late:
        nobody = "nudge.nobody_late_with" if found.asked else "filter.nothing"
        titles = report_standing.titles(talk, found.asked)
        talk.say(lines_of(beside or [talk.words(nobody, by=typed[:60], titles=titles)]))
    elif asks or named.doubtful or named.unknown or named.by_number or not found.only_units:
        _ask(talk, found, beside, meant, [unit for unit in named.possible if unit.id in several and unit.id in late])
    else:
        urging.some(talk, meant, beside=beside, of=found.of)


def _all_but_some(talk: Talk, found: filters.Narrowed) -> None:
    """Propose all but some, `/dondoc báo cáo rác thải, trừ thôn 1`; where it is not understood who is left out,
    nobody."""
    beside = asked_for.remarks(talk.words, talk.session, found.named)
    if not found.but.is_clear or (found.named.unknown and not found.rows):
        which_left_out(talk, beside)
    else:
        beside = [*beside, *report_standing.about(talk, found.asked)]
        before_urging.sure_of_all_but(talk, [row.unit_id for row in found.rows], found.but.units, beside, found.of)


def late_with(talk: Talk, conditions: str) -> tuple[list[int], Sequence[RequirementPeriod]]:
    """Return the units that are late with the reports of these names and periods, and which reports these are; with any
    where none is named."""
    rows, asked = urging.late_rows(talk), list[RequirementPeriod]()
    if conditions:
        found = filters.narrowed(talk.session, rows, scope.plans(talk), conditions, talk.now)
        rows, asked = found.rows, list(found.asked)
    return list(dict.fromkeys(row.unit_id for row in rows)), asked


def which_left_out(talk: Talk, beside: Sequence[Text] = ()) -> None:
    choosing.choose_one_by_one(talk, [*beside, talk.words("order.which_left_out")])


def _by_line(talk: Talk, rows: Sequence[OutstandingDuty], numbers: Sequence[int]) -> None:
    """Read back who stood on the lines named by `/dondoc 1` in the list that was seen, however it was narrowed and
    whoever reported meanwhile; where none was, who stands there now."""
    seen = _lines_seen(talk)
    lines = [row.unit_id for row in rows] if seen is None else seen
    if not rows:
        urging.everybody(talk)
        return
    said = ", ".join(map(str, numbers))
    if any(not 0 < number <= len(lines) for number in numbers):
        talk.stop("nudge.no_such_line" if seen is None else "nudge.no_such_line_seen", numbers=said, n=len(lines))
    late = {row.unit_id: row.unit_name for row in rows}
    wanted = list(dict.fromkeys(lines[number - 1] for number in numbers))
    chosen = [id for id in wanted if id in late]
    beside = [talk.words("nudge.by_line" if seen is None else "nudge.by_line_seen", numbers=said)]
    if absent := [talk.session.get_one(Unit, id) for id in wanted if id not in late]:
        beside.append(talk.words("nudge.not_late", unit=asked_for.names(talk.words, absent)))
    if chosen:
        label = talk.words.plain("button.nudge_unit" if len(chosen) == 1 else "button.nudge_these", n=len(chosen))
        go = Choice(label, "nudge.some", {"units": chosen})
        _read_back(talk, beside, [late[id] for id in chosen], go, focus=talk.address.focus)
    else:
        talk.note(lines_of(beside))


def _lines_seen(talk: Talk) -> Sequence[int] | None:
    """Return the units of the list that was shown last, line by line; None where another thing was shown since."""
    focus = talk.address.focus or {}
    lines: Sequence[int] | None = focus.get("units") if focus.get("ask") == "lines" else focus.get("listed")
    return lines


def _means_lines(talk: Talk, typed: str, rows: Sequence[OutstandingDuty], named: NamedUnits) -> bool:
    """Deal with numbers that are all lines of the list that was seen: where they are units' names too, it is asked
    which is meant."""
    lines, numbers = _lines_seen(talk), numbers_in(_LINE.sub("", typed))
    if not lines or not numbers or any(not 0 < number <= len(lines) for number in numbers):
        return False
    there, units = {lines[number - 1] for number in numbers}, {unit.id for unit in named.sure}
    if _LINE.search(typed) or len(named.sure) < len(named.parts):
        _by_line(talk, rows, numbers)
        return True
    if there == units:
        return False
    late = {row.unit_id for row in rows}
    either = [*named.sure, *(talk.session.get_one(Unit, id) for id in there - units if id in late)]
    asked = talk.words("nudge.which", typed=typed[:60], n=len(either))
    talk.say(lines_of([asked]), in_rows(asked_for.choices(either, "nudge.some", _one), 1), focus=talk.address.focus)
    return True


def _ask(
    talk: Talk, found: filters.Narrowed, beside: Sequence[Text], meant: Sequence[int], either: Sequence[Unit]
) -> None:
    """Ask to confirm who is surely meant; of the others one is chosen."""
    lines = [
        talk.words("nudge.which", typed=part.said[:60], n=len(part.found))
        for part in found.named.doubtful
        if len(part.found) > 1
    ]
    of = {"of": found.of} if found.of else {}
    rows = in_rows(asked_for.choices(either, "nudge.some", lambda unit: {**_one(unit), **of}), 1)
    word, about = talk.words.plain, report_standing.about(talk, found.asked)
    if meant:
        names = {row.unit_id: row.unit_name for row in found.rows}
        shown = [names[id] for id in meant]
        label = word("button.nudge_unit") if len(meant) == 1 else word("button.nudge_these", n=len(meant))
        go = Choice(label, "nudge.some", {"units": list(meant), **of})
        _read_back(talk, [*lines, *beside, *about], shown, go, rows)
        return
    if len(either) > 1:
        these = {"units": [unit.id for unit in either], **of}
        rows.append([Choice(word("button.nudge_these", n=len(either)), "nudge.some", these)])
    talk.say(lines_of([*lines, *beside, *about]), rows)


def _read_back(
    talk: Talk,
    lines: Sequence[Text],
    names: Sequence[str],
    go: Choice,
    rows: Sequence[Sequence[Choice]] = (),
    focus: dict[str, Any] | None = None,
) -> None:
    understood = talk.words("nudge.understood", n=len(names), units=asked_for.listed(talk.words, names))
    leave = Choice(talk.words.plain("button.leave"), "nudge.leave")
    talk.say(lines_of([*lines, understood, talk.words("right?")]), [*rows, [go, leave]], focus=focus)


def _one(unit: Unit) -> dict[str, list[int]]:
    return {"units": [unit.id]}
