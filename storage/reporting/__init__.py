"""Reports from obligation to submission: drafts, revisions, attachments, the reminder ledger."""
