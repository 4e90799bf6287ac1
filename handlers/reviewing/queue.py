"""`/duyet`: what waits to be read, the oldest first; the reports of one unit; accepting a page of them together."""

from collections.abc import Sequence

from domain.messaging.messages import Text, lines_of, text_of
from handlers.conversation.dialogs import go_or_leave
from handlers.conversation.paging import page_of, turning
from handlers.conversation.talk import Answer, Choice, Talk, in_rows
from handlers.naming import asked_for
from handlers.reviewing import actions
from handlers.reviewing.one_report import next_rows
from handlers.words import dates
from handlers.words.reports import about
from storage.deciding import duty_decisions, reviews
from storage.deciding.reviews import PendingReview
from storage.people import actors
from storage.reporting import duties, reports
from storage.reporting.duties import Duty
from storage.tables import Report, Unit
from storage.units import units

OF_A_UNIT = 10


def show(talk: Talk, rest: str = "", page: int | None = None) -> None:
    """Show the reports that wait; with a unit's code or a part of its name behind it, that unit's newest, accepted ones
    too."""
    if not talk.person.plan_ids:
        talk.stop("follow.no_plan")
    if rest:
        of_unit(talk, rest)
        return
    waiting = reviews.queue(talk.session, talk.person.plan_ids, talk.person.reporting_units)
    if not waiting:
        talk.say(talk.words("reviewing.none"))
        return
    shown = page_of(waiting, page or 0)
    named = {duty.id: duty for duty in duties.duties(talk.session, [one.obligation_id for one in shown.lines])}
    lines: list[Text] = [talk.words("reviewing.title", n=len(waiting))]
    choices = []
    for number, pending in enumerate(shown.lines, shown.first + 1):
        lines.append(text_of(f"{number}. ", _line(talk, named[pending.obligation_id], pending)))
        choices.append(
            Choice(talk.words.plain("button.read", n=number), "review", {"obligation_id": pending.obligation_id})
        )
    rows = [*in_rows(choices, 5), turning(talk.words, shown, "reviews")]
    together = [pending.report_id for pending in shown.lines if pending.asks is None]
    if len(together) > 1:
        label = talk.words.plain("button.accept_all", n=len(together))
        rows.append([Choice(label, "review.all", {"ids": together})])
    (talk.say if page is None else talk.show)(lines_of(lines), rows)


def _line(talk: Talk, duty: Duty, pending: PendingReview) -> Text:
    words = talk.words
    at = dates.clocked(words, pending.since, duty.zone)
    if pending.asks is not None:
        return words("reviewing.line_asks", **about(words, duty), at=at, reason=pending.asks)
    first = reports.first(talk.session, duty.id)
    assert first is not None
    timing = dates.late_by(words, first.due_at, first.submitted_at, duty.zone) or words.plain("on_time")
    more = words.plain("reviewing.line_nil") if pending.nil else ""
    if pending.revision > 1:
        more += words.plain("reviewing.line_again", revision=pending.revision)
    return words("reviewing.line", **about(words, duty), at=at, timing=timing, more=more)


def of_unit(talk: Talk, typed: str) -> None:
    followed = units.listed(talk.session, actors.units_followed(talk.session, talk.person.plan_ids), ())
    found, beside = asked_for.one_or_stop(talk, followed, typed, "reviews", _by_code)
    sent = reports.of_plans(talk.session, talk.person.plan_ids, [found.id], OF_A_UNIT)
    if not sent:
        raise Answer(lines_of([talk.words("reviewing.unit_none", unit=found.shown), *beside]))
    named = {duty.id: duty for duty in duties.duties(talk.session, [report.obligation_id for report in sent])}
    lines: list[Text] = [talk.words("reviewing.unit_title"), *beside]
    choices = []
    for number, report in enumerate(sent, 1):
        duty = named[report.obligation_id]
        at = dates.clocked(talk.words, report.submitted_at, duty.zone)
        state = talk.words.plain(f"state.{duty_decisions.shown_state(talk.session, duty)}")
        said = talk.words("reviewing.unit_line", **about(talk.words, duty), at=at, state=state, number=report.number)
        lines.append(text_of(f"{number}. ", said))
        choices.append(Choice(talk.words.plain("button.read", n=number), "review", {"obligation_id": duty.id}))
    talk.say(lines_of(lines), in_rows(choices, 5))


def _by_code(unit: Unit) -> dict[str, str]:
    return {"rest": unit.code}


def confirm_all(talk: Talk, ids: Sequence[int]) -> None:
    """Name what is about to be accepted unread."""
    waiting = actions.waiting(talk, ids)
    if not waiting:
        talk.stop("reviewing.none")
    named = {duty.id: duty for duty in duties.duties(talk.session, [one.obligation_id for one in waiting])}
    lines = [talk.words("reviewing.confirm_all", n=len(waiting))]
    lines += [text_of("• ", _line(talk, named[one.obligation_id], one)) for one in waiting]
    go = Choice(
        talk.words.plain("button.accept_all", n=len(waiting)),
        "review.accept_all",
        {"ids": [one.report_id for one in waiting]},
    )
    talk.show(lines_of(lines), go_or_leave(talk.words, go))


def accept_all(talk: Talk, ids: Sequence[int]) -> None:
    """Accept those of these revisions that are still the last and undecided, and tell which are left."""
    outcome = actions.accept_all(talk, ids)
    accepted = outcome.accepted
    units = asked_for.listed(talk.words, _units_of(talk, accepted))
    name = "reviewing.all_accepted" if accepted else "reviewing.none_accepted"
    lines = [talk.words(name, n=len(accepted), units=units)]
    if outcome.left:
        sent = [one.obligation_id for id in outcome.left if (one := talk.session.get(Report, id)) is not None]
        units = asked_for.listed(talk.words, _units_of(talk, sent))
        lines.append(talk.words("reviewing.all_left", n=len(outcome.left), units=units))
    talk.show(lines_of(lines), next_rows(talk))


def _units_of(talk: Talk, obligation_ids: Sequence[int]) -> list[str]:
    """Return each unit's name once, in the order in which they stood on the list."""
    named = {duty.id: duty.unit_name for duty in duties.duties(talk.session, obligation_ids)} if obligation_ids else {}
    return list(dict.fromkeys(named[id] for id in obligation_ids))
