"""Days off and days worked: shown, followed when they change, and what is due as a feed for other calendars."""
