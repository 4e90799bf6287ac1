"""`dondoc demo`: the real program on a database of its own, with an example plan and people ready to sign in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import typer
from pydantic import SecretStr

from bot.running import app
from bot.running.binding import bind
from bot.settings import Settings
from bot.shell.inviting import invitation
from bot.shell.setup_file import load_setup
from bot.starting.failures import CommandFailure
from bot.starting.opening import open_database

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "chay-thu.yaml"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invented, for whom a sign-in link is printed."""

    name: str
    unit: str
    role: str
    described: str


GUESTS = (
    Guest("Nguyễn Minh Tuấn", "BTG", "coordinator", "Người theo dõi"),
    Guest("Trần Thị Lan", "PKT", "focal_point", "Đầu mối"),
    Guest("Lê Văn Bình", "PYT", "focal_point", "Đầu mối"),
)


@dataclass(frozen=True, slots=True)
class Invited:
    guest: Guest
    unit_name: str
    code: str


def run(settings: Settings) -> None:
    """Runs until stopped. What DONDOC_DATABASE_URL says is left alone."""
    settings = where_to_listen(settings)
    with TemporaryDirectory(prefix="dondoc-chay-thu-") as folder:
        url = f"sqlite:///{folder}/chay-thu.db"
        settings = settings.model_copy(update={"database_url": SecretStr(url)})
        invited = prepare(settings)
        app.run(settings, on_listening=lambda address: _tell(welcome(address, url, invited)))


def where_to_listen(settings: Settings) -> Settings:
    """The usual port, or a free one where it is taken; what was set is kept to."""
    if "http" in settings.model_fields_set:
        return settings
    try:
        bind(settings.http).close()
    except CommandFailure:
        _tell([f"Cổng {settings.http.port} đang có chương trình khác dùng, lấy một cổng trống."])
        return settings.model_copy(update={"http": settings.http._replace(port=0)})
    return settings


def prepare(settings: Settings) -> list[Invited]:
    """Loads the example and invites its people."""
    with open_database(settings) as database:
        load_setup(database, EXAMPLE.read_bytes(), settings.calendar)
        issued = [database.do(invitation, None, guest.unit, guest.role, guest.name) for guest in GUESTS]
    return [Invited(guest, made.unit_name, made.code) for guest, made in zip(GUESTS, issued, strict=True)]


def welcome(address: str, database_url: str, invited: Sequence[Invited]) -> list[str]:
    """What is printed once the program listens."""
    width = max(len(f"{one.guest.described} {one.guest.name}, {one.unit_name}") for one in invited)
    links = [
        f"  {f'{one.guest.described} {one.guest.name}, {one.unit_name}':<{width}}  {address}/vao/{one.code}"
        for one in invited
    ]
    return [
        "",
        f"Đôn Đốc chạy thử ở {address}",
        f"Dữ liệu tạm: {database_url} (xóa khi dừng)",
        "",
        "Mở từng đường dẫn để đăng nhập, mỗi đường dẫn dùng một lần:",
        *links,
        "",
        "Khoảng nửa phút nữa lời nhắc đầu tiên tự đến với hai đầu mối; hạn nộp sau hai phút rưỡi. Dừng: Ctrl+C.",
        "",
    ]


def _tell(lines: Sequence[str]) -> None:
    for line in lines:
        typer.echo(line)
