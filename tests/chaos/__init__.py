"""Chaos: the running program is killed again and again in the middle of everything, and an oracle counts what is lost."""
