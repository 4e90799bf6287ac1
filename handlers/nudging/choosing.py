"""Whom to urge: all that are late, some, or the one named; and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.messages import Text, lines_of
from domain.text import fold, nfc
from handlers.following import scope
from handlers.following.lists import list_choices, none_overdue
from handlers.following.pages import page_of, turning
from handlers.inviting.giving import invite_choice
from handlers.nudging.sending import Nudged, nudge
from handlers.talk import Choice, Rows, Talk, in_rows
from handlers.unit_names import matching, numbered, unknown
from handlers.words import dates
from storage import actors, following, units
from storage.following import Owing, distinct_units
from storage.tables import Unit

MOST_CHOICES = 20
LONGEST_WORDS = 500  # characters of an own sentence
MOST_NAMES = 10
EVERYBODY = frozenset({"tat ca", "all"})


@dataclass(frozen=True, slots=True)
class Late:
    """A unit that is late, with however many reports."""

    id: int
    code: str
    name: str


def command(talk: Talk, rest: str) -> None:
    """`/dondoc`, `/dondoc tất cả`, `/dondoc PYT`."""
    if fold(rest) in EVERYBODY:
        everybody(talk)
    elif rest:
        named(talk, rest)
    else:
        choose(talk)


def named(talk: Talk, typed: str) -> None:
    """The unit meant, of all that one follows and not of those that are late: or a neighbour would be urged. Where
    several may be meant, it is asked which."""
    followed = units.listed(talk.session, actors.units_followed(talk.session, scope.plans(talk)), ())
    found = matching(talk.session, followed, typed)
    if not found:
        unknown(talk, followed, typed, "nudge.some", _one)
    late = {unit.id for unit in _units(_overdue(talk))}
    if len(found) == 1:
        some(talk, [found[0].id])
        return
    asked = [unit for unit in found if unit.id in late]
    if not asked:
        talk.stop("nudge.not_late", unit=_some_of(talk, [unit.shown for unit in found], ", "))
    lines = [talk.words("nudge.which", typed=typed[:60], n=len(found))]
    if spared := [unit.shown for unit in found if unit.id not in late]:
        lines.append(talk.words("nudge.not_late", unit=_some_of(talk, spared, ", ")))
    rows = in_rows(numbered(asked[:MOST_CHOICES], "nudge.some", _one), 1)
    if len(asked) > 1:
        label = talk.words.plain("button.nudge_these", n=len(asked))
        rows.append([Choice(label, "nudge.some", {"units": [unit.id for unit in asked]})])
    talk.say(lines_of(lines), rows)


def _one(unit: Unit) -> dict[str, list[int]]:
    return {"units": [unit.id]}


def choose(talk: Talk, picked: Sequence[int] = (), page: int | None = None) -> None:
    """The late units, each a button that picks it or puts it back."""
    rows = _overdue(talk)
    if not rows:
        none_overdue(talk, scope.plans(talk))
        return
    late = _units(rows)
    picked = [unit.id for unit in late if unit.id in picked]
    shown = page_of(late, page or 0)
    buttons = [[_toggle(unit, picked, shown.number)] for unit in shown.lines]
    body = talk.words("nudge.choose", n=len(picked), all=len(late))
    turns = turning(talk.words, shown, "nudge.choose", {"picked": picked})
    rows_of = [*buttons, turns, _go(talk, picked), *([] if talk.address.is_group else _with_words(talk, picked))]
    (talk.say if page is None else talk.show)(body, rows_of)


def _toggle(unit: Late, picked: Sequence[int], page: int) -> Choice:
    """The button holds what will be picked after it, so that an old one means what it says."""
    if unit.id in picked:
        return Choice(
            f"{unit.name} ✓", "nudge.choose", {"picked": [id for id in picked if id != unit.id], "page": page}
        )
    return Choice(unit.name, "nudge.choose", {"picked": [*picked, unit.id], "page": page})


def _go(talk: Talk, picked: Sequence[int]) -> list[Choice]:
    word = talk.words.plain
    everyone = Choice(word("button.nudge_all"), "nudge.all")
    if not picked:
        return [everyone]
    return [Choice(word("button.nudge_picked", n=len(picked)), "nudge.some", {"units": list(picked)}), everyone]


def _with_words(talk: Talk, picked: Sequence[int]) -> list[list[Choice]]:
    return [[Choice(talk.words.plain("button.nudge_words"), "nudge.words", {"units": list(picked)})]]


def ask_words(talk: Talk, units: Sequence[int]) -> None:
    """`Kèm lời nhắn`: which? To these units, or to all that are late."""
    body = talk.words("nudge.words", limit=LONGEST_WORDS)
    talk.say(body, focus={"ask": "nudge", "units": list(units)})


def typed_words(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "nudge", "units": […]}`: the preview, with how many it is for."""
    wanted, said = (talk.address.focus or {})["units"], nfc(text)
    if len(said) > LONGEST_WORDS:
        talk.stop("bad.text", limit=LONGEST_WORDS)
    late = _units(_overdue(talk))
    meant = [unit.id for unit in late if not wanted or unit.id in wanted]
    if not meant:
        none_overdue(talk, scope.plans(talk))
        return
    word = talk.words.plain
    go = Choice(word("button.nudge_picked", n=len(meant)), "nudge.some", {"units": meant, "say": said})
    body = lines_of([talk.words("nudge.preview", n=len(meant), say=said), talk.words("right?")])
    talk.say(body, [[go, Choice(word("button.leave"), "nudge.leave")]])


