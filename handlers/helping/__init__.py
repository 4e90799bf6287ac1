"""Help for everybody, and what is no business of a report: courtesies, stickers, edits."""
