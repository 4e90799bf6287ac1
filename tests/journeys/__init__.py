"""Journeys: `dondoc` as a process of its own, and people before it on every channel, from joining to the last word."""
