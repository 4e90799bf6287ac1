"""What Telegram says of a webhook (https://core.telegram.org/bots/api#webhookinfo), and what of it is a trouble."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

PORTS = (443, 80, 88, 8443)
"""https://core.telegram.org/bots/api#setwebhook: on others nothing is delivered."""
RECENT = timedelta(minutes=10)
"""A failed delivery stays the last error for ever: an older one matters only while something waits."""
LONGEST_ERROR = 150


@dataclass(frozen=True, slots=True)
class WebhookInfo:
    url: str
    waiting: int
    failed_at: datetime | None = None
    error: str = ""

    @classmethod
    def of(cls, answer: Any) -> "WebhookInfo":
        """Read an answer of Telegram; what cannot be read in it is as if it were not there."""
        fields = answer if isinstance(answer, dict) else {}
        url, waiting = fields.get("url"), fields.get("pending_update_count")
        failed, error = fields.get("last_error_date"), fields.get("last_error_message")
        return cls(
            url if isinstance(url, str) else "",
            waiting if isinstance(waiting, int) else 0,
            datetime.fromtimestamp(failed, UTC) if isinstance(failed, int) and 0 < failed < 2**35 else None,
            error[:LONGEST_ERROR] if isinstance(error, str) else "",
        )

    def fails(self, now: datetime) -> bool:
        """Say whether Telegram does not get through to us."""
        if not self.error or self.failed_at is None:
            return False
        return self.waiting > 0 or now - self.failed_at < RECENT

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


def refused_port(url: str) -> int | None:
    """Return the port of the URL where Telegram will not deliver to it; None where it will."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return None if port in PORTS else port
