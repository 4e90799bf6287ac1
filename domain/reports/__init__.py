"""The states of a report and what may be decided about it: reviews, more time, obstacles, successions, absences."""
