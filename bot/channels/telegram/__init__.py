"""Telegram: each bot is one `TelegramChannel`; what people say comes in by long polling or by webhook.

`open_telegram` (account.py) opens a bot, `run_telegram` (startup.py) keeps it receiving, `telegram_routes`
(webhook.py) gives the web server its doors. The rest of the program never sees python-telegram-bot.
"""
