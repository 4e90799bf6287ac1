"""A setup that an admin sends as a file: what it would change, and writing it."""
