"""`/quahan`, `/sapdenhan`, `/chuanop`: lists with what can be done about them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import NoReturn

from domain.messaging.messages import Text, lines_of
from handlers.conversation.paging import LINES, Page, page_of, turning
from handlers.conversation.talk import Answer, Choice, Rows, Talk, in_rows
from handlers.display.shortcuts import invite_choice, list_choices, missing_choice, queue_row
from handlers.following import actions, filters, listed, scope, texts
from handlers.naming import asked_for
from handlers.naming.spared import TypedExcept
from storage.following import overdue as following
from storage.following.overdue import FollowedDuty, OutstandingDuty
from storage.tables import Unit

MOST_STANDINGS = 5
MOST_FILTERS = 20
MOST_LINES = 2000  # that can be named by their numbers below the list


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a list: what is on the whole of it, what is shown, and what it was narrowed by."""

    of: str  # overdue | upcoming | missing
    rows: Sequence[OutstandingDuty]
    shown: Page[FollowedDuty]
    rest: str
    turned: bool
    beside: Sequence[Text] = ()  # of what was typed: what was not found, who is not on the list
    is_clear: bool = True  # who is left out, so that all on it may be urged
    about: Sequence[tuple[int, str]] = ()  # the reports that were named: requirement and period


def overdue(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Show who is late, by how long, whom to call."""
    plans = scope.plans(talk)
    rows = following.overdue(talk.session, plans, talk.now)
    if not rows and not rest:
        none_overdue(talk, plans)
        return
    late = _page(talk, "overdue", rows, rest, page)
    word = talk.words.plain
    picked = sorted({row.unit_id for row in late.rows}) if rest else None
    of = {"of": late.about} if late.about else {}
    everybody = Choice(word("button.nudge_all"), *(("nudge.some", {"units": picked, **of}) if rest else ("nudge.all",)))
    letter = Choice(word("button.letter"), "letter.ask", {"units": picked, **of} if picked else {})
    buttons = [
        [
            *([everybody] if late.is_clear else []),
            Choice(word("button.nudge_some"), "nudge.choose", {"among": picked, **of} if picked else {}),
        ],
        *_invitations(talk, late),
        *([[letter]] if late.rows else []),
        *([] if talk.address.is_group else queue_row(talk)),
    ]
    _present(talk, late, texts.overdue_text, buttons)


def none_overdue(talk: Talk, plans: frozenset[int]) -> None:
    """Say that nobody is late, how far the reports of this period are, and offer the list of what is due soon."""
    standings = following.current(talk.session, plans, talk.now)
    shown = [asked for asked in standings if asked.submitted < asked.expected] or standings[-1:]
    lines = [texts.overdue_text(talk.words, [], texts.NOTHING, talk.now)]
    lines += [texts.asked_line(talk.words, asked, with_plan=len(plans) > 1) for asked in shown[:MOST_STANDINGS]]
    talk.say(lines_of(lines), [list_choices(talk)])


def upcoming(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Show what is due within a week, or as many days as are said, and not in; where there is nothing, what is due
    next."""
    plans = scope.plans(talk)
    ahead = listed.ahead(talk.session, plans, rest, talk.now)
    until = talk.now + timedelta(days=ahead.days)
    rows = listed.due(talk.session, plans, talk.now, ahead)
    text = partial(texts.upcoming_text, days=ahead.days, between=ahead.between, of_period=ahead.of_period)
    if rows or ahead.names:
        soon = _page(talk, "upcoming", rows, ahead.names, page)
        _present(talk, replace(soon, rest=rest), text, _invitations(talk, soon))
        return
    lines: list[Text] = [text(talk.words, [], texts.NOTHING, talk.now)]
    nearest = following.next_due(talk.session, plans, until)
    if nearest is not None:
        lines.append(talk.words("upcoming.next", asked=texts.asked_line(talk.words, nearest)))
    talk.say(lines_of(lines), [[missing_choice(talk)]])


def missing(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Show everything that is not in for the current periods."""
    plans = scope.plans(talk)
    rows = listed.missing(talk.session, plans, rest, talk.now)
    if not rows and not rest:
        talk.say(texts.missing_text(talk.words, [], texts.NOTHING, talk.now))
        return
    expected = _page(talk, "missing", rows, rest, page)
    buttons = _invitations(talk, expected)
    if any(row.due_at < talk.now for row in expected.rows):
        buttons.insert(0, [Choice(talk.words.plain("button.overdue"), "overdue")])
    _present(talk, expected, texts.missing_text, buttons)


def _page(talk: Talk, of: str, rows: Sequence[OutstandingDuty], rest: str, page: int | None) -> _Page:
    """Return the page of those that fulfil what was typed behind the command; say so where none does."""
    found = filters.narrowed(talk.session, rows, scope.plans(talk), rest, talk.now)
    beside = (
        [
            *_left_out(talk, found.but),
            *_not_on_it(talk, of, found.absent),
            *asked_for.remarks(talk.words, talk.session, found.named),
            *asked_for.shared(talk.words, found.named),
        ]
        if rest
        else []
    )
    if not found.rows:
        _none_left(talk, of, found, rest, beside)
    bare = page_of(found.rows, page or 0)
    shown = Page(following.described(talk.session, bare.lines, talk.now), bare.first, bare.number, bare.pages)
    return _Page(of, found.rows, shown, rest, page is not None, beside, found.but.is_clear, found.of)


def _left_out(talk: Talk, but: TypedExcept) -> list[Text]:
    """Name them back: `Không kể: Thôn 1.`; and say where it is not known who is meant."""
    units = asked_for.names(talk.words, but.units)
    lines = [talk.words("filter.left_out", units=units)] if but.units else []
    return lines if but.is_clear else [*lines, talk.words("filter.which_left_out")]


def _not_on_it(talk: Talk, of: str, absent: Sequence[Unit]) -> list[Text]:
    """Name a unit back that is not on the list: `Xã Cẩm Giàng không quá hạn.`"""
    return [talk.words(f"filter.not_{of}", unit=asked_for.names(talk.words, absent))] if absent else []


def _none_left(talk: Talk, of: str, found: filters.Narrowed, rest: str, beside: Sequence[Text]) -> NoReturn:
    """Say that nobody was found, and offer units with names like those that were typed."""
    named = found.named
    near = asked_for.near(found.followed, named)
    choices = asked_for.choices(near, of, lambda unit: {"rest": unit.code})
    if named.possible or named.elsewhere or len(named.unknown) > 1:
        lines = [*beside, talk.words("unit.which_of")] if near else beside
    else:
        lines = [talk.words("unit.near" if near else "filter.nothing", typed=rest[:60], by=rest[:60])]
    if found.but.is_said:
        lines = [*beside, talk.words("filter.no_others")]
    if found.no_period and not found.but.is_said:
        said = ", ".join(found.no_period)[:60]
        lines = [*beside, talk.words(f"filter.no_period_{of}", period=said)]
        raise Answer(lines_of(lines), [] if of == "missing" else [[missing_choice(talk)]])
    if found.absent or found.but.is_said or not (named.possible and not named.unknown):
        raise Answer(lines_of(lines), in_rows(choices, 1))
    talk.stop("filter.nothing", by=rest[:60])


def _present(talk: Talk, page: _Page, text: texts.ListText, buttons: Rows) -> None:
    """Show a page in the place of the one that was turned; else a new message, so that what was pressed stays."""
    body = text(talk.words, page.rows, page.shown, talk.now)
    if page.rest:
        body = lines_of([body, *page.beside, talk.words("filter.on", by=", ".join(page.rest.splitlines()))])
    args = {"rest": page.rest} if page.rest else {}
    turns = turning(talk.words, page.shown, page.of, args)
    last = [Choice(talk.words.plain("button.list_excel"), "list.excel", {"list": page.of, "rest": page.rest})]
    if page.rest:
        last.append(Choice(talk.words.plain("filter.all"), page.of))
    elif len(page.rows) > LINES:
        last.append(Choice(talk.words.plain("button.filter"), "list.filter", {"list": page.of}))
    focus = {"ask": "lines", "units": [row.unit_id for row in page.rows][:MOST_LINES]}
    rows_of = [*buttons, turns, *([] if talk.address.is_group else [last])]
    (talk.show if page.turned else talk.say)(body, rows_of, focus=focus)


def choose_filter(talk: Talk, list: str) -> None:
    """Ask by what to narrow the list (`Lọc`)."""
    rows = listed.LISTS[list](talk.session, scope.plans(talk), talk.now)
    choices = [Choice(name, list, {"rest": name}) for name in filters.offered(talk.session, rows)[:MOST_FILTERS]]
    talk.say(talk.words("filter.ask"), in_rows(choices, 1), focus={"ask": "filter", "list": list})


def typed_filter(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "filter", "list": …}`."""
    {"overdue": overdue, "upcoming": upcoming, "missing": missing}[(talk.address.focus or {})["list"]](talk, text)


def excel(talk: Talk, list: str, rest: str) -> None:
    """Have the list made as a file beside the handling of messages (`Xuất Excel`)."""
    actions.ask_for_list(talk, scope.plans(talk), list, rest, talk.address.id)
    talk.note(talk.words("list.making"))


def _invitations(talk: Talk, page: _Page) -> list[list[Choice]]:
    """Return, for each unit on the page that nobody can be reached in, a button to invite somebody; not in groups."""
    if talk.address.is_group:
        return []
    lost: dict[int, tuple[int, FollowedDuty]] = {}
    for number, row in enumerate(page.shown.lines, page.shown.first + 1):
        if not row.is_reachable:
            lost.setdefault(row.unit_id, (number, row))
    return in_rows(
        [
            invite_choice(talk.words, row.unit_id, row.contacts, number if len(page.rows) > 1 else None)
            for number, row in lost.values()
        ]
    )
