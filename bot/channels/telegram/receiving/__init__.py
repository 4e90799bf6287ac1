"""What comes in from Telegram, by long polling or by webhook."""
