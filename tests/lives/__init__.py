"""Random offices that live random weeks: every key of the setup file beside every other, through the real program."""
