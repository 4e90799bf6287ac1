"""Writing and handing in a report: card, task, review, receipt; nil; typed lines."""
