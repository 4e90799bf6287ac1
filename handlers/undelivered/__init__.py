"""Messages that did not arrive as they were meant to: they go another way, and who can mend it is told once."""
