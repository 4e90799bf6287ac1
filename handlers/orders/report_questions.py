"""Answers to questions that no command has: when is it due, has it arrived, was it accepted?"""

from collections.abc import Sequence

from domain.messaging.messages import Text, lines_of
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display.duty_lines import duty_rows, standings
from handlers.display.shortcuts import list_choices
from handlers.drafting.report_titles import title_alone
from handlers.following import texts
from handlers.orders.heard import HeardOrder
from handlers.orders.which_duty import of_name
from handlers.reporting.cards import owed
from handlers.words import dates
from storage.deciding import duty_decisions
from storage.following import overdue
from storage.reporting import duties, reports
from storage.reporting.duties import Duty

MOST = 5


def due(talk: Talk, heard: HeardOrder) -> None:
    """Answer `hạn nộp là khi nào ạ?` of each report that is owed; to who only follows, of each that is asked for."""
    owing = [(duty, duty.unit_id) for duty in duties.owed_by(talk.session, talk.person.reporting_units)]
    if not owing:
        if talk.person.plan_ids:
            _due_of_all(talk)
        else:
            owed.none_owed(talk)
        return
    found = [duty for duty, _ in of_name(talk, heard, owing)][:MOST]
    lines: list[Text] = [
        talk.words(
            "order.due",
            title=title_alone(talk, duty),
            unit=duty.unit_name,
            due=dates.moment(talk.words, duty.due_at, duty.zone),
            when=dates.late_by(talk.words, duty.due_at, talk.now, duty.zone)
            or dates.remaining(talk.words, duty.due_at, talk.now, duty.zone),
        )
        for duty in found
    ]
    talk.say(lines_of(lines), duty_rows(talk.words, list(standings(talk.session, found).values())))


def _due_of_all(talk: Talk) -> None:
    asked = overdue.current(talk.session, talk.person.plan_ids, talk.now)
    if not asked:
        talk.stop("collate.none")
    several = len({one.plan_id for one in asked}) > 1
    lines = [texts.asked_line(talk.words, one, with_plan=several) for one in asked]
    talk.say(lines_of(lines), [list_choices(talk)])


def show(talk: Talk, heard: HeardOrder) -> None:
    """Answer `đã gửi rồi mà`, `báo cáo của em duyệt chưa`: what arrived and what became of it, and what is still
    awaited."""
    known = duties.known_to(talk.session, talk.person.reporting_units)
    sent = [duty for duty in known if reports.latest(talk.session, duty.id) is not None]
    sent = [duty for duty, _ in of_name(talk, heard, [(duty, duty.unit_id) for duty in sent])][-MOST:][::-1]
    owing = [(duty, duty.unit_id) for duty in duties.owed_by(talk.session, talk.person.reporting_units)]
    waiting = [duty for duty, _ in of_name(talk, heard, owing)][:MOST]
    lines: list[Text] = [_arrived(talk, duty) for duty in sent if duty not in waiting]
    lines += [_awaited(talk, duty) for duty in waiting]
    if not lines:
        owed.none_owed(talk)
        return
    rows = duty_rows(talk.words, list(standings(talk.session, waiting).values())) if waiting else []
    talk.say(lines_of(lines), [*rows, *_to_read(talk, sent)])


def _arrived(talk: Talk, duty: Duty) -> Text:
    report = reports.latest(talk.session, duty.id)
    assert report is not None
    return talk.words(
        "order.arrived",
        title=title_alone(talk, duty),
        number=report.number,
        at=dates.clocked(talk.words, report.submitted_at, duty.zone),
        state=talk.words.plain(f"order.state.{duty_decisions.shown_state(talk.session, duty)}"),
    )


def _awaited(talk: Talk, duty: Duty) -> Text:
    return talk.words(
        "order.returned" if duty.state == "returned" else "order.awaited",
        title=title_alone(talk, duty),
        due=dates.moment(talk.words, duty.due_at, duty.zone),
    )


def _to_read(talk: Talk, sent: Sequence[Duty]) -> list[list[Choice]]:
    return in_rows([Choice(talk.words.plain("command.lichsu"), "history")], 1) if sent else []
