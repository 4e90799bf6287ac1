"""`dondoc demo`: the real program on a database of its own, with an example plan and people ready to sign in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import typer
from pydantic import SecretStr

from bot.language import say
from bot.running import app
from bot.running.binding import bind
from bot.settings import Settings
from bot.shell.inviting import invitation
from bot.shell.setup_file import load_setup
from bot.starting.expected_failures import CommandFailure
from bot.starting.opening import open_database

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "chay-thu.yaml"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invented, for whom a sign-in link is printed."""

    name: str
    unit: str
    role: str
    described: str  # by its word


GUESTS = (
    Guest("Nguyễn Minh Tuấn", "BTG", "coordinator", "shell.demo.coordinator"),
    Guest("Trần Thị Lan", "PKT", "focal_point", "shell.demo.focal_point"),
    Guest("Lê Văn Bình", "PYT", "focal_point", "shell.demo.focal_point"),
)


@dataclass(frozen=True, slots=True)
class Invited:
    guest: Guest
    unit_name: str
    code: str


def run(settings: Settings) -> None:
    """Run the demo until stopped. What DONDOC_DATABASE_URL says is left alone."""
    settings = where_to_listen(settings)
    with TemporaryDirectory(prefix="dondoc-chay-thu-") as folder:
        url = f"sqlite:///{folder}/chay-thu.db"
        settings = settings.model_copy(update={"database_url": SecretStr(url)})
        invited = prepare(settings)
        app.run(settings, on_listening=lambda address: _tell(welcome(address, url, invited)))


def where_to_listen(settings: Settings) -> Settings:
    """Return the settings with the usual port, or a free one where it is taken; an address that was set is kept."""
    if "http" in settings.model_fields_set:
        return settings
    try:
        bind(settings.http).close()
    except CommandFailure:
        _tell([say("shell.demo.port_taken", port=settings.http.port)])
        return settings.model_copy(update={"http": settings.http._replace(port=0)})
    return settings


def prepare(settings: Settings) -> list[Invited]:
    """Load the example and invite its people."""
    with open_database(settings) as database:
        load_setup(database, EXAMPLE.read_bytes(), settings.calendar)
        issued = [database.do(invitation, None, guest.unit, guest.role, guest.name) for guest in GUESTS]
    return [Invited(guest, made.unit_name, made.code) for guest, made in zip(GUESTS, issued, strict=True)]


def welcome(address: str, database_url: str, invited: Sequence[Invited]) -> list[str]:
    """Return the lines to print once the program listens."""
    named = [f"{say(one.guest.described)} {one.guest.name}, {one.unit_name}" for one in invited]
    width = max(map(len, named))
    links = [f"  {name:<{width}}  {address}/vao/{one.code}" for name, one in zip(named, invited, strict=True)]
    return [
        "",
        say("shell.demo.at", address=address),
        say("shell.demo.data", database=database_url),
        "",
        say("shell.demo.links"),
        *links,
        "",
        say("shell.demo.soon"),
        "",
    ]


def _tell(lines: Sequence[str]) -> None:
    for line in lines:
        typer.echo(line)
