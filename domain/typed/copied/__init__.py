"""What text that was copied from a report or a table brings along: rows, marks of lists, headings, who signs."""
