"""What is said about days off, in English."""

WORDS: dict[str, str] = {
    "command.lich": "Days off, due dates as a feed",
    "calendar.title": "**Days off, and days worked in exchange, in the next 12 months**",
    "calendar.title_year": "**Days off, and days worked in exchange, in {year}**",
    "calendar.title_month": "**Days off, and days worked in exchange, in {month}/{year}**",
    "calendar.none": "There are none.",
    "calendar.off": "• Off {days}{mark}: {why}",
    "calendar.worked": "• Worked {days}{mark}: {why}",
    "calendar.from_to": "{first} to {last}",
    "calendar.mark": " (provisional)",
    "calendar.provisional": "The calendar of {year} is not official yet: its days off and due dates are provisional.",
    "calendar.feed": "What you owe can be followed in a telephone's or computer's calendar: subscribe to this address. "
    "Do not pass it on.",
    "button.feed": "Due dates (.ics)",
    "calendar.feed_name": "Đôn Đốc: reports due",
    "calendar.event": "Due: {title} · {unit}{mark}",
    "calendar.event_due": "Due {due}. Report in Đôn Đốc.",
    "calendar.changed": "📅 **The days off have changed.** Due dates that moved:",
    "calendar.moved": "• {title}: {was} → {now} ({n:unit|units})",
    "calendar.more": "… and {n:line|lines} more.",
    "log.deadline.moved": "moved a due date with the days off",
}
