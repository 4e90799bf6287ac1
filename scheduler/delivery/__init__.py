"""From the outbox to the channels: who sends what, how fast, and what a failure means."""
