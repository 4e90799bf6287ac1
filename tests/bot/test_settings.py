import re
from pathlib import Path

import pytest

from bot.running.agreement import agreement, differences
from bot.settings import Settings, SettingsProblems, address_url, misspelt, names_in_use, read_settings, setting_names
from bot.settings.meanings import explained
from bot.settings.setting_rules import HttpAddress

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz0123"


def problems() -> list[str]:
    with pytest.raises(SettingsProblems) as raised:
        read_settings()
    return raised.value.problems


def test_everything_has_a_default() -> None:
    settings = read_settings()
    assert settings.database_url.get_secret_value() == "sqlite:///dondoc.db"
    assert settings.telegram_token == ()
    assert settings.telegram_api == "https://api.telegram.org"
    assert settings.telegram_webhook is None
    assert settings.telegram_rate == 30
    assert settings.http == HttpAddress("127.0.0.1", 8080)
    assert settings.links_start_with == "http://127.0.0.1:8080"
    assert (settings.log, settings.log_format) == ("info", "console")


@pytest.mark.parametrize(
    ("name", "written", "field", "meant"),
    [
        ("HTTP", "0.0.0.0:0", "http", HttpAddress("0.0.0.0", 0)),
        ("HTTP", "[::1]:9000", "http", HttpAddress("::1", 9000)),
        ("PUBLIC_URL", "https://baocao.dalat.vn/", "public_url", "https://baocao.dalat.vn"),
        ("PUBLIC_URL", "https://dalat.vn/dondoc", "public_url", "https://dalat.vn/dondoc"),
        ("TELEGRAM_API", "http://127.0.0.1:8081", "telegram_api", "http://127.0.0.1:8081"),
        ("TELEGRAM_RATE", "2.5", "telegram_rate", 2.5),
        ("LOG", "WARNING", "log", "warning"),
        ("LOG_FORMAT", "json", "log_format", "json"),
        ("LOG", "", "log", "info"),
        ("ZALO_LINK", "", "zalo_link", ()),
        (
            "ZALO_LINK",
            "https://zalo.me/1, https://zalo.me/g/hai",
            "zalo_link",
            ("https://zalo.me/1", "https://zalo.me/g/hai"),
        ),
    ],
)
def test_what_is_written_is_understood(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str, field: str, meant: object
) -> None:
    monkeypatch.setenv(f"DONDOC_{name}", written)
    assert getattr(read_settings(), field) == meant


def test_links_are_shown_and_agreed_on_by_those_who_share_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    before = agreement(read_settings(), "s")
    monkeypatch.setenv("DONDOC_ZALO_LINK", "https://zalo.me/1,https://zalo.me/2")
    assert any("https://zalo.me/1, https://zalo.me/2" in line for line in explained(read_settings()))
    assert differences(before, agreement(read_settings(), "s")) == ["DONDOC_ZALO_LINK"]


def test_several_tokens_are_several_bots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_TELEGRAM_TOKEN", f"{TOKEN}, 42:xyz")
    tokens = [token.get_secret_value() for token in read_settings().telegram_token]
    assert tokens == [TOKEN, "42:xyz"]


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("DATABASE_URL", "mysql://a:s3cret@h/d", "sqlite:///"),
        ("DATABASE_URL", "postgres://a:s3cret@h/d", "postgresql://"),
        ("DATABASE_URL", "postgresql://a:s3cret@h:port/d", "mã %"),
        ("DATABASE_URL", "postgresql://a:s3cret@h", "thiếu tên cơ sở dữ liệu"),
        ("DATABASE_URL", "sqlite://", "tên tệp"),
        ("DATABASE_URL", "sqlite:///:memory:", "tên tệp"),
        ("DATABASE_URL", "dondoc.db", "sqlite:///"),
        ("TELEGRAM_TOKEN", "s3cret", "mã thứ 1 không đúng dạng"),
        ("TELEGRAM_TOKEN", f"{TOKEN},123:s3cret s3cret", "mã thứ 2 không đúng dạng"),
        ("TELEGRAM_TOKEN", "1:s3cret,1:s3cret", "ghi hai lần"),
        ("TELEGRAM_API", "api.telegram.org", "https://"),
        ("TELEGRAM_API", "https://", "https://"),
        ("TELEGRAM_API", "https://a:s3cret@h", "không để tên và mật khẩu"),
        ("TELEGRAM_WEBHOOK", "ftp://h", "https://"),
        ("TELEGRAM_WEBHOOK", "https://h:99999", "số cổng"),
        ("TELEGRAM_RATE", "nhanh", "không phải là số"),
        ("TELEGRAM_RATE", "0", "lớn hơn 0"),
        ("TELEGRAM_RATE", "-1", "lớn hơn 0"),
        ("TELEGRAM_RATE", "nan", "lớn hơn 0"),
        ("ZALO_TOKEN", "s3cret s3cret", "khoảng trắng"),
        ("ZALO_API", "x", "https://"),
        ("ZALO_LINK", "https://zalo.me/1,zalo.me/2", "đường dẫn thứ 2"),
        ("ZALO_WEBHOOK", "x", "https://"),
        ("HTTP", "8080", "127.0.0.1:8080"),
        ("HTTP", ":8080", "127.0.0.1:8080"),
        ("HTTP", "http://127.0.0.1:8080", "127.0.0.1:8080"),
        ("HTTP", "127.0.0.1:http", "số cổng"),
        ("HTTP", "127.0.0.1:65536", "65535"),
        ("HTTP", "127.0.0.1:²", "số cổng"),
        ("PUBLIC_URL", "https://h/?a=b", "dấu ?"),
        ("PUBLIC_URL", "https://[h", "viết sai"),
        ("SECRET", "s3cret", "ít nhất 16"),
        ("LOG", "loud", "debug, info, warning, error"),
        ("LOG_FORMAT", "xml", "console, json"),
        ("CALENDAR", "nowhere.yaml", "không có tệp"),
    ],
)
def test_a_bad_value_is_told_with_the_way_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str, said: str
) -> None:
    monkeypatch.setenv(f"DONDOC_{name}", written)
    (problem,) = problems()
    assert problem.startswith(f"DONDOC_{name}: ")
    assert said in problem
    assert "s3cret" not in problem


