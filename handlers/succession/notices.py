"""What the units concerned hear of a decision on the reports of one that ended."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from domain.messaging.messages import Text, lines_of, text_of
from domain.reports.successions import Decision
from handlers.conversation.acting import Acting
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Rows
from handlers.display import unit_change_text
from handlers.display.shortcuts import draft_rows
from handlers.display.unit_change_text import MOST_CHOICES
from handlers.words import Words, dates
from handlers.words.enumerations import listed
from storage.deciding import duty_decisions
from storage.people.contacts import CALLED
from storage.people.people import holders
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Unit


def decided(acting: Acting, done: Sequence[Duty], decision: Decision, new: Sequence[Unit]) -> None:
    """Tell the old units' people what became of their reports, the new ones' what they report now."""
    for unit_id in dict.fromkeys(duty.unit_id for duty in done):
        _tell_unit(
            acting, unit_id, [duty for duty in done if duty.unit_id == unit_id], f"change.told.{decision}", new, []
        )
    if decision is not Decision.MOVED:
        return
    drafts = duty_decisions.drafts_moved_to(acting.session, [unit.id for unit in new])
    moved_now = {duty.id for duty in done}
    for unit in new:
        old = [(o, n, name) for o, n, name in drafts if o in moved_now and _owner(acting.session, n) == unit.id]
        _tell_unit(acting, unit.id, done, "change.told.new", new, old)


def _owner(session: Session, obligation_id: int) -> int | None:
    found = duties.duty(session, obligation_id)
    return found.unit_id if found else None


def _tell_unit(
    acting: Acting,
    unit_id: int,
    about: Sequence[Duty],
    name: str,
    new: Sequence[Unit],
    drafts: Sequence[tuple[int, int, str]],
) -> None:
    def said(words: Words) -> tuple[Text, Rows]:
        lines = [words(name, to=listed(words, unit_change_text.names(new)))]
        for duty in about[:MOST_CHOICES]:
            due = dates.moment(words, duty.due_at, duty.zone)
            lines.append(text_of("• ", words("change.duty", due=due, draft="", **unit_change_text.about(words, duty))))
        rows = [[Choice(words.plain("button.duties"), "duties")]] if name == "change.told.new" else []
        return lines_of(lines), [*rows, *draft_rows(words, drafts)]

    held = holders(acting.session, about[0].organisation_id, [unit_id], (), acting.now)
    tell(acting.session, set(held.holding(CALLED, unit_id, 0)), said, acting.now)
