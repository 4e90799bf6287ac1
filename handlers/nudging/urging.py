"""Urge those that are late, and say what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.messaging.messages import Text, lines_of
from handlers.conversation.acting import Refusal
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.display.shortcuts import invite_choice, list_choices
from handlers.following import scope
from handlers.following.lists import none_overdue
from handlers.naming import asked_for
from handlers.nudging import actions
from handlers.nudging.actions import CannotNudge, Nudged
from handlers.nudging.report_standing import standing
from handlers.words import dates
from storage.following.overdue import OutstandingDuty, distinct_units
from storage.people import actors
from storage.tables import Unit

MOST_NAMES = 10


@dataclass(frozen=True, slots=True)
class Late:
    """A unit that is late, with however many reports."""

    id: int
    code: str
    name: str


def everybody(talk: Talk) -> None:
    """Urge all units that are late at this moment."""
    _urge(talk, None)


def some(
    talk: Talk,
    units: Sequence[int],
    seen: str | None = None,
    say: str = "",
    beside: Sequence[Text] = (),
    of: Sequence[tuple[int, str]] = (),
) -> None:
    """Urge those of these units that are still late, with an own sentence; `seen`: when the coordinator saw that they
    were urged just now; `of`: only about these reports, by requirement and period."""
    _urge(talk, units, None if seen is None else datetime.fromisoformat(seen), say, beside, of)


def not_late(talk: Talk, unit_id: int) -> None:
    """Name the unit as not late, so that nobody takes it for another's answer; where one may see it at all."""
    plans = scope.plans(talk)
    if unit_id not in actors.units_followed(talk.session, plans):
        none_overdue(talk, plans)
        return
    unit = talk.session.get_one(Unit, unit_id)
    talk.show(talk.words("nudge.not_late", unit=unit.shown), [list_choices(talk)])


def leave(talk: Talk) -> None:
    talk.show(talk.words("nudge.left"))


def _urge(
    talk: Talk,
    units: Sequence[int] | None,
    seen: datetime | None = None,
    say: str = "",
    beside: Sequence[Text] = (),
    of: Sequence[tuple[int, str]] = (),
) -> None:
    """Urge, and show what became of it in the place of the choice it answers; the list of who is late stays."""
    try:
        outcome = actions.nudge(talk, scope.plans(talk), units, seen, say, of)
    except Refusal as refusal:
        if refusal.reason is not CannotNudge.NOBODY_LATE:
            raise
        if units is not None and of:
            talk.show(lines_of([*standing(talk, units, of), *beside]), [list_choices(talk)])
        elif units is not None and len(units) == 1:
            not_late(talk, units[0])
        else:
            none_overdue(talk, scope.plans(talk))
        return
    lines = [line for line in (_urged(talk, outcome), _unreached(talk, outcome), _spared(talk, outcome)) if line]
    (talk.say if units is None else talk.show)(
        lines_of([*lines, *beside]), [*_again(talk, outcome, say, of), *_invitations(talk, outcome)]
    )


def _urged(talk: Talk, outcome: Nudged) -> Text:
    if not outcome.urged:
        return ()
    channels = ", ".join(
        f"{talk.words.plain(f'channel.{channel}')} {n}" for channel, n in sorted(outcome.channels.items())
    )
    names = [*{row.unit_id: row.unit_name for row in outcome.urged}.values()]
    if len(names) == 1:
        return talk.words("nudge.done_one", unit=names[0], channels=channels)
    units = asked_for.listed(talk.words, names)
    return talk.words("nudge.done", n=distinct_units(outcome.urged), units=units, channels=channels)


def _unreached(talk: Talk, outcome: Nudged) -> Text:
    """Name who could not be reached: `Không gửi được: xã Tà Nung, chưa có đầu mối.`"""
    lost = {row.unit_id: row for row in outcome.unreached}
    said = [
        talk.words.plain("nudge.lost" if row.contacts else "nudge.nobody", unit=row.unit_name) for row in lost.values()
    ]
    return talk.words("nudge.unreached", units=asked_for.listed(talk.words, said, between="; ")) if said else ()


def _spared(talk: Talk, outcome: Nudged) -> Text:
    if not outcome.spared or outcome.last is None:
        return ()
    names = asked_for.listed(talk.words, [*{row.unit_id: row.unit_name for row in outcome.spared}.values()])
    at = dates.clocked(talk.words, outcome.last, outcome.spared[0].asked.zone)
    return talk.words("nudge.spared", units=names, at=at)


def _again(talk: Talk, outcome: Nudged, say: str, of: Sequence[tuple[int, str]]) -> Rows:
    if not outcome.spared:
        return []
    args = {"units": sorted({row.unit_id for row in outcome.spared}), "seen": talk.now.isoformat(), "say": say}
    args |= {"of": list(of)} if of else {}
    word = talk.words.plain
    return [[Choice(word("button.nudge_again"), "nudge.some", args), Choice(word("button.leave"), "nudge.leave")]]


def _invitations(talk: Talk, outcome: Nudged) -> Rows:
    if talk.address.is_group:
        return []
    lost = list({row.unit_id: row for row in outcome.unreached}.values())[:MOST_NAMES]
    numbers = range(1, len(lost) + 1) if len(lost) > 1 else [None]
    return in_rows([invite_choice(talk.words, r.unit_id, r.contacts, n) for r, n in zip(lost, numbers, strict=False)])


def late_rows(talk: Talk, of: Sequence[tuple[int, str]] = ()) -> list[OutstandingDuty]:
    """Return who is late with these reports, with any where none is named; asked anew at every press: who reported
    meanwhile is not urged, and what one no longer follows is not seen."""
    return actions.of_reports(actions.late(talk, scope.plans(talk)), of)


def late_units(rows: Sequence[OutstandingDuty]) -> list[Late]:
    return list({row.unit_id: Late(row.unit_id, row.unit_code, row.unit_name) for row in rows}.values())