def test_all_problems_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_LOG", "loud")
    monkeypatch.setenv("DONDOC_HTTP", "8080")
    assert len(problems()) == 2


def test_dotenv_is_read_and_the_environment_wins(clean_environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (clean_environment / ".env").write_text("DONDOC_LOG=debug\nDONDOC_TELEGRAM_RATE=5\nOTHER=1\n", "utf-8-sig")
    monkeypatch.setenv("DONDOC_LOG", "error")
    assert (read_settings().log, read_settings().telegram_rate) == ("error", 5)


def test_lines_of_a_dotenv_that_say_nothing_are_told(clean_environment: Path, caplog: pytest.LogCaptureFixture) -> None:
    (clean_environment / ".env").write_text(
        "# cài đặt\nDONDOC_SMTP_URL smtp://ai:bi-mat@x\n\nDONDOC_PUBLIC_URL=https://a.vn\nxin chào\n", encoding="utf-8"
    )
    with pytest.raises(SettingsProblems) as told:
        read_settings()
    assert told.value.problems == [
        "Tệp .env, dòng 2: không đọc được; mỗi dòng viết dạng TÊN=giá trị.",
        "Tệp .env, dòng 5: không đọc được; mỗi dòng viết dạng TÊN=giá trị.",
    ]
    assert "DONDOC_PUBLIC_URL" in names_in_use({})
    assert caplog.text == "", "nothing in English, and no secret"


def test_a_dotenv_in_another_encoding_is_told(clean_environment: Path) -> None:
    (clean_environment / ".env").write_bytes("DONDOC_LOG=đ".encode("utf-16"))
    (problem,) = problems()
    assert "UTF-8" in problem


def test_secrets_stay_hidden_in_every_form_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "TELEGRAM_TOKEN": TOKEN,
        "ZALO_TOKEN": "zalo-hidden",
        "SECRET": "0123456789abcdef-hidden",
        "DATABASE_URL": "postgresql://dondoc:p%40ss-hidden@db/dondoc",
    }
    for name, value in secrets.items():
        monkeypatch.setenv(f"DONDOC_{name}", value)
    settings = read_settings()
    assert {*secrets.values()} - {*settings.secrets()} == {secrets["DATABASE_URL"]}
    assert {"p%40ss-hidden", "p@ss-hidden"} <= {*settings.secrets()}
    shown = repr(settings) + str(settings) + "\n".join(explained(settings))
    assert not [secret for secret in settings.secrets() if secret in shown]


def test_every_setting_is_explained() -> None:
    lines = explained(read_settings())
    assert [re.match(r"  (\w+) +\S.*  \(.+\)$", line)[1] for line in lines] == setting_names()  # type: ignore[index]


def test_a_misspelt_setting_is_noticed() -> None:
    assert misspelt(["DONDOC_TELEGRAM_TOKENS", "PATH", "dondoc_log"]) == {
        "DONDOC_TELEGRAM_TOKENS": "DONDOC_TELEGRAM_TOKEN"
    }
    assert misspelt(["DONDOC_QUITE_ANOTHER_THING"]) == {"DONDOC_QUITE_ANOTHER_THING": None}


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (HttpAddress("127.0.0.1", 1), "http://127.0.0.1:1"),
        (HttpAddress("0.0.0.0", 1), "http://127.0.0.1:1"),
        (HttpAddress("::1", 1), "http://[::1]:1"),
    ],
)
def test_a_link_can_be_opened_on_this_machine(address: HttpAddress, url: str) -> None:
    assert address_url(address) == url


def test_an_unreadable_dotenv_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Settings, **values: object) -> None:
        raise PermissionError(13, "Permission denied", ".env")  # as root, which tests may be, never is refused

    monkeypatch.setattr(Settings, "__init__", refuse)
    assert "quyền đọc" in problems()[0]