def everybody(talk: Talk) -> None:
    """All units that are late at this moment."""
    _urge(talk, _overdue(talk))


def some(talk: Talk, units: Sequence[int], seen: str | None = None, say: str = "") -> None:
    """Those of these units that are still late, with an own sentence; `seen`: when the coordinator saw that they were
    urged just now."""
    rows = [row for row in _overdue(talk) if row.unit_id in units]
    if not rows and len(units) == 1:
        _not_late(talk, units[0])
        return
    _urge(talk, rows, None if seen is None else datetime.fromisoformat(seen), say, replace=True)


def _not_late(talk: Talk, unit_id: int) -> None:
    """Named, so that nobody takes it for another's answer; where one may see it at all."""
    plans = scope.plans(talk)
    if unit_id not in actors.units_followed(talk.session, plans):
        none_overdue(talk, plans)
        return
    unit = talk.session.get_one(Unit, unit_id)
    talk.show(talk.words("nudge.not_late", unit=unit.shown), [list_choices(talk)])


def leave(talk: Talk) -> None:
    talk.show(talk.words("nudge.left"))


def _urge(
    talk: Talk, rows: Sequence[Owing], seen: datetime | None = None, say: str = "", *, replace: bool = False
) -> None:
    """What became of it stands in the place of the choice it answers; the list of who is late stays."""
    if not rows:
        none_overdue(talk, scope.plans(talk))
        return
    outcome = nudge(talk, following.described(talk.session, rows, talk.now), seen, say)
    lines = [line for line in (_urged(talk, outcome), _unreached(talk, outcome), _spared(talk, outcome)) if line]
    (talk.show if replace else talk.say)(lines_of(lines), [*_again(talk, outcome, say), *_invitations(talk, outcome)])


def _urged(talk: Talk, outcome: Nudged) -> Text:
    if not outcome.urged:
        return ()
    channels = ", ".join(
        f"{talk.words.plain(f'channel.{channel}')} {n}" for channel, n in sorted(outcome.channels.items())
    )
    names = list(dict.fromkeys(row.unit_name for row in outcome.urged))
    if len(names) == 1:
        return talk.words("nudge.done_one", unit=names[0], channels=channels)
    return talk.words("nudge.done", n=distinct_units(outcome.urged), channels=channels)


def _unreached(talk: Talk, outcome: Nudged) -> Text:
    """`Không gửi được: xã Tà Nung, chưa có đầu mối.`"""
    lost = {row.unit_id: row for row in outcome.unreached}
    said = [
        talk.words.plain("nudge.lost" if row.contacts else "nudge.nobody", unit=row.unit_name) for row in lost.values()
    ]
    return talk.words("nudge.unreached", units=_some_of(talk, said, "; ")) if said else ()


def _spared(talk: Talk, outcome: Nudged) -> Text:
    if not outcome.spared or outcome.last is None:
        return ()
    names = _some_of(talk, list(dict.fromkeys(row.unit_name for row in outcome.spared)), ", ")
    at = dates.clocked(talk.words, outcome.last, outcome.spared[0].asked.zone)
    return talk.words("nudge.spared", units=names, at=at)


def _some_of(talk: Talk, names: Sequence[str], between: str) -> str:
    shown = list(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        shown.append(talk.words.plain("nudge.others", n=len(names) - MOST_NAMES))
    return between.join(shown)


def _again(talk: Talk, outcome: Nudged, say: str) -> Rows:
    if not outcome.spared:
        return []
    args = {"units": sorted({row.unit_id for row in outcome.spared}), "seen": talk.now.isoformat(), "say": say}
    word = talk.words.plain
    return [[Choice(word("button.nudge_again"), "nudge.some", args), Choice(word("button.leave"), "nudge.leave")]]


def _invitations(talk: Talk, outcome: Nudged) -> Rows:
    if talk.address.is_group:
        return []
    lost = list({row.unit_id: row for row in outcome.unreached}.values())[:MOST_NAMES]
    numbers = range(1, len(lost) + 1) if len(lost) > 1 else [None]
    return in_rows([invite_choice(talk.words, r.unit_id, r.contacts, n) for r, n in zip(lost, numbers, strict=False)])


def _overdue(talk: Talk) -> list[Owing]:
    """Asked anew at every press: who reported meanwhile is not urged, and what one no longer follows is not seen."""
    return following.overdue(talk.session, scope.plans(talk), talk.now)


def _units(rows: Sequence[Owing]) -> list[Late]:
    return list({row.unit_id: Late(row.unit_id, row.unit_code, row.unit_name) for row in rows}.values())
