"""The running program as a process: what it answers, how it starts, how it ends."""

import re
import resource
import signal
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select

from bot.running.binding import address_of, bind
from bot.settings import Settings
from bot.settings.setting_rules import HttpAddress
from bot.shell.demo import EXAMPLE, GUESTS, where_to_listen
from bot.shell.inviting import invitation
from bot.shell.setup_file import load_setup
from storage.db.database import Database
from storage.db.migrate import upgrade
from storage.tables import Outbox
from tests.bot.process import running
from tests.botapi import TOKEN, BotApiServer
from tests.patience import PATIENCE

LAN = 1001
DATABASE = "sqlite:///office.db"
BASICS = {"DATABASE_URL": DATABASE, "HTTP": "127.0.0.1:0"}


def on_telegram(server: BotApiServer) -> dict[str, str]:
    return {**BASICS, "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": server.url}


@pytest.fixture
def invited(clean_environment: Path) -> str:
    """The code of a focal point of Phòng Kinh tế, in an office that is set up."""
    with closing(Database(DATABASE)) as database:
        upgrade(database.engine)
        load_setup(database, EXAMPLE.read_bytes(), None)
        return database.do(invitation, None, "PKT", "focal_point", "Lan").code


async def text_of(url: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 200, url
        return await response.text()


async def test_somebody_joins_by_polling_and_sigterm_ends_it(invited: str) -> None:
    async with BotApiServer() as server, running("run", settings=on_telegram(server)) as program:
        lan = server.person(LAN)
        await lan.starts(invited)
        greeting = await lan.waits_for("Phòng Kinh tế", timeout=PATIENCE)
        assert "Lan" in greeting.text
        url = await program.url()
        assert await text_of(f"{url}/healthz") == "ok\n"
        assert await text_of(f"{url}/readyz") == "ready\n"
        assert await program.stop() == 0
    assert "stopped" in program.log
    assert TOKEN not in program.log + program.out
    assert invited not in program.log + program.out


async def test_somebody_joins_by_webhook(invited: str) -> None:
    async with BotApiServer() as server:
        settings = {**on_telegram(server), "TELEGRAM_WEBHOOK": "https://dondoc.example"}
        async with running("run", settings=settings) as program:
            server.reroute("https://dondoc.example", await program.url())
            await server.calls.wait("setWebhook", timeout=PATIENCE)
            lan = server.person(LAN)
            await lan.starts(invited)
            await lan.waits_for("Phòng Kinh tế", timeout=PATIENCE)
            assert await program.stop() == 0
        assert server.calls.of("getUpdates") == []


def cpu_of_ended_processes() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.long
async def test_starting_is_cheap(invited: str) -> None:
    """1.5 s to the first poll on a machine that does nothing else; on a busy one only the CPU's time says so."""
    before = cpu_of_ended_processes()
    async with BotApiServer() as server, running("run", settings=on_telegram(server)) as program:
        await server.calls.wait("getUpdates", timeout=PATIENCE)
        assert await program.stop() == 0
    assert cpu_of_ended_processes() - before < 4


async def test_a_refused_token_does_not_keep_the_others_from_working(invited: str) -> None:
    async with BotApiServer() as server:
        settings = {**on_telegram(server), "TELEGRAM_TOKEN": f"999:unknown,{TOKEN}"}
        async with running("run", settings=settings) as program:
            await program.until(lambda: "refuses the token" in program.log)
            lan = server.person(LAN)
            await lan.starts(invited)
            await lan.waits_for("Phòng Kinh tế", timeout=PATIENCE)
            assert await program.stop() == 0


@pytest.mark.long
async def test_telegram_out_of_reach_is_waited_out(invited: str) -> None:
    with closing(bind(HttpAddress("127.0.0.1", 0))) as reserved:
        port = address_of(reserved).port
    settings = {**BASICS, "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": f"http://127.0.0.1:{port}"}
    async with running("run", settings=settings) as program:
        await program.until(lambda: "out of reach" in program.log)
        assert await text_of(f"{await program.url()}/readyz") == "ready\n"
        async with BotApiServer(port=port) as server:
            lan = server.person(LAN)
            await lan.starts(invited)
            await lan.waits_for("Phòng Kinh tế", timeout=PATIENCE)
            assert await program.stop() == 0


@pytest.mark.long
async def test_a_second_program_on_the_same_file_is_turned_away(invited: str) -> None:
    async with running("run", settings=BASICS) as first:
        await first.url()
        async with running("run", settings=BASICS) as second:
            assert await second.ended() == 1
        assert second.log.startswith("Một chương trình Đôn Đốc khác đang chạy trên office.db.")
        assert await first.stop() == 0


@pytest.fixture
def broken_calendar(invited: str) -> str:
    Path("days.yaml").write_text("days: [", "utf-8")
    return "days.yaml"


async def test_what_keeps_the_parts_from_starting_is_told_plainly(broken_calendar: str) -> None:
    async with running("run", settings={**BASICS, "CALENDAR": broken_calendar}) as program:
        assert await program.ended() == 1
    assert broken_calendar in program.log
    assert "Traceback" not in program.log


@pytest.mark.long
async def test_what_is_being_sent_is_finished_before_it_stops(invited: str) -> None:
    async with BotApiServer() as server, running("run", settings=on_telegram(server)) as program:
        server.faults.delay("sendMessage", 1.5)
        lan = server.person(LAN)
        await lan.starts(invited)
        await program.until(lambda: server.calls.of("sendMessage"))
        assert await program.stop() == 0
        assert "Phòng Kinh tế" in lan.sees().text
    with closing(Database(DATABASE)) as database:
        sent = database.do(lambda session: session.scalars(select(Outbox).where(Outbox.state == "sent")).all())
    assert str(lan.sees().id) in [row.external_id for row in sent]


@pytest.mark.long
async def test_a_second_signal_ends_it_at_once(invited: str) -> None:
    async with BotApiServer() as server, running("run", settings=on_telegram(server)) as program:
        server.faults.delay("sendMessage", 30)
        await server.person(LAN).starts(invited)
        await program.until(lambda: server.calls.of("sendMessage"))
        program.process.send_signal(signal.SIGINT)
        await program.until(lambda: "stopping" in program.log)
        assert await program.stop(signal.SIGINT, seconds=2) == 128 + signal.SIGINT


@pytest.mark.long
async def test_a_sending_that_hangs_does_not_hold_up_the_stop(invited: str) -> None:
    async with BotApiServer() as server, running("run", settings=on_telegram(server)) as program:
        server.faults.delay("sendMessage", 60)
        await server.person(LAN).starts(invited)
        await program.until(lambda: server.calls.of("sendMessage"))
        assert await program.stop(seconds=10) == 0


def temporary_folders() -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob("dondoc-chay-thu-*"))


