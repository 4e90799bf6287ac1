"""The orders of those who report. What is handed in or sent is read back by what it leads to."""

import re
from collections.abc import Mapping

from domain.moments.moments_in_text import find_moments
from domain.moments.sight import looking_ahead
from domain.orders.order_reasons import reason_in
from domain.orders.reports_first import without_command
from domain.reports.states import State
from handlers.contact import absence as absences
from handlers.conversation.talk import Talk
from handlers.drafting import answered_message
from handlers.drafting.subject import is_locked
from handlers.drafting.which_report import candidates, correctable
from handlers.extending import asked_after, asking, not_owed
from handlers.helping import other_messages
from handlers.naming import unit_named
from handlers.obstacles import ledger, raising
from handlers.orders import report_questions
from handlers.orders.heard import Do, HeardOrder
from handlers.orders.which_duty import go_on, of_name
from handlers.reminding import snoozing
from handlers.reporting import history
from handlers.reporting.cards import card, nil, owed, review
from handlers.reporting.reading_back import unanswered
from handlers.reviewing import reopening
from storage.reporting import duties
from storage.reporting.duties import Duty

_SENT = frozenset({State.SUBMITTED, State.ACCEPTED})
_NUMBER = re.compile(r"\d+")


def _mine(talk: Talk) -> list[tuple[Duty, int]]:
    """Return what the person may write about now, whatever is on the screen."""
    return candidates(talk, anywhere=True)


def _writable(talk: Talk) -> list[tuple[Duty, int]]:
    """Return what the person may write about, with what was handed in and may be corrected."""
    mine = [*_mine(talk), *((duty, duty.unit_id) for duty in correctable(talk))]
    return list({(duty.id, unit): (duty, unit) for duty, unit in mine}.values())


def _begun(talk: Talk) -> list[tuple[Duty, int]]:
    """Return the reports with a draft, or with something that was read back and is not answered."""
    writable = _writable(talk)
    drafted = duties.drafted(talk.session, [duty.id for duty, _ in writable])
    return [(duty, unit) for duty, unit in writable if duty.id in drafted or unanswered.has(talk, duty.id, unit)]


def report(talk: Talk, heard: HeardOrder) -> None:
    if not go_on(talk, heard, _mine(talk), "report.start", card.start):
        owed.none_owed(talk)


def look_again(talk: Talk, heard: HeardOrder) -> None:
    """Read the draft once more before it is handed in, on `xem lại`, `gửi báo cáo` where no button says so."""
    focus = talk.address.focus or {}
    shown = {(one.duty.id, one.unit_id) for one in answered_message.spoken_of(talk)}
    if not shown and "unit_id" in focus:
        shown = {(focus["obligation_id"], focus["unit_id"])}
    on_screen = [one for one in _writable(talk) if (one[0].id, one[1]) in shown]
    if not go_on(talk, heard, on_screen or _begun(talk), "report.review", review.show):
        report(talk, heard)


def as_before(talk: Talk, heard: HeardOrder) -> None:
    """Read once more before it is sent. The period that is named is the one before, not the one that is owed."""
    owing = [one for one in _mine(talk) if one[0].unit_id == one[1]]
    if len(owing) == 1:
        review.as_before(talk, owing[0][0].id, owing[0][1])
    elif not go_on(talk, heard, owing, "report.as_before", review.as_before):
        owed.none_owed(talk)


def nothing(talk: Talk, heard: HeardOrder) -> None:
    owing = [one for one in _mine(talk) if one[0].unit_id == one[1]]
    if not go_on(talk, heard, owing, "nil", nil.confirm):
        owed.none_owed(talk)


def extend(talk: Talk, heard: HeardOrder) -> None:
    heard = heard.named_before_reason
    of_units, said = unit_named.anywhere(talk, without_command(heard.text))
    not_owed.stop_where_named(talk, said, of_units)
    _, text = unit_named.anywhere(talk, without_command(heard.said.behind_names))
    has_moment = find_moments(text, looking_ahead(talk.now.date()))
    meant = of_name(talk, heard.before_reason, _mine(talk))
    if len(meant) == 1 and len(_mine(talk)) > 1:
        asking.start(talk, meant[0][0].id, text if has_moment else "")
    else:
        asking.command(talk, text if has_moment else "")


