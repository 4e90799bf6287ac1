"""Lines that people type about their tasks."""
