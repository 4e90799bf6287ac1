"""Whom to urge: all that are late, some, or the one named; and what became of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.messaging.messages import Text, lines_of
from domain.messaging.numbered_choices import numbers_in
from handlers.conversation.acting import Refusal
from handlers.conversation.dialogs import confirmation, go_or_leave, within
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.display.shortcuts import invite_choice, list_choices
from handlers.following import filters, scope
from handlers.following.lists import none_overdue
from handlers.naming import asked_for
from handlers.nudging import actions
from handlers.nudging.actions import LONGEST_WORDS, CannotNudge, Nudged
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


def choose(
    talk: Talk,
    picked: Sequence[int] = (),
    page: int | None = None,
    beside: Sequence[Text] = (),
    among: Sequence[int] = (),
) -> None:
    """Show the late units, each a button that picks it or puts it back; names of any page can be typed. `among`: the
    list was narrowed to these before."""
    late = _of_list(_units(late_rows(talk)), [*among, *picked] if among else [])
    if not late:
        none_overdue(talk, scope.plans(talk))
        return
    picked = [unit.id for unit in late if unit.id in picked]
    state = {"among": [unit.id for unit in late]} if among else {}
    shown = page_of(late, page or 0)
    buttons = [
        [_toggle(talk, unit, number, {"picked": picked, "page": shown.number, **state})]
        for number, unit in enumerate(shown.lines, shown.first + 1)
    ]
    body = lines_of([talk.words("nudge.choose", n=len(picked), all=len(late)), *_picked(talk, late, picked)])
    turns = turning(talk.words, shown, "nudge.choose", {"picked": picked, **state})
    listed = [unit.id for unit in late] if among else []
    words = [] if talk.address.is_group else _with_words(talk, picked or listed)
    rows_of = [*buttons, _go(talk, picked, listed), *words, turns]
    numbered = {"listed": [unit.id for unit in late]} if talk.shows_numbers else {}
    focus = {"ask": "nudge.pick", "picked": picked, "page": shown.number, **state, **numbered}
    (talk.say if page is None else talk.show)(lines_of([*beside, body]), rows_of, focus=focus)


def typed_names(talk: Talk, text: str, is_of_tasks: Callable[[Talk, str], bool]) -> None:
    """Take an answer to the question `{"ask": "nudge.pick", "picked": […], "page": …}`: names, which are picked too.
    What names nobody may be a line about tasks, which is then dealt with as such."""
    focus = talk.address.focus or {}
    if "listed" in focus and (numbers := numbers_in(text)):
        _typed_numbers(talk, focus, numbers)
        return
    found = filters.narrowed(talk.session, late_rows(talk), scope.plans(talk), text)
    if not found.but.is_clear:
        talk.note(talk.words("order.which_left_out"))
        return
    if not found.rows and not found.absent and is_of_tasks(talk, text):
        return
    sure = {unit.id for unit in found.named.sure} if found.only_units else {row.unit_id for row in found.rows}
    more = [row.unit_id for row in found.rows if row.unit_id in sure or found.but.is_said]
    beside = asked_for.remarks(talk.words, talk.session, found.named)
    if found.absent:
        beside.append(talk.words("nudge.not_late", unit=asked_for.names(talk.words, found.absent)))
    for part in found.named.doubtful:
        beside.append(
            talk.words("nudge.pick_which", typed=part.said[:60], units=asked_for.names(talk.words, part.found))
        )
    if not found.rows and not found.absent and not found.named.elsewhere:
        talk.note(lines_of(beside))
        return
    _choose_more(talk, focus, more, beside)


def _typed_numbers(talk: Talk, focus: Mapping[str, Any], numbers: Sequence[int]) -> None:
    """Pick by `1, 2` where the list has numbers: they are those of the list as it was shown, whoever reported
    meanwhile; not Phường 1 and Phường 2."""
    listed = focus["listed"]
    if any(not 0 < number <= len(listed) for number in numbers):
        talk.stop("choice.not_on_list", numbers=f"1–{len(listed)}")
    wanted = [listed[number - 1] for number in numbers]
    late = {unit.id for unit in _units(late_rows(talk))}
    absent = [talk.session.get_one(Unit, id) for id in wanted if id not in late]
    beside = [talk.words("nudge.not_late", unit=asked_for.names(talk.words, absent))] if absent else []
    _choose_more(talk, focus, wanted, beside)


def _choose_more(talk: Talk, focus: Mapping[str, Any], more: Sequence[int], beside: Sequence[Text] = ()) -> None:
    choose(talk, list(dict.fromkeys([*focus["picked"], *more])), focus["page"], beside, focus.get("among", ()))


def _of_list(late: Sequence[Late], among: Collection[int]) -> list[Late]:
    return [unit for unit in late if not among or unit.id in among]


def _picked(talk: Talk, late: Sequence[Late], picked: Sequence[int]) -> list[Text]:
    """Tell who is picked, by name, as they may be on other pages."""
    names = [unit.name for unit in late if unit.id in picked]
    return [talk.words("nudge.picked", units=asked_for.listed(talk.words, names))] if names else []


def _toggle(talk: Talk, unit: Late, number: int, state: Mapping[str, Any]) -> Choice:
    """Return the button of a unit, which holds what will be picked after it, so that an old one means what it says.
    Where numbers are typed a unit has the same one on all pages, whatever is picked."""
    name = f"{number}. {unit.name}" if talk.shows_numbers else unit.name
    picked = state["picked"]
    if unit.id in picked:
        return Choice(f"{name} ✓", "nudge.choose", {**state, "picked": [id for id in picked if id != unit.id]})
    return Choice(name, "nudge.choose", {**state, "picked": [*picked, unit.id]})


def _go(talk: Talk, picked: Sequence[int], listed: Sequence[int]) -> list[Choice]:
    """Return the buttons that urge: all, and those that are picked. `listed`: those of a list that was narrowed; all
    that are late otherwise."""
    word = talk.words.plain
    everyone = Choice(
        word("button.nudge_all"), *(("nudge.some", {"units": list(listed)}) if listed else ("nudge.all",))
    )
    if not picked:
        return [everyone]
    return [everyone, Choice(word("button.nudge_picked", n=len(picked)), "nudge.some", {"units": list(picked)})]


def _with_words(talk: Talk, picked: Sequence[int]) -> list[list[Choice]]:
    return [[Choice(talk.words.plain("button.nudge_words"), "nudge.words", {"units": list(picked)})]]


def ask_words(talk: Talk, units: Sequence[int]) -> None:
    """Ask for the words to these units, or to all that are late (`Kèm lời nhắn`)."""
    body = talk.words("nudge.words", limit=LONGEST_WORDS)
    talk.say(body, focus={"ask": "nudge", "units": list(units)})


def typed_words(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "nudge", "units": […]}`, and preview it with how many it is for."""
    wanted, said = (talk.address.focus or {})["units"], within(talk, text, LONGEST_WORDS)
    preview(talk, wanted, said)


