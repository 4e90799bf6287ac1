"""What is wrong with a setting is told in English, whichever it is."""

from pathlib import Path

import pytest

from bot.settings import PREFIX, SettingsProblems, read_settings, setting_names
from bot.settings.meanings import explained
from tests.bot.language.english import vietnamese
from tests.each import each

REFUSED = [
    ("DATABASE_URL", "mysql://h/d", "it has to begin with sqlite:///"),
    ("DATABASE_URL", "postgres://h/d", "change postgres://"),
    ("DATABASE_URL", "postgresql://h:port/d", "the address is miswritten"),
    ("DATABASE_URL", "postgresql://h", "the name of the database is missing"),
    ("DATABASE_URL", "sqlite://", "sqlite needs a file name"),
    ("TELEGRAM_TOKEN", "x", "token number 1"),
    ("TELEGRAM_TOKEN", "1:a,1:a", "one bot is given twice"),
    ("TELEGRAM_API", "https://[h", "the address is miswritten"),
    ("TELEGRAM_WEBHOOK", "ftp://h", "a whole web address is needed"),
    ("TELEGRAM_RATE", "fast", "“fast” is not a number"),
    ("TELEGRAM_RATE", "0", "“0” must be more than 0"),
    ("ZALO_TOKEN", "a b", "a token has a space in it"),
    ("ZALO_API", "https://a:b@h", "no name and password"),
    ("ZALO_WEBHOOK", "https://h?x", "only the beginning of the address"),
    ("ZALO_LINK", "zalo.me/1", "link number 1 “zalo.me/1”"),
    ("ZALO_QUOTA", "many", "“many” is not a number of messages a month"),
    ("ZALO_QUOTA", "0", "“0” is not a number of messages a month"),
    ("SMTP_URL", "http://h", "it has to begin with smtp://"),
    ("SMTP_URL", "smtp://h:x", "the address is miswritten"),
    ("SMTP_URL", "smtp://h/x", "nothing may stand behind the port"),
    ("SMTP_URL", "smtp://a@h", "there have to be both"),
    ("SMTP_URL", "smtp://a:b%0d@h", "characters in the user or password"),
    ("MAIL_FROM", "nobody", "not an e-mail address"),
    ("HTTP", "8080", "“8080” is not an address and port"),
    ("HTTP", "127.0.0.1:http", "“http” is not a port number"),
    ("PUBLIC_URL", "h", "for example https://dondoc.coquan.vn"),
    ("TRUSTED_PROXIES", "proxy", "item number 1 “proxy” is neither"),
    ("TRUSTED_PROXIES", "0.0.0.0/0", "is every address"),
    ("SECRET", "short", "at least 16 characters"),
    ("LOG", "loud", "choose one of: debug, info, warning, error"),
    ("LOG_FORMAT", "xml", "choose one of: console, json"),
    ("TEMPLATES", "nowhere", "there is no folder “nowhere”"),
    ("CALENDAR", "nowhere.yaml", "there is no file “nowhere.yaml”"),
    ("READER_URL", "h", "a whole web address is needed"),
    ("READER_MODEL", "two words", "the name of a model is one word"),
    ("READER_ALLOW_REMOTE", "perhaps", "write 1 to allow it, 0 not to"),
]


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_LANGUAGE", "en")


@each(("name", "written", "said"), REFUSED)
def test_a_value_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, name: str, written: str, said: str) -> None:
    with monkeypatch.context() as set_once:
        set_once.setenv(PREFIX + name, written)
        with pytest.raises(SettingsProblems) as told:
            read_settings()
    [problem] = told.value.problems
    assert problem.startswith(f"{PREFIX}{name}: ")
    assert said in problem
    assert vietnamese(problem) == []


def test_every_setting_that_may_be_refused_is_among_them() -> None:
    takes_anything = {"DONDOC_READER_KEY"}
    refused_in_vietnamese = {"DONDOC_LANGUAGE"}  # what was asked for is no language
    named = {PREFIX + name for name, _, _ in REFUSED}
    assert named | takes_anything | refused_in_vietnamese == set(setting_names())


def test_every_setting_is_explained() -> None:
    assert vietnamese("\n".join(explained(read_settings()))) == []


def test_a_file_that_cannot_be_read(clean_environment: Path) -> None:
    file = clean_environment / ".env"
    file.write_text("one line\n", "utf-8")
    with pytest.raises(SettingsProblems, match="line 1: cannot be read; write each line as NAME=value"):
        read_settings()
    file.write_bytes("DONDOC_LOG=info".encode("utf-16"))
    with pytest.raises(SettingsProblems, match="not UTF-8 text"):
        read_settings()
