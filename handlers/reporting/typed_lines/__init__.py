"""Typed lines about tasks: read back, kept, corrected."""