def preview(talk: Talk, wanted: Collection[int], said: str) -> None:
    """Read back whom the sentence goes to: these units, or all, as far as they are late."""
    late = _units(late_rows(talk))
    meant = [unit.id for unit in late if not wanted or unit.id in wanted]
    if not meant and len(wanted) == 1:
        _not_late(talk, next(iter(wanted)))
        return
    if not meant:
        none_overdue(talk, scope.plans(talk))
        return
    word = talk.words.plain
    go = Choice(word("button.nudge_picked", n=len(meant)), "nudge.some", {"units": meant, "say": said})
    names = asked_for.listed(talk.words, [unit.name for unit in late if unit.id in meant])
    preview = talk.words("nudge.preview", n=len(meant), units=names, say=said)
    talk.say(*confirmation(talk.words, [preview], go, "nudge.leave"))


def sure_of_all(talk: Talk) -> None:
    """Read back all that are late: how many, and which."""
    sure_of(talk, [unit.id for unit in _units(late_rows(talk))])


def sure_of_all_but(talk: Talk, units: Collection[int], but: Sequence[Unit], beside: Sequence[Text] = ()) -> None:
    """Read back these units but for some, who are named too: of many units not all are."""
    spared = {unit.id for unit in but}
    late = [unit.id for unit in _units(late_rows(talk)) if unit.id in units and unit.id not in spared]
    left_out = talk.words("nudge.left_out", units=asked_for.names(talk.words, but))
    if late:
        sure_of(talk, late, beside=[left_out, *beside])
    else:
        talk.note(lines_of([left_out, *beside, talk.words("nudge.no_others")]))


