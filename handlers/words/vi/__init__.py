"""The bot's words in Vietnamese, a table each for what they are about; `common` puts them together."""
