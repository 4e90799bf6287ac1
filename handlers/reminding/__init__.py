"""Reminders on their way to people, and who hears that a reminder reached nobody."""
