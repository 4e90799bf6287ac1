"""`/quahan`, `/sapdenhan`, `/chuanop`: lists with what can be done about them."""

from collections.abc import Sequence
from datetime import timedelta

from domain.messages import Text, lines_of
from handlers.extending.requests import queue_row
from handlers.following import scope, texts
from handlers.following.pages import page_of, turning
from handlers.inviting import invite_choice
from handlers.talk import Choice, Rows, Talk, in_rows
from storage import following
from storage.following import Awaited

MOST_STANDINGS = 5


def overdue(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Who is late, by how long, whom to call."""
    plans = scope.plans(talk)
    rows = following.overdue(talk.session, plans, talk.now)
    if not rows:
        none_overdue(talk, plans)
        return
    word = talk.words.plain
    buttons = [
        [Choice(word("button.nudge_all"), "nudge.all"), Choice(word("button.nudge_some"), "nudge.choose")],
        *_invitations(talk, rows, page or 0),
        *([] if talk.address.is_group else queue_row(talk)),
    ]
    _present(talk, "overdue", texts.overdue_text, rows, page, buttons)


def none_overdue(talk: Talk, plans: frozenset[int]) -> None:
    """Nobody is late: how far the reports of this period are, and the list of what is due soon offered."""
    standings = following.current(talk.session, plans, talk.now)
    shown = [asked for asked in standings if asked.submitted < asked.expected] or standings[-1:]
    lines = [texts.overdue_text(talk.words, [], talk.now)]
    lines += [texts.asked_line(talk.words, asked, with_plan=len(plans) > 1) for asked in shown[:MOST_STANDINGS]]
    talk.say(lines_of(lines), [[_upcoming_choice(talk), _missing_choice(talk)]])


def upcoming(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Due within a week and not in; where there is nothing, what is due next."""
    plans = scope.plans(talk)
    until = talk.now + timedelta(days=texts.UPCOMING_DAYS)
    rows = following.upcoming(talk.session, plans, talk.now, until)
    if rows:
        _present(talk, "upcoming", texts.upcoming_text, rows, page, _invitations(talk, rows, page or 0))
        return
    lines: list[Text] = [texts.upcoming_text(talk.words, [], talk.now)]
    nearest = following.next_due(talk.session, plans, until)
    if nearest is not None:
        lines.append(talk.words("upcoming.next", asked=texts.asked_line(talk.words, nearest)))
    talk.say(lines_of(lines), [[_missing_choice(talk)]])


def missing(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Everything that is not in for the current periods."""
    plans = scope.plans(talk)
    rows = following.missing(talk.session, plans, talk.now)
    if not rows:
        talk.say(texts.missing_text(talk.words, [], talk.now))
        return
    buttons = _invitations(talk, rows, page or 0)
    if any(row.due_at < talk.now for row in rows):
        buttons.insert(0, [Choice(talk.words.plain("button.overdue"), "overdue")])
    _present(talk, "missing", texts.missing_text, rows, page, buttons)


def _present(
    talk: Talk, action: str, text: texts.ListText, rows: Sequence[Awaited], page: int | None, buttons: Rows
) -> None:
    """A page in the place of the one that was turned; else a new message, so that what was pressed stays."""
    body = text(talk.words, rows, talk.now, page or 0)
    turns = turning(talk.words, page_of(rows, page or 0), action)
    (talk.say if page is None else talk.show)(body, [*buttons, turns])


def _invitations(talk: Talk, rows: Sequence[Awaited], page: int) -> list[list[Choice]]:
    """For each unit on the page that nobody can be reached in, a button to invite somebody; not in groups."""
    if talk.address.is_group:
        return []
    shown = page_of(rows, page)
    lost: dict[int, tuple[int, Awaited]] = {}
    for number, row in enumerate(shown.lines, shown.first + 1):
        if not row.is_reachable:
            lost.setdefault(row.unit_id, (number, row))
    return in_rows(
        [
            invite_choice(talk.words, row.unit_id, row.contacts, number if len(rows) > 1 else None)
            for number, row in lost.values()
        ]
    )


def _upcoming_choice(talk: Talk) -> Choice:
    return Choice(talk.words.plain("button.upcoming"), "upcoming")


def _missing_choice(talk: Talk) -> Choice:
    return Choice(talk.words.plain("button.missing"), "missing")
