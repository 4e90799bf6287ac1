"""The bot's words in English, a table each for what they are about; `common` puts them together."""
