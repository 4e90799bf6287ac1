"""`dondoc check` in an empty folder: what is well, and what is wrong with what to do."""

import asyncio
from contextlib import closing
from pathlib import Path

import docx
import pytest

from bot.running.binding import address_of, bind
from bot.settings.setting_rules import HttpAddress
from tests.bot.command import Dondoc
from tests.botapi import TOKEN, BotApiServer


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
