"""A person's own matters: the mailbox, the channel they want to be written to on, days away."""
