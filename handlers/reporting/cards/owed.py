"""What a person owes: the list, choosing what to report on, and the buttons that go with each duty."""

from collections.abc import Callable, Sequence

from domain.messaging.messages import Text, lines_of, text_of
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Choice, Talk
from handlers.display.duty_lines import contribute_rows, duty_line, duty_rows, standings
from handlers.drafting import answered_message
from handlers.drafting.report_titles import title_alone
from handlers.drafting.subject import is_locked
from handlers.reporting.cards import card, nil
from handlers.words import dates
from storage.reporting import duties
from storage.reporting.duties import Duty

MOST_LOCKED = 2  # reports that are named where nothing is owed


def show(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Show what this person's units owe (`/nhiemvu`), by due date, and on the first page what they may add to."""
    units = talk.person.reporting_units
    owed = duties.owed_by(talk.session, units)
    shared = duties.open_to_contribution(talk.session, units)
    if not owed and not shared:
        none_owed(talk)
        return
    shown = page_of(owed, page or 0)
    shared = [] if shown.number else shared
    standing = list(standings(talk.session, shown.lines).values())
    lines: list[Text] = [talk.words("duties.title", n=len(owed))] if owed else []
    for number, one in enumerate(standing, shown.first + 1):
        mark = f"{number}. " if len(owed) > 1 else ""
        lines.append(text_of(mark, duty_line(talk.words, one, talk.now)))
    lines += [_shared_line(talk, duty) for duty, _ in shared]
    rows = duty_rows(talk.words, standing, first=shown.first + 1)
    rows += contribute_rows(talk.words, shared)
    rows.append(turning(talk.words, shown, "duties"))
    (talk.say if page is None else talk.show)(lines_of(lines), rows)


def _args(duty: Duty, unit_id: int) -> dict[str, int]:
    return {"obligation_id": duty.id, "unit_id": unit_id}


def _shared_line(talk: Talk, duty: Duty) -> Text:
    return talk.words(
        "duty.shared",
        title=title_alone(talk, duty),
        lead=duty.unit_name,
        due=dates.moment(talk.words, duty.due_at, duty.zone),
    )


def report(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Go straight to the card where there is one thing to report on, else offer a choice (`/baocao`)."""
    units = talk.person.reporting_units
    candidates = [(duty, duty.unit_id) for duty in duties.owed_by(talk.session, units)]
    candidates += duties.open_to_contribution(talk.session, units)
    candidates = _of_answered(talk, candidates)
    _choose(talk, candidates, ("report.start", card.start), "duties.report", page)


def none_owed(talk: Talk) -> None:
    """Say that nothing is owed; and for the newest that were accepted, and are locked, offer to have them opened."""
    words = talk.words
    known = duties.known_to(talk.session, talk.person.reporting_units)
    locked = [duty for duty in known if is_locked(talk, duty)][-MOST_LOCKED:][::-1]
    lines = [words("duties.none")]
    lines += [words("duties.locked", title=title_alone(talk, duty), unit=duty.unit_name) for duty in locked]
    ask = words.plain("button.ask_unlock")
    rows = [[Choice(f"{ask} · {title_alone(talk, duty)}", "unlock.ask", {"obligation_id": duty.id})] for duty in locked]
    talk.say(lines_of(lines), rows)


def nothing(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Report that there is nothing, or offer a choice of which report (`/khongphatsinh`)."""
    owed = [(duty, duty.unit_id) for duty in duties.owed_by(talk.session, talk.person.reporting_units)]
    _choose(talk, _of_answered(talk, owed), ("nil", nil.confirm), "duties.nil", page)


def _of_answered(talk: Talk, candidates: Sequence[tuple[Duty, int]]) -> list[tuple[Duty, int]]:
    """Return the reports of which the message that is answered speaks; all where it speaks of none."""
    spoken = {(one.duty.id, one.unit_id) for one in answered_message.spoken_of(talk)}
    return [(duty, unit) for duty, unit in candidates if (duty.id, unit) in spoken] or list(candidates)


def _choose(
    talk: Talk,
    candidates: Sequence[tuple[Duty, int]],
    step: tuple[str, Callable[[Talk, int, int], None]],
    turn: str,
    page: int | None,
) -> None:
    """Go on with the one there is, or ask which; `step` is an action with its function, `turn` turns the page."""
    action, go = step
    if not candidates:
        none_owed(talk)
    elif len(candidates) == 1:
        go(talk, candidates[0][0].id, candidates[0][1])
    else:
        shown = page_of(candidates, page or 0)
        rows = [
            [Choice(f"{n}. {title_alone(talk, duty)} · {duty.unit_name}", action, _args(duty, unit))]
            for n, (duty, unit) in enumerate(shown.lines, shown.first + 1)
        ]
        rows.append(turning(talk.words, shown, turn))
        (talk.say if page is None else talk.show)(talk.words("duties.which"), rows)
