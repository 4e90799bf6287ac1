"""`dondoc check` in English: of a machine where all is well, and of one where next to nothing is."""

import asyncio
import socket
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.running.binding import address_of, bind
from bot.settings.setting_rules import HttpAddress
from storage.aside.aside_rows import Aside, put
from storage.installation import heartbeat
from storage.tables import PartTrouble
from tests.bot.command import Dondoc, in_database
from tests.botapi import TOKEN, BotApiServer

LONG_AGO = datetime(2026, 11, 20, tzinfo=UTC)


def test_a_fresh_machine(english: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_HTTP", "127.0.0.1:0")
    said = english("check")
    assert said.exit_code == 0
    assert "✓ Settings: all can be read" in said.stdout
    assert "there is no file dondoc.db yet" in said.stdout
    assert "• Telegram: off; to turn it on, set DONDOC_TELEGRAM_TOKEN" in said.stdout


def test_settings_that_cannot_be_used(english: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP", "LOG", "TELEGRAM_RATE", "SMTP_URL", "LGO", "QUITE_ANOTHER_THING"):
        monkeypatch.setenv(f"DONDOC_{name}", "?")
    said = english("check")
    assert said.exit_code == 1
    assert said.stdout.count("✗ Settings: ") == 6, said.stdout
    assert "→ perhaps DONDOC_LOG is meant" in said.stdout
    assert "→ delete it from .env or the environment" in said.stdout


@pytest.fixture
def neglected(roses: Dondoc) -> Dondoc:
    """An installation whose files are open to others, and parts of which fail."""
    Path("days.yaml").write_text("", "utf-8")
    Path(".env").write_text("DONDOC_LOG_FORMAT=json\n", "utf-8")
    Path(".env").chmod(0o644)
    Path("templates").mkdir()
    assert roses("template", "templates/DL.docx").exit_code == 0
    in_database(_in_trouble)
    return roses


async def test_next_to_nothing_is_well(neglected: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(bind(HttpAddress("127.0.0.1", 0))) as taken, closing(socket.socket()) as nobody:
        nobody.bind(("127.0.0.1", 0))
        nowhere = f"127.0.0.1:{nobody.getsockname()[1]}"
        async with BotApiServer({TOKEN: "roses_bot"}) as server:
            for name, value in {
                "TELEGRAM_TOKEN": f"{TOKEN},999:unknown",
                "TELEGRAM_API": server.url,
                "TELEGRAM_WEBHOOK": "https://roses.example.vn",
                "ZALO_TOKEN": "77:x",
                "ZALO_API": f"http://{nowhere}",
                "ZALO_LINK": "https://zalo.me/1,https://zalo.me/2",
                "ZALO_WEBHOOK": "http://roses.example.vn",
                "SMTP_URL": f"smtp://{nowhere}",
                "MAIL_FROM": "bot@roses.example.vn",
                "HTTP": f"127.0.0.1:{address_of(taken).port}",
                "PUBLIC_URL": "http://roses.example.vn",
                "TRUSTED_PROXIES": "10.0.0.1",
                "CALENDAR": "days.yaml",
                "TEMPLATES": "templates",
                "READER_URL": f"http://{nowhere}",
            }.items():
                monkeypatch.setenv(f"DONDOC_{name}", value)
            said = (await asyncio.to_thread(neglected, "check")).stdout
    for line in (
        "✓ Data files: only the user that runs the program can open them",
        "• Settings file: others on this machine can read .env",
        "✓ Setup: loaded: City of Roses",
        "✓ Audit log: whole; DL: ",
        "✗ Part receiving telegram: failing since",
        "• Part database: failing since",
        "✗ Set aside (Sending messages): report QUARTER 2026-Q4 of Trade Office: error KeyError, 2 times since",
        "✗ Set aside (Handling incoming messages): ",
        "• Program: not running since",
        "✓ Word template DL.docx: can be filled in",
        "✓ Telegram: bot @roses_bot is ready",
        "✗ Telegram, bot 999: the token is refused",
        "✗ Zalo, bot 77: http://",
        "✗ Links of Zalo bots: 1 link too many",
        "✗ E-mail: 127.0.0.1:",
        "✗ Second reader: cannot be reached",
        "✗ Listening: it is not possible to listen at 127.0.0.1:",
        "• Links in messages: http://roses.example.vn is not encrypted",
    ):
        assert line in said, line


def _in_trouble(session: Session) -> None:
    now = datetime.now(UTC)
    heartbeat.beat(session, LONG_AGO)
    seen = {"since": LONG_AGO, "seen_at": LONG_AGO, "place": "here"}
    session.add(PartTrouble(name="receiving telegram", reason="must wait: 535 password", **seen))
    session.add(PartTrouble(name="database", reason="full", over_since=now, **seen))
    for part, subject in (("sending", "obligation:1"), ("dispatch", "message:99")):
        put(session, Aside(None, part, subject, {}, "KeyError", 2, LONG_AGO, now + timedelta(hours=1)))
