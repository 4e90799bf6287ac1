"""One reading of days and hours, however they come: typed in a chat, in a cell, in a setup file.

`reading.read_moment` and `reading.read_clock` take a text that is nothing but a moment, `reading.find_moments` finds
those in a sentence, and `days.day_at`, `clocks.clock_at` begin at one word. How moments are written is one place too:
`handlers/words/dates.py`.
"""