def raise_obstacle(talk: Talk, heard: HeardOrder) -> None:
    raising.typed(talk, heard.text)


def away(talk: Talk, heard: HeardOrder) -> None:
    moments = [one for one in find_moments(heard.text, looking_ahead(talk.now.date())) if one.day or one.span]
    if not moments:
        absences.command(talk)
        return
    before = heard.text[
        : moments[0].start
    ]  # `từ mai`: its words belong to the day, a number of something else does not
    begins = max((number.end() for number in _NUMBER.finditer(before)), default=0)
    absences.command(talk, heard.text[begins:])


def sent_back(talk: Talk, heard: HeardOrder) -> None:
    """Answer `bị trả lại rồi` with what came back, to be mended; where nothing did, what became of each."""
    back = [one for one in _mine(talk) if one[0].state is State.RETURNED]
    if not go_on(talk, heard, back, "report.start", card.start):
        report_questions.show(talk, heard)


def files_of(talk: Talk, heard: HeardOrder) -> None:
    """Show the report of which files are asked (`coi mấy file em đính kèm ở 2.7`): the files of a task stand under
    it."""
    code = next((one for one in heard.said.others if one.kind == "code"), None)
    mine = _mine(talk)
    named = heard.said.tokens[code.start].said if code else ""
    having = [
        one for one in mine if any(task.code == named for task in duties.tasks_of(talk.session, one[0].requirement_id))
    ]
    if not go_on(talk, heard, having or mine, "report.start", card.start):
        owed.none_owed(talk)


def take_back(talk: Talk, heard: HeardOrder) -> None:
    """Say that what was handed in stays, and offer to correct it."""
    talk.note(talk.words("cannot.take_back"))
    amend(talk, heard)


def snooze(talk: Talk, heard: HeardOrder) -> None:
    ids = [duty.id for duty in duties.owed_by(talk.session, talk.person.reporting_units)]
    snoozing.offer(talk, ids)


def amend(talk: Talk, heard: HeardOrder) -> None:
    """Take up what was handed in, to be corrected; it stays as it is until it is handed in again."""
    sent = [(duty, duty.unit_id) for duty in correctable(talk) if duty.state in _SENT]
    if go_on(talk, heard, sent, "report.amend", card.amend):
        return
    if not _ask_to_reopen(talk, heard):
        report(talk, heard)


def reopen(talk: Talk, heard: HeardOrder) -> None:
    """Read back `xin mở lại` of what is locked, with the reason; what is not locked can simply be corrected."""
    if not _ask_to_reopen(talk, heard):
        amend(talk, heard)


def _ask_to_reopen(talk: Talk, heard: HeardOrder) -> bool:
    known = duties.known_to(talk.session, talk.person.reporting_units)
    locked = [(duty, duty.unit_id) for duty in known if is_locked(talk, duty)][::-1]

    reason = reason_in(heard.text) or heard.beside

    def ask(talk: Talk, obligation_id: int, unit_id: int) -> None:
        if reason:
            reopening.why(talk, obligation_id, reason)
        else:
            reopening.ask(talk, obligation_id)

    return go_on(talk, heard, locked, "unlock.ask", ask, with_unit=False)


DO: Mapping[str, Do] = {
    "owe": lambda talk, heard: owed.show(talk),
    "due": report_questions.due,
    "report": report,
    "look_at_task": report,
    "sent_back": sent_back,
    "files_of": files_of,
    "take_back": take_back,
    "review_own": look_again,
    "hand_in": look_again,
    "as_before": as_before,
    "nil": nothing,
    "extend": extend,
    "asked_more_time": lambda talk, heard: asked_after.tell(talk, heard.text),
    "obstacles_own": lambda talk, heard: ledger.command(talk),
    "raise": raise_obstacle,
    "away": away,
    "back": lambda talk, heard: absences.command(talk),
    "snooze": snooze,
    "amend": amend,
    "reopen": reopen,
    "standing": report_questions.show,
    "history": lambda talk, heard: history.show(talk),
    "attach": lambda talk, heard: other_messages.send_files(talk),
}