async def test_the_demo_prints_links_that_open_and_leaves_nothing_behind() -> None:
    async with running("demo", settings={"HTTP": "127.0.0.1:0"}) as program:
        url = await program.url()
        await program.until(lambda: "Ctrl+C" in program.out)
        links = re.findall(rf"({re.escape(url)}/vao/[A-Z0-9]+)$", program.out, re.M)
        assert len(links) == len(GUESTS) == 3
        for guest, link in zip(GUESTS, links, strict=True):
            assert guest.name in await text_of(link)
        file = re.search(r"sqlite:///(\S+)", program.out)
        assert file
        folder = Path(file[1]).parent
        assert folder in temporary_folders()
        assert await program.stop() == 0
    assert folder not in temporary_folders()


@pytest.mark.parametrize(("was_set", "port"), [(set(), lambda taken: 0), ({"http"}, lambda taken: taken)])
def test_the_demo_takes_another_port_only_where_none_was_set(
    was_set: set[str], port: Callable[[int], int], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(bind(HttpAddress("127.0.0.1", 0))) as bound:
        taken = address_of(bound)
        settings = Settings.model_construct(_fields_set=was_set, http=taken)
        assert where_to_listen(settings).http.port == port(taken.port)
    assert ("lấy một cổng trống" in capsys.readouterr().out) is (not was_set)
