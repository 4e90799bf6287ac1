"""Periods, due days, working days and quiet hours."""
