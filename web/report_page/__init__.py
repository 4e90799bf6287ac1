"""A report's page: its form, what was sent, and the answers."""
