"""`dondoc invite` on a fresh SQLite file in an empty folder: the code, and the links that hold it."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from typer.testing import Result

from bot.starting import web_address
from storage.installation import settings as stored
from storage.tables import Invitation, Unit
from tests.bot.command import OTHER_ORGANISATION, Dondoc, in_database
from tests.botapi import TOKEN, BotApiServer

ACCOUNT = TOKEN.partition(":")[0]


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
