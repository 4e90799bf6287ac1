"""What the clock and delivery count."""

from prometheus_client import Counter, Gauge, Histogram

SENT = Counter("dondoc_sent", "Messages that a channel took.", ["channel", "account"])
FAILED = Counter("dondoc_send_failures", "Sendings that failed, by kind.", ["channel", "account", "kind"])
WAITED = Histogram(
    "dondoc_outbox_wait_seconds",
    "From the moment a message could have gone out until the channel had it.",
    ["channel", "account", "lane"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600),
)
LAST_GOOD_TICK = Gauge(
    "dondoc_tick_last_success_timestamp_seconds", "When the clock last did all that was due, in seconds since 1970."
)
SECOND_READER = Counter(
    "dondoc_second_reader_questions",
    "Questions to the second reader: answered, slow, failed, or left_out as it was busy or had failed.",
    ["outcome"],
)
SECOND_READER_SECONDS = Histogram(
    "dondoc_second_reader_seconds", "How long the second reader took.", buckets=(0.25, 0.5, 1, 2, 3, 4, 5)
)
