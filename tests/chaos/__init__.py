"""Chaos: the running program is killed again and again in the middle of everything; an oracle counts what is lost."""
