"""The database itself: sessions, batches, upserts, JSON, migrations, notifications."""
