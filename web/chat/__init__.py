"""The web chat: its page, what is read and written, and events."""
