"""What goes out to Telegram, in the best way that it takes."""
