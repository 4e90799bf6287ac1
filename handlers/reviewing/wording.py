"""Until when a locked report can be opened, as buttons."""

from datetime import date

from domain.reports.reviews import OPEN_DAYS
from handlers.conversation.acting import Acting
from handlers.conversation.talk import Choice
from handlers.words import Words, dates
from storage.reporting.duties import Duty


def unlocking_rows(acting: Acting, words: Words, duty: Duty) -> list[list[Choice]]:
    today = acting.now.astimezone(duty.zone).date()
    days = [acting.context.calendar.shift(today, n) for n in OPEN_DAYS]

    def choice(day: date) -> Choice:
        label = words.plain("button.unlock", day=dates.day_due(words, day))
        return Choice(label, "unlock", {"obligation_id": duty.id, "last_day": f"{day}"})

    return [[choice(day)] for day in days]
