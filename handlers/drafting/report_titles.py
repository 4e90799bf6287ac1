"""How a report is called, to whoever may have several."""

from handlers.conversation.acting import ReportTitle
from handlers.conversation.refusals import called
from handlers.conversation.talk import Interaction
from handlers.words import dates
from storage.reporting.duties import Duty


def title_of(acting: Interaction, duty: Duty) -> str:
    """Return the report's title as it stands by itself: with its unit, where the person reports for several."""
    return called(acting.words, ReportTitle(duty, len(acting.person.reporting_units) > 1))


def title_alone(acting: Interaction, duty: Duty) -> str:
    """Return the report's title where its unit is named beside it."""
    return dates.report_title(acting.words, duty.title, duty.period_key)
