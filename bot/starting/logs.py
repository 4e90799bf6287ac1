"""The log: structlog for our own lines, everything else routed through it, no secret in any line.

Lines go to stderr; stdout belongs to what commands answer.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from typing import TextIO
from urllib.parse import quote

import structlog
from structlog.typing import Processor

HIDDEN = "***"
LOOKS_SECRET = (
    (re.compile(r"(?<!\d)\d+:[A-Za-z0-9_-]{30,}"), HIDDEN),  # a bot token, also inside an address or a traceback
    (re.compile(r"(/vao/|[?&]start=)[A-Za-z0-9_-]+"), rf"\1{HIDDEN}"),  # an invitation code
    (re.compile(r"(://[^\s:/@]+:)[^\s/]+@"), rf"\1{HIDDEN}@"),  # a password in an address
)
SHORTEST_KNOWN = 4  # characters: hiding shorter ones would blot out ordinary words

# Loggers that say at INFO what nobody needs, or what holds the token (httpx writes whole addresses).
QUIET = ("aiohttp.access", "alembic", "apscheduler", "asyncio", "httpcore", "httpx", "telegram", "uvicorn")

SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)


def set_up_logs(level: str, form: str, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Set up the log. `level` debug…error, `form` console or json. What is in `secrets` never shows in a line."""
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redacting(_renderers(form, colours=stream.isatty()), Redaction(secrets)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _renderers(form: str, colours: bool) -> list[Processor]:
    drop = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if form == "json":
        return [
            drop,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    # Plain tracebacks: the pretty ones print local variables, and those hold tokens.
    plain = structlog.dev.plain_traceback
    return [drop, structlog.dev.ConsoleRenderer(colors=colours, pad_event_to=0, exception_formatter=plain)]


class Redaction:
    """Takes out of a text what is known or looks to be secret."""

    def __init__(self, secrets: Iterable[str]) -> None:
        known = {form for secret in secrets if len(secret) >= SHORTEST_KNOWN for form in _ways_to_write(secret)}
        # The longest first, so that no tail of one is left where it contains another.
        self._known = sorted(known, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        for secret in self._known:
            text = text.replace(secret, HIDDEN)
        for pattern, replacement in LOOKS_SECRET:
            text = pattern.sub(replacement, text)
        return text


def _ways_to_write(secret: str) -> set[str]:
    in_json = {json.dumps(secret, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False)}
    return {secret, quote(secret), quote(secret, safe=""), repr(secret)[1:-1], *in_json}


class Redacting(structlog.stdlib.ProcessorFormatter):
    """Redacts the finished line, tracebacks included: what no processor saw cannot slip through."""

    def __init__(self, renderers: list[Processor], redaction: Redaction) -> None:
        super().__init__(processors=renderers, foreign_pre_chain=(structlog.stdlib.add_logger_name, *SHARED))
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        return self._redaction(super().format(record))
