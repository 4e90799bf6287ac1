"""Files that people attach to their reports."""
