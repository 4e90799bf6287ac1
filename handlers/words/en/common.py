"""Tables that are not in a catalogue yet: they are converted into `.po` files as they are."""

WORDS: dict[str, str] = {}
