"""The running program: its parts put together, started, watched and stopped."""
