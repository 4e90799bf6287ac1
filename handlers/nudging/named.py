"""`/dondoc phường 1, 10`: the units named are urged; where any name is not sure, it is read back first."""

import re
from collections.abc import Sequence

from domain.messaging.messages import Text, lines_of
from domain.messaging.numbered_choices import numbers_in
from domain.orders.best_way import speaks_only_of
from domain.orders.concepts import NEUTRAL
from domain.orders.left_out import left_out
from domain.orders.names_in_text import whole_names
from domain.orders.order_tokens import OrderToken, tokens_of
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.following import filters, scope
from handlers.naming import asked_for
from handlers.naming.units import unknown
from handlers.nudging import choosing
from storage.following.overdue import OutstandingDuty
from storage.people import actors
from storage.tables import Unit
from storage.units.units import listed as listed_units

MOST_UNASKED = 5  # units; of more it is read back who they are
_LINE = re.compile(r"\b(?:dòng|dong|stt|line)\b", re.IGNORECASE)  # of the list
_EVERYBODY = frozenset({"all"})
_ALL_THAT_ARE_LATE = frozenset({"all", "those_late", "late", "missing", "who"})


def command(talk: Talk, rest: str) -> None:
    """Urge (`/dondoc`, `/dondoc tất cả`, `/dondoc PYT`). All that are late are urged unasked only where they are a
    handful."""
    tokens = tokens_of(rest)
    if rest and speaks_only_of(tokens, _EVERYBODY):
        late = {row.unit_id for row in choosing.late_rows(talk)}
        (choosing.everybody if len(late) <= MOST_UNASKED else all_in_words)(talk)
    elif rest and speaks_only_of(tokens, _ALL_THAT_ARE_LATE):
        all_in_words(talk)
    elif rest and not _all_but_some(talk, rest, tokens):
        units(talk, rest)
    elif not rest:
        choosing.choose(talk)


def _all_but_some(talk: Talk, rest: str, tokens: Sequence[OrderToken]) -> bool:
    """Read back all but those of `/dondoc tất cả, trừ thôn 1, thôn 10`; where any word behind `trừ` is not understood,
    nobody is proposed. Return False where nobody is left out."""
    followed = listed_units(talk.session, actors.units_followed(talk.session, scope.plans(talk)), ())
    spots = whole_names(rest, tokens, asked_for.known(talk.session, followed).called)
    found = left_out(tokens, {one.start: one.end for one in spots})
    if found.begins is None:
        return False
    known = found.said | {place for one in spots for place in range(one.start, one.end)}
    is_known = all(place in known or token.key in NEUTRAL for place, token in enumerate(tokens) if place > found.begins)
    but = [unit for one in spots if one.start in found.names for unit in one.found]
    of = [unit.id for one in spots if one.start not in found.names for unit in one.found]
    is_of_all = not found.begins or speaks_only_of(tokens[: found.begins], _ALL_THAT_ARE_LATE)
    if but and found.is_clear and is_known and (of or is_of_all):
        choosing.sure_of_all_but(talk, of or [row.unit_id for row in choosing.late_rows(talk)], but)
    else:
        choosing.choose(talk, beside=[talk.words("order.which_left_out")])
    return True


def in_words(talk: Talk, rest: str) -> None:
    """Read back whom `đôn đốc phường 11`, without the slash of a command, is for before anybody is urged."""
    if rest:
        units(talk, rest, asks=True)
    else:
        choosing.choose(talk)


def all_in_words(talk: Talk) -> None:
    """Read back all that are late."""
    late = list(dict.fromkeys(row.unit_name for row in choosing.late_rows(talk)))
    if late:
        _read_back(talk, [], late, Choice(talk.words.plain("button.nudge_all"), "nudge.all"))
    else:
        choosing.everybody(talk)


def units(talk: Talk, typed: str, *, asks: bool = False) -> None:
    """Urge those meant, of all that one follows and not of those that are late: or a neighbour would be urged."""
    rows = choosing.late_rows(talk)
    found = filters.narrowed(talk.session, rows, scope.plans(talk), typed)
    named = found.named
    if not named.possible and not named.elsewhere and found.only_units:
        if numbers := numbers_in(_LINE.sub("", typed)):
            _by_line(talk, rows, numbers)
            return
        unknown(talk, found.followed, typed, "nudge.some", _one)
    beside = asked_for.remarks(talk.words, talk.session, named)
    if found.absent:
        beside.insert(0, talk.words("nudge.not_late", unit=asked_for.names(talk.words, found.absent)))
    late = list({row.unit_id: row.unit_name for row in found.rows})
    several = {unit.id for part in named.doubtful if len(part.found) > 1 for unit in part.found}
    meant = [id for id in late if id not in several]
    if not late:
        talk.say(lines_of(beside or [talk.words("filter.nothing", by=typed[:60])]))
    elif asks or named.doubtful or named.unknown or named.by_number or not found.only_units:
        _ask(talk, found, beside, meant, [unit for unit in named.possible if unit.id in several and unit.id in late])
    else:
        choosing.some(talk, meant, beside=beside)


def _by_line(talk: Talk, rows: Sequence[OutstandingDuty], numbers: Sequence[int]) -> None:
    """Read back who stands now on the lines named by `/dondoc 1` below the list of who is late."""
    if not rows:
        choosing.everybody(talk)
        return
    if any(not 0 < number <= len(rows) for number in numbers):
        talk.stop("nudge.no_such_line", numbers=", ".join(map(str, numbers)), n=len(rows))
    chosen = {rows[number - 1].unit_id: rows[number - 1].unit_name for number in numbers}
    label = talk.words.plain("button.nudge_these", n=len(chosen))
    if len(chosen) == 1:
        label = talk.words.plain("button.nudge_unit")
    lines = [talk.words("nudge.by_line", numbers=", ".join(map(str, numbers)))]
    _read_back(talk, lines, list(chosen.values()), Choice(label, "nudge.some", {"units": list(chosen)}))


def _ask(
    talk: Talk, found: filters.Narrowed, beside: Sequence[Text], meant: Sequence[int], either: Sequence[Unit]
) -> None:
    """Ask to confirm who is surely meant; of the others one is chosen."""
    lines = [
        talk.words("nudge.which", typed=part.said[:60], n=len(part.found))
        for part in found.named.doubtful
        if len(part.found) > 1
    ]
    rows = in_rows(asked_for.choices(either, "nudge.some", _one), 1)
    word = talk.words.plain
    if meant:
        names = {row.unit_id: row.unit_name for row in found.rows}
        shown = [names[id] for id in meant]
        label = word("button.nudge_unit") if len(meant) == 1 else word("button.nudge_these", n=len(meant))
        go = Choice(label, "nudge.some", {"units": list(meant)})
        _read_back(talk, [*lines, *beside], shown, go, rows)
        return
    if len(either) > 1:
        these = {"units": [unit.id for unit in either]}
        rows.append([Choice(word("button.nudge_these", n=len(either)), "nudge.some", these)])
    talk.say(lines_of([*lines, *beside]), rows)


def _read_back(
    talk: Talk, lines: Sequence[Text], names: Sequence[str], go: Choice, rows: Sequence[Sequence[Choice]] = ()
) -> None:
    understood = talk.words("nudge.understood", n=len(names), units=asked_for.listed(talk.words, names))
    leave = Choice(talk.words.plain("button.leave"), "nudge.leave")
    talk.say(lines_of([*lines, understood, talk.words("right?")]), [*rows, [go, leave]])


def _one(unit: Unit) -> dict[str, list[int]]:
    return {"units": [unit.id]}
