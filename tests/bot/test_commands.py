"""The commands through typer's runner, on a fresh SQLite file in an empty folder."""

import asyncio
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session
from typer.testing import Result

from bot.running import web_address
from bot.running.listening import address_of, bind
from bot.settings.rules import HttpAddress
from bot.shell.demo import EXAMPLE
from storage import settings as stored
from storage.database import Database
from storage.migrate import pending
from storage.tables import Invitation, Obligation, Organisation, Unit
from tests.bot import command
from tests.botapi import TOKEN, BotApiServer

Dondoc = Callable[..., Result]
ACCOUNT = TOKEN.partition(":")[0]
OTHER_ORGANISATION = """
version: 1
organisation: {code: KHAC, name: Cơ quan khác, timezone: Asia/Ho_Chi_Minh}
units: [{code: PKT, name: Phòng Kinh tế khác}]
"""


@pytest.fixture
def dondoc() -> Dondoc:
    return command.dondoc


@pytest.fixture
def loaded(dondoc: Dondoc) -> Dondoc:
    assert dondoc("load", EXAMPLE).exit_code == 0
    return dondoc


@pytest.fixture
def written(clean_environment: Path) -> Callable[[str], Path]:
    def write(content: str) -> Path:
        file = clean_environment / "setup.yaml"
        file.write_text(content, encoding="utf-8")
        return file

    return write


def in_database(work: Callable[[Session], object]) -> None:
    with closing(Database("sqlite:///dondoc.db")) as database:
        database.do(work)


class TestLoad:
    def test_shows_what_changes_and_the_second_time_that_nothing_does(self, dondoc: Dondoc) -> None:
        first = dondoc("load", EXAMPLE)
        assert first.exit_code == 0
        lines = first.stdout.splitlines()
        assert any(line.startswith("+") and "KHCN-QUY" in line for line in lines)
        assert lines[-1] == f"Đã ghi {len(lines) - 1} thay đổi."
        again = dondoc("load", EXAMPLE)
        assert (again.exit_code, again.stdout) == (0, "Không có thay đổi\n")

    def test_a_change_is_marked(self, loaded: Dondoc, written: Callable[[str], Path]) -> None:
        changed = EXAMPLE.read_text("utf-8").replace("name: Phòng Y tế", "name: Phòng Y tế thành phố")
        lines = loaded("load", written(changed)).stdout.splitlines()
        assert [line[0] for line in lines] == ["~", "G", "Đ"]
        assert "Phòng Y tế thành phố" in lines[0]

    def test_the_setup_goes_into_a_workbook_and_back(self, dondoc: Dondoc) -> None:
        assert dondoc("template", "trong.xlsx").exit_code == 0
        assert load_workbook("trong.xlsx").sheetnames[:3] == ["Hướng dẫn", "Cơ quan", "Lớp đơn vị"]
        assert "đã có tệp này" in dondoc("template", "trong.xlsx").stderr
        assert dondoc("load", EXAMPLE).exit_code == 0
        assert dondoc("export", "ra.xlsx").exit_code == 0
        assert dondoc("load", "ra.xlsx", "--dry-run").stdout == "Không có thay đổi\n"
        book = load_workbook("ra.xlsx")
        book["Đơn vị"]["B3"] = "Phòng mới"
        book.save("ra.xlsx")
        assert "đã có tệp này; thêm --force" in dondoc("export", "ra.xlsx").stderr
        assert "“Phòng mới”" in dondoc("load", "ra.xlsx").stdout
        book["Đơn vị"]["A3"] = book["Đơn vị"]["A2"].value
        book.save("ra.xlsx")
        refused = dondoc("load", "ra.xlsx")
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "trang “Đơn vị”, ô A3 (Mã): mã “" in refused.stderr

    def test_dry_run_writes_nothing(self, dondoc: Dondoc) -> None:
        tried = dondoc("load", EXAMPLE, "--dry-run")
        assert tried.stdout.splitlines()[-1].endswith("chưa ghi.")
        in_database(lambda session: assert_empty(session))
        told = [line for line in tried.stdout.splitlines() if line[0] in "+~-"]
        assert len(told) == len([line for line in dondoc("load", EXAMPLE).stdout.splitlines() if line[0] in "+~-"])

    def test_every_problem_is_told_with_its_line(self, dondoc: Dondoc, written: Callable[[str], Path]) -> None:
        wrong = OTHER_ORGANISATION.replace("Asia/Ho_Chi_Minh", "Asia/Dalat").replace("code: PKT", "kode: PKT")
        result = dondoc("load", written(wrong))
        assert (result.exit_code, result.stdout) == (1, "")
        numbers = [int(number) for number in re.findall(r"^dòng (\d+): ", result.stderr, re.M)]
        assert set(numbers) == {3, 4}
        assert len(numbers) == len(result.stderr.splitlines())

    @pytest.mark.parametrize(
        ("name", "content", "said", "code"),
        [
            ("setup.xls", b"PK", "hãy lưu lại bảng tính dạng .xlsx rồi nạp", 2),
            ("setup.xlsx", b"PK\x03\x04", "tệp Excel bị hỏng", 1),
            ("missing.yaml", None, "không có tệp này", 1),
            ("missing/setup.yaml", None, "không có thư mục này; hãy tạo thư mục trước", 1),
            (".", None, "đây là thư mục", 1),
            ("setup.yaml", b"\xff\xfe\xff", "UTF-8", 1),
            ("setup.yaml", b"", "tệp trống", 1),
        ],
    )
    def test_a_file_that_cannot_be_read_is_told(
        self, dondoc: Dondoc, name: str, content: bytes | None, said: str, code: int
    ) -> None:
        if content is not None:
            Path(name).write_bytes(content)
        result = dondoc("load", name)
        assert (result.exit_code, result.stdout) == (code, "")
        assert said in result.stderr


