"""What sentences say of a report that is expected: its title with the period, its unit, its due moment."""

from typing import Any

from handlers.words import Words, dates
from storage.reporting.duties import Duty


def about(words: Words, duty: Duty) -> dict[str, Any]:
    return {
        "title": dates.report_title(words, duty.title, duty.period_key),
        "unit": duty.unit_name,
        "due": dates.moment(words, duty.due_at, duty.zone),
    }
