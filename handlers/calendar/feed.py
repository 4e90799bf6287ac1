"""What a person's units owe, as an iCalendar feed (RFC 5545) under a signed address that calendar programs follow."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.calendar.deadlines import due_day
from domain.moments.due_writing import day_and_clock
from handlers.conversation.notices import words_for
from handlers.words import dates
from storage.people import actors
from storage.reporting import duties


def feed(session: Session, person_id: int, now: datetime) -> bytes | None:
    """Return an event for each report that is owed, at its due moment; None where the person reports for nobody any
    more."""
    from icalendar import Calendar, Event

    person = actors.actor(session, person_id, now)
    if not person.reporting_units:
        return None
    words = words_for(session, person_id)
    calendar = Calendar()
    calendar.add("prodid", "-//Đôn Đốc//dondoc//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words.plain("calendar.feed_name"))
    for duty in duties.owed_by(session, person.reporting_units):
        event = Event()
        title = dates.report_title(words, duty.title, duty.period_key)
        event.add("uid", f"obligation-{duty.id}@dondoc")
        event.add("dtstamp", now)
        due = duty.due_at.astimezone(duty.zone)
        is_midnight = day_and_clock(due, duty.zone)[0] != due.date()  # 24:00: shown on the day that it ends
        event.add("dtstart", due - timedelta(minutes=1) if is_midnight else due)
        if is_midnight:
            event.add("dtend", due)
        mark = dates.provisional(words, due_day(duty.due_at, duty.zone))
        event.add("summary", words.plain("calendar.event", title=title, unit=duty.unit_name, mark=mark))
        event.add("description", words.plain("calendar.event_due", due=dates.moment(words, duty.due_at, duty.zone)))
        calendar.add_component(event)
    return bytes(calendar.to_ical())