def assert_empty(session: Session) -> None:
    assert session.scalars(select(Organisation)).all() == []


def code_in(result: Result) -> str:
    found = re.search(r"^Mã: ([A-Z0-9]{8})$", result.stdout, re.M)
    assert found, result.output
    return found[1]


class TestInvite:
    def test_prints_the_code_and_the_web_link(self, loaded: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DONDOC_PUBLIC_URL", "https://baocao.example.vn")
        result = loaded("invite", "--unit", "PKT", "--role", "focal_point", "--name", "Lan")
        assert result.exit_code == 0
        assert f"https://baocao.example.vn/vao/{code_in(result)}\n" in result.stdout
        assert "t.me" not in result.stdout
        assert re.search(r"đến \d\d:\d\d \d\d/\d\d/\d{4}", result.stdout)
        in_database(self.assert_kept_as_hash(code_in(result)))

    def test_with_any_free_port_the_link_begins_where_the_program_listens(
        self, loaded: Dondoc, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DONDOC_HTTP", "127.0.0.1:0")
        result = loaded("invite", "--unit", "PKT", "--role", "focal_point")
        assert f"Web: mở /vao/{code_in(result)} ở địa chỉ mà dondoc run in ra" in result.stdout
        in_database(lambda session: web_address.note(session, "http://127.0.0.1:43210"))
        result = loaded("invite", "--unit", "PKT", "--role", "focal_point")
        assert f"Web: http://127.0.0.1:43210/vao/{code_in(result)}\n" in result.stdout

    def assert_kept_as_hash(self, code: str) -> Callable[[Session], None]:
        def look(session: Session) -> None:
            invitation = session.scalars(select(Invitation)).one()
            unit = session.get_one(Unit, invitation.unit_id)
            assert (unit.code, invitation.role, invitation.name) == ("PKT", "focal_point", "Lan")
            assert code not in invitation.code_hash

        return look

    def test_codes_may_be_typed_in_small_letters(self, loaded: Dondoc) -> None:
        assert loaded("invite", "--unit", "pkt", "--role", "Deputy").exit_code == 0

    def test_the_deep_link_has_the_name_that_the_program_stored(
        self, loaded: Dondoc, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DONDOC_TELEGRAM_TOKEN", TOKEN)
        monkeypatch.setenv("DONDOC_TELEGRAM_API", "http://127.0.0.1:1")
        in_database(lambda session: stored.put(session, f"telegram:{ACCOUNT}", {"username": "kept_bot"}))
        result = loaded("invite", "--unit", "PKT", "--role", "focal_point")
        assert f"https://t.me/kept_bot?start={code_in(result)}\n" in result.stdout

    async def test_else_telegram_is_asked(self, loaded: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
        async with BotApiServer({TOKEN: "asked_bot"}) as server:
            monkeypatch.setenv("DONDOC_TELEGRAM_TOKEN", f"{TOKEN},999:unknown")
            monkeypatch.setenv("DONDOC_TELEGRAM_API", server.url)
            result = await asyncio.to_thread(loaded, "invite", "--unit", "PKT", "--role", "focal_point")
        assert f"https://t.me/asked_bot?start={code_in(result)}\n" in result.stdout
        assert "chưa biết tên bot 999: mã bị từ chối" in result.stdout

    def test_else_it_is_said_which_is_missing(self, loaded: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DONDOC_TELEGRAM_TOKEN", TOKEN)
        monkeypatch.setenv("DONDOC_TELEGRAM_API", "http://127.0.0.1:1")
        result = loaded("invite", "--unit", "PKT", "--role", "focal_point")
        assert result.exit_code == 0
        assert f"chưa biết tên bot {ACCOUNT}: không kết nối được" in result.stdout

    @pytest.mark.parametrize(
        ("unit", "role", "said"),
        [
            ("PTK", "focal_point", "  PKT: Phòng Kinh tế"),
            ("phong y tee", "focal_point", "  PYT: Phòng Y tế"),
            ("PKT", "boss", "focal_point, deputy, unit_leader, coordinator, admin"),
        ],
    )
    def test_an_unknown_code_brings_the_nearest(self, loaded: Dondoc, unit: str, role: str, said: str) -> None:
        result = loaded("invite", "--unit", unit, "--role", role)
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr

    def test_before_anything_is_loaded(self, dondoc: Dondoc) -> None:
        result = dondoc("invite", "--unit", "PKT", "--role", "admin")
        assert result.exit_code == 1
        assert "dondoc load" in result.stderr

    def test_several_organisations_need_a_choice(self, loaded: Dondoc, written: Callable[[str], Path]) -> None:
        assert loaded("load", written(OTHER_ORGANISATION)).exit_code == 0
        unclear = loaded("invite", "--unit", "PKT", "--role", "admin")
        assert unclear.exit_code == 1
        assert "  CHAYTHU: " in unclear.stderr
        assert "  KHAC: Cơ quan khác" in unclear.stderr
        chosen = loaded("invite", "--unit", "PKT", "--role", "admin", "--org", "KHAC")
        assert "Phòng Kinh tế khác" in chosen.stdout


def let_time_pass(session: Session) -> None:
    """The report that is due soon has been due for two days and a bit."""
    late = datetime.now(UTC) - timedelta(days=2, minutes=1)
    session.execute(update(Obligation).where(Obligation.period_key == "once").values(due_at=late, original_due_at=late))


class TestOverdue:
    def test_nobody(self, loaded: Dondoc) -> None:
        assert loaded("overdue").stdout.startswith("Không có đơn vị quá hạn")
        assert json.loads(loaded("overdue", "--json").stdout) == {"units": 0, "items": []}

    def test_in_words_as_in_the_chat(self, loaded: Dondoc) -> None:
        in_database(let_time_pass)
        lines = loaded("overdue").stdout.splitlines()
        assert lines[0].startswith("Quá hạn: 3 đơn vị")
        assert any("Phòng Y tế" in line and "trễ 2 ngày" in line for line in lines)

    def test_as_data(self, loaded: Dondoc) -> None:
        in_database(let_time_pass)
        found = json.loads(loaded("overdue", "--json").stdout)
        assert found["units"] == 3
        assert {item["unit"] for item in found["items"]} == {"PKT", "PYT", "PNV"}
        item = found["items"][0]
        assert (item["requirement"], item["period"], item["state"]) == ("DOT-XUAT", "once", "open")
        assert item["days_late"] == 2
        assert item["focal_points"] == []
        assert datetime.fromisoformat(item["due"]).utcoffset() == timedelta(hours=7)


class TestCheck:
    def test_a_fresh_machine_is_well(self, dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DONDOC_HTTP", "127.0.0.1:0")
        result = dondoc("check")
        assert result.exit_code == 0, result.output
        assert "✗" not in result.stdout
        assert "sẽ tự tạo khi chạy" in result.stdout
        assert not Path("dondoc.db").exists()

    def test_what_is_loaded_is_told(self, loaded: Dondoc) -> None:
        assert "✓ Thiết lập: đã nạp Thành ủy Hoa Mai (chạy thử)" in loaded("check").stdout

    async def test_each_bot_is_asked(self, dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
        async with BotApiServer({TOKEN: "nhac_bot"}) as server:
            monkeypatch.setenv("DONDOC_TELEGRAM_TOKEN", f"{TOKEN},999:unknown")
            monkeypatch.setenv("DONDOC_TELEGRAM_API", server.url)
            result = await asyncio.to_thread(dondoc, "check")
        assert result.exit_code == 1
        assert "✓ Telegram: bot @nhac_bot sẵn sàng" in result.stdout
        assert "✗ Telegram, bot 999: mã bị từ chối\n    → lấy lại mã từ @BotFather" in result.stdout
        assert "unknown" not in result.output
        assert TOKEN not in result.output

    def test_a_taken_port_is_told(self, dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
        with closing(bind(HttpAddress("127.0.0.1", 0))) as taken:
            monkeypatch.setenv("DONDOC_HTTP", f"127.0.0.1:{address_of(taken).port}")
            result = dondoc("check")
        assert result.exit_code == 1
        assert "✗ Nơi nghe: không nghe được" in result.stdout

    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("DONDOC_HTTP", "8080", "✗ Cài đặt: DONDOC_HTTP: “8080”"),
            ("DONDOC_TELEGRAM_TOKENS", "1:a", "có lẽ là DONDOC_TELEGRAM_TOKEN"),
            ("DONDOC_DATABASE_URL", "sqlite:////nowhere/at/all.db", "✗ Cơ sở dữ liệu: không có thư mục"),
            ("DONDOC_DATABASE_URL", "postgresql://a:s3cret@127.0.0.1:1/d", "✗ Cơ sở dữ liệu: máy chủ PostgreSQL"),
        ],
    )
    def test_what_is_wrong_is_told(
        self, dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
    ) -> None:
        monkeypatch.setenv(name, value)
        result = dondoc("check")
        assert result.exit_code == 1
        assert said in result.stdout
        assert "s3cret" not in result.output

    def test_a_wrong_calendar_is_told(self, dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("days.yaml").write_text("days:\n  - {date: hôm nay, day: off, basis: x}\n", "utf-8")
        monkeypatch.setenv("DONDOC_CALENDAR", "days.yaml")
        assert "✗ Lịch nghỉ: days.yaml, dòng 2" in dondoc("check").stdout

    def test_a_word_template_is_tried(self, dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("mau").mkdir()
        monkeypatch.setenv("DONDOC_TEMPLATES", "mau")
        assert dondoc("template", "mau/DALAT.docx").exit_code == 0
        assert "✓ Mẫu Word DALAT.docx: điền thử được" in dondoc("check").stdout
        document = docx.Document("mau/DALAT.docx")
        [subject] = [one for one in document.paragraphs if one.text == "{{ subject }}"]
        subject.runs[0].text = "{{ subject }"
        document.save("mau/DALAT.docx")
        result = dondoc("check")
        assert result.exit_code == 1
        assert "✗ Mẫu Word DALAT.docx: dòng “{{ subject }”: dấu ngoặc của trường thiếu hoặc thừa" in result.stdout

    def test_telegram_takes_webhooks_over_https_only(self, dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bot.shell.check.ask_names", lambda api, tokens: [])
        monkeypatch.setenv("DONDOC_TELEGRAM_TOKEN", "1:a")
        monkeypatch.setenv("DONDOC_TELEGRAM_WEBHOOK", "http://dalat.example.vn")
        result = dondoc("check")
        assert result.exit_code == 1
        assert "✗ Webhook Telegram: http://dalat.example.vn không phải https" in result.stdout

    def test_zalo_out_of_reach(self, dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "• Zalo: tắt; muốn bật thì đặt DONDOC_ZALO_TOKEN" in dondoc("check").stdout
        monkeypatch.setenv("DONDOC_ZALO_TOKEN", "77:anything")
        monkeypatch.setenv("DONDOC_ZALO_API", "http://127.0.0.1:1")
        said = dondoc("check").stdout
        assert "✗ Zalo, bot 77: không tới được http://127.0.0.1:1" in said
        assert "• Đường dẫn bot Zalo: chưa biết của 1 bot; thư mời chỉ nói tên bot" in said
        monkeypatch.setenv("DONDOC_ZALO_LINK", "https://zalo.me/1,https://zalo.me/2")
        assert "✗ Đường dẫn bot Zalo: thừa 1 đường dẫn" in dondoc("check").stdout
        assert "anything" not in said


class TestDatabase:
    def test_upgrade(self, dondoc: Dondoc) -> None:
        assert dondoc("db", "upgrade").stdout.startswith("Đã nâng cấp ")
        with closing(Database("sqlite:///dondoc.db")) as database:
            assert pending(database.engine) == []
        assert dondoc("db", "upgrade").stdout == "Bảng dữ liệu đã là bản mới nhất.\n"

    @pytest.mark.parametrize(
        ("url", "said"),
        [
            ("sqlite:////nowhere/at/all.db", "không mở được tệp"),
            ("sqlite:///text.db", "không phải cơ sở dữ liệu SQLite"),
            ("postgresql://a:s3cret@127.0.0.1:1/d", "không nghe ở địa chỉ này"),
            ("postgresql://a:s3cret@no-such-host.invalid/d", "không tìm thấy máy chủ"),
        ],
    )
    @pytest.mark.parametrize("command", [["db", "upgrade"], ["overdue"], ["run"], ["load", EXAMPLE]])
    def test_a_database_that_cannot_be_used_is_one_clear_line(
        self, dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch, command: list[str], url: str, said: str
    ) -> None:
        Path("text.db").write_text("this is text\n" * 100)
        monkeypatch.setenv("DONDOC_DATABASE_URL", url)
        monkeypatch.setenv("DONDOC_HTTP", "127.0.0.1:0")
        result = dondoc(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr.splitlines()[0]
        assert "s3cret" not in result.stderr

    def test_a_database_of_a_newer_program_is_told(self, loaded: Dondoc) -> None:
        in_database(lambda session: session.execute(text("UPDATE alembic_version SET version_num = 'tomorrow'")))
        result = loaded("overdue")
        assert result.exit_code == 1
        assert "bản Đôn Đốc mới hơn" in result.stderr


@pytest.mark.parametrize(
    "command", [["invite", "--unit", "x", "--role", "x"], ["overdue"], ["run"], ["demo"], ["db", "upgrade"]]
)
def test_wrong_settings_are_all_told(dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setenv("DONDOC_HTTP", "8080")
    monkeypatch.setenv("DONDOC_LOG", "loud")
    result = dondoc(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "DONDOC_HTTP" in result.stderr
    assert "DONDOC_LOG" in result.stderr


def test_run_tells_of_a_taken_port(dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(bind(HttpAddress("127.0.0.1", 0))) as taken:
        monkeypatch.setenv("DONDOC_HTTP", f"127.0.0.1:{address_of(taken).port}")
        result = dondoc("run")
    assert result.exit_code == 1
    assert "đang có chương trình khác dùng" in result.stderr
    assert not Path("dondoc.db").exists()


@pytest.mark.parametrize("command", ["run", "demo", "load", "invite", "overdue", "check", "db"])
def test_every_command_explains_itself(dondoc: Dondoc, command: str) -> None:
    assert f" {command} " in dondoc("--help").stdout
    assert dondoc(command, "--help").exit_code == 0


def test_the_console_script_is_there_and_quick() -> None:
    script = shutil.which("dondoc", path=str(Path(sys.executable).parent))
    assert script, "pip install -e . makes it"
    shown = subprocess.run([script, "--help"], capture_output=True, text=True, check=True).stdout
    assert "Đôn Đốc" in shown
    loaded = subprocess.run(
        [sys.executable, "-c", "import bot.cli, sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {"sqlalchemy", "telegram", "aiohttp", "uvicorn", "holidays"}.isdisjoint(loaded)


def test_the_version_is_shown(dondoc: Dondoc) -> None:
    assert re.fullmatch(r"dondoc \d+\.\d+\.\d+\n", dondoc("--version").stdout)
