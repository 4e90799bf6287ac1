"""Excusing a unit from one report: a decision with a reason; it counts as neither late nor missing."""
