"""The accounts that the program holds: each bot and mailbox of the settings, opened, kept and closed."""
