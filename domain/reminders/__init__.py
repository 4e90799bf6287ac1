"""Reminder policies, and what is due to be reminded of when."""
