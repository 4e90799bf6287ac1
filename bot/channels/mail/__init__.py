"""E-mail: for reminders and notices only. Nothing that is mailed back is read."""
