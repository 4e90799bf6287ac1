"""Calling the Bot API: the HTTP, who the bot is, and what a refusal means."""
