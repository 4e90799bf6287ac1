"""The report form: its fields, what an answer must be, and what changed between revisions."""
