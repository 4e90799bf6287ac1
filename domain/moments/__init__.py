"""One reading of days and hours, however they come: typed in a chat, in a cell, in a setup file.

In `moments_in_text`, `read_moment` and `read_clock` take a text that is a moment alone, `find_moments` finds those
in a sentence; `days.day_at` and `clocks.clock_at` begin at one word. How moments are written is one place too:
`handlers/words/dates.py`.
"""
