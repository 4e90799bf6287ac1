import io
import json
import logging
import warnings

import pytest
import structlog

from bot.starting.logs import Redaction, set_up_logs

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz0123"
OTHER_TOKEN = "42:BBB_abcdefghijklmnopqrstuvwxyz0123"
PASSWORD = 'p@ss "wörd"\\'


def written(form: str, level: str = "info") -> io.StringIO:
    stream = io.StringIO()
    set_up_logs(level, form, [TOKEN, PASSWORD], stream)
    return stream


def fail(secret: str) -> None:
    raise ValueError(f"https://api.telegram.org/bot{secret}/getMe")


@pytest.mark.parametrize("form", ["console", "json"])
@pytest.mark.parametrize("secret", [TOKEN, OTHER_TOKEN, PASSWORD])
def test_no_way_of_logging_lets_a_secret_through(form: str, secret: str) -> None:
    stream = written(form)
    ours, theirs = structlog.get_logger("ours"), logging.getLogger("theirs")
    ours.info(f"sent {secret}", url=f"https://h/bot{secret}/x", nested={"deep": [secret]})
    theirs.warning("sent %s to %s", secret, {"to": secret})
    theirs.warning("with more", extra={"more": secret})
    try:
        fail(secret)
    except ValueError:
        ours.exception("failed")
        theirs.exception("failed")
    text = stream.getvalue()
    assert text.count("failed") == 2
    assert "***" in text
    for form_of_it in (secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]):
        assert form_of_it not in text


@pytest.mark.parametrize(
    ("line", "safe"),
    [
        ("GET /vao/K7Q29FMD HTTP/1.1", "GET /vao/*** HTTP/1.1"),
        ("https://t.me/bot?start=K7Q29FMD", "https://t.me/bot?start=***"),
        ("postgresql://dondoc:p@ss@db/dondoc", "postgresql://dondoc:***@db/dondoc"),
        ("at 12:30 chat 5:6 is fine", "at 12:30 chat 5:6 is fine"),
        ("http://127.0.0.1:8080/vao", "http://127.0.0.1:8080/vao"),
    ],
)
def test_what_looks_secret_is_hidden(line: str, safe: str) -> None:
    assert Redaction([])(line) == safe


def test_no_tail_of_a_longer_secret_is_left() -> None:
    assert Redaction(["abcd", "abcdefgh"])("x abcdefgh y") == "x *** y"


def test_a_console_line_names_the_event_first() -> None:
    stream = written("console")
    structlog.get_logger("bot.running.app").info("listening", url="http://127.0.0.1:1")
    assert stream.getvalue().rstrip().endswith("listening url=http://127.0.0.1:1")


def test_a_json_line_is_one_object() -> None:
    stream = written("json")
    structlog.get_logger().info("listening", url="http://h")
    try:
        fail("x")
    except ValueError:
        logging.getLogger("theirs").exception("broken")
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["event"], first["url"], first["level"]) == ("listening", "http://h", "info")
    assert (second["logger"], second["level"]) == ("theirs", "error")
    assert "ValueError" in second["exception"]


def test_the_level_counts_for_everybody() -> None:
    stream = written("console", "warning")
    structlog.get_logger().info("quiet")
    logging.getLogger("theirs").info("quiet")
    structlog.get_logger().warning("loud")
    assert "quiet" not in stream.getvalue()
    assert "loud" in stream.getvalue()


@pytest.mark.parametrize("name", ["httpx", "httpcore.connection", "telegram.Bot", "aiohttp.access", "uvicorn.access"])
def test_chatty_libraries_stay_quiet_even_when_debugging(name: str) -> None:
    stream = written("console", "debug")
    logging.getLogger(name).info("HTTP Request")
    assert stream.getvalue() == ""


def test_warnings_are_logged() -> None:
    stream = written("console")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("careful", stacklevel=1)
    logging.captureWarnings(False)
    assert "careful" in stream.getvalue()
