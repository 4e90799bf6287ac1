"""Choose whom to urge from the list of those that are late."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from domain.messaging.messages import Text, lines_of
from domain.messaging.numbered_choices import numbers_in
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Choice, Talk
from handlers.following import filters, scope
from handlers.following.lists import none_overdue
from handlers.naming import asked_for
from handlers.nudging import urging
from storage.tables import Unit


def choose(
    talk: Talk,
    picked: Sequence[int] = (),
    page: int | None = None,
    beside: Sequence[Text] = (),
    among: Sequence[int] = (),
    of: Sequence[tuple[int, str]] = (),
    offers_all: bool = True,
) -> None:
    """Show the late units, each a button that picks it or puts it back; names of any page can be typed. `among`: the
    list was narrowed to these before, and to these reports (`of`). `offers_all`: nobody was to be left out of whom it
    is not known who that is."""
    late = _of_list(urging.late_units(urging.late_rows(talk, of)), [*among, *picked] if among else [])
    if not late:
        none_overdue(talk, scope.plans(talk))
        return
    picked = [unit.id for unit in late if unit.id in picked]
    about: dict[str, Any] = {"of": list(of)} if of else {}
    state = {**({"among": [unit.id for unit in late]} if among else {}), **about}
    state |= {} if offers_all else {"offers_all": False}
    shown = page_of(late, page or 0)
    buttons = [
        [_toggle(talk, unit, number, {"picked": picked, "page": shown.number, **state})]
        for number, unit in enumerate(shown.lines, shown.first + 1)
    ]
    body = lines_of([talk.words("nudge.choose", n=len(picked), all=len(late)), *_picked(talk, late, picked)])
    turns = turning(talk.words, shown, "nudge.choose", {"picked": picked, **state})
    listed = [unit.id for unit in late] if among else []
    words = [] if talk.address.is_group or not (offers_all or picked) else _with_words(talk, picked or listed, about)
    rows_of = [*buttons, _go(talk, picked, listed, about, offers_all=offers_all), *words, turns]
    numbered = {"listed": [unit.id for unit in late]} if talk.shows_numbers else {}
    focus = {"ask": "nudge.pick", "picked": picked, "page": shown.number, **state, **numbered}
    (talk.say if page is None else talk.show)(lines_of([*beside, body]), rows_of, focus=focus)


def choose_one_by_one(talk: Talk, beside: Sequence[Text]) -> None:
    """Show the late units without the button that urges all, where somebody was to be left out."""
    choose(talk, beside=beside, offers_all=False)


def typed_names(talk: Talk, text: str, is_of_tasks: Callable[[Talk, str], bool]) -> None:
    """Take an answer to the question `{"ask": "nudge.pick", "picked": […], "page": …}`: names, which are picked too.
    What names nobody may be a line about tasks, which is then dealt with as such."""
    focus = talk.address.focus or {}
    if "listed" in focus and (numbers := numbers_in(text)):
        _typed_numbers(talk, focus, numbers)
        return
    rows = urging.late_rows(talk, focus.get("of", ()))
    found = filters.narrowed(talk.session, rows, scope.plans(talk), text, talk.now)
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
    late = {unit.id for unit in urging.late_units(urging.late_rows(talk))}
    absent = [talk.session.get_one(Unit, id) for id in wanted if id not in late]
    beside = [talk.words("nudge.not_late", unit=asked_for.names(talk.words, absent))] if absent else []
    _choose_more(talk, focus, wanted, beside)


def _choose_more(talk: Talk, focus: Mapping[str, Any], more: Sequence[int], beside: Sequence[Text] = ()) -> None:
    state = {name: focus[name] for name in ("among", "of", "offers_all") if name in focus}
    choose(talk, list(dict.fromkeys([*focus["picked"], *more])), focus["page"], beside, **state)


def _of_list(late: Sequence[urging.Late], among: Collection[int]) -> list[urging.Late]:
    return [unit for unit in late if not among or unit.id in among]


def _picked(talk: Talk, late: Sequence[urging.Late], picked: Sequence[int]) -> list[Text]:
    """Tell who is picked, by name, as they may be on other pages."""
    names = [unit.name for unit in late if unit.id in picked]
    return [talk.words("nudge.picked", units=asked_for.listed(talk.words, names))] if names else []


def _toggle(talk: Talk, unit: urging.Late, number: int, state: Mapping[str, Any]) -> Choice:
    """Return the button of a unit, which holds what will be picked after it, so that an old one means what it says.
    Where numbers are typed a unit has the same one on all pages, whatever is picked."""
    name = f"{number}. {unit.name}" if talk.shows_numbers else unit.name
    picked = state["picked"]
    if unit.id in picked:
        return Choice(f"{name} ✓", "nudge.choose", {**state, "picked": [id for id in picked if id != unit.id]})
    return Choice(name, "nudge.choose", {**state, "picked": [*picked, unit.id]})


def _go(
    talk: Talk, picked: Sequence[int], listed: Sequence[int], about: Mapping[str, Any], *, offers_all: bool
) -> list[Choice]:
    """Return the buttons that urge: all, and those that are picked. `listed`: those of a list that was narrowed; all
    that are late otherwise. `about`: the reports to which it was narrowed."""
    word = talk.words.plain
    everyone = Choice(
        word("button.nudge_all"), *(("nudge.some", {"units": list(listed), **about}) if listed else ("nudge.all",))
    )
    these = {"units": list(picked), **about}
    some = [Choice(word("button.nudge_picked", n=len(picked)), "nudge.some", these)] if picked else []
    return [*([everyone] if offers_all else []), *some]


def _with_words(talk: Talk, picked: Sequence[int], about: Mapping[str, Any]) -> list[list[Choice]]:
    return [[Choice(talk.words.plain("button.nudge_words"), "nudge.words", {"units": list(picked), **about})]]