def sure_of(
    talk: Talk, units: Sequence[int], seen: str | None = None, say: str = "", beside: Sequence[Text] = ()
) -> None:
    """Read back these units before anything goes out to them."""
    late = [unit for unit in _units(late_rows(talk)) if unit.id in units]
    if not late:
        some(talk, units, seen, say)
        return
    body = talk.words("nudge.sure", n=len(late), units=asked_for.listed(talk.words, [unit.name for unit in late]))
    go = Choice(
        talk.words.plain("button.nudge_picked", n=len(late)),
        "nudge.some",
        {"units": list(units), "seen": seen, "say": say},
    )
    talk.say(lines_of([*beside, body]), go_or_leave(talk.words, go, "nudge.leave"))


def everybody(talk: Talk) -> None:
    """Urge all units that are late at this moment."""
    _urge(talk, None)


def some(talk: Talk, units: Sequence[int], seen: str | None = None, say: str = "", beside: Sequence[Text] = ()) -> None:
    """Urge those of these units that are still late, with an own sentence; `seen`: when the coordinator saw that they
    were urged just now."""
    _urge(talk, units, None if seen is None else datetime.fromisoformat(seen), say, beside)


def _not_late(talk: Talk, unit_id: int) -> None:
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
) -> None:
    """Urge, and show what became of it in the place of the choice it answers; the list of who is late stays."""
    try:
        outcome = actions.nudge(talk, scope.plans(talk), units, seen, say)
    except Refusal as refusal:
        if refusal.reason is not CannotNudge.NOBODY_LATE:
            raise
        if units is not None and len(units) == 1:
            _not_late(talk, units[0])
        else:
            none_overdue(talk, scope.plans(talk))
        return
    lines = [line for line in (_urged(talk, outcome), _unreached(talk, outcome), _spared(talk, outcome)) if line]
    (talk.say if units is None else talk.show)(
        lines_of([*lines, *beside]), [*_again(talk, outcome, say), *_invitations(talk, outcome)]
    )


def _urged(talk: Talk, outcome: Nudged) -> Text:
    if not outcome.urged:
        return ()
    channels = ", ".join(
        f"{talk.words.plain(f'channel.{channel}')} {n}" for channel, n in sorted(outcome.channels.items())
    )
    names = list(dict.fromkeys(row.unit_name for row in outcome.urged))
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
    names = asked_for.listed(talk.words, list(dict.fromkeys(row.unit_name for row in outcome.spared)))
    at = dates.clocked(talk.words, outcome.last, outcome.spared[0].asked.zone)
    return talk.words("nudge.spared", units=names, at=at)


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


def late_rows(talk: Talk) -> list[OutstandingDuty]:
    """Return who is late, asked anew at every press: who reported meanwhile is not urged, and what one no longer
    follows is not seen."""
    return actions.late(talk, scope.plans(talk))


def _units(rows: Sequence[OutstandingDuty]) -> list[Late]:
    return list({row.unit_id: Late(row.unit_id, row.unit_code, row.unit_name) for row in rows}.values())
