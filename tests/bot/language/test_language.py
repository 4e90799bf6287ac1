"""The language of the shell is the one that is asked for by its setting, and by nothing else."""

from pathlib import Path

import pytest

from bot.language import say, shell_words
from bot.settings import SettingsProblems, read_settings
from tests.each import each


@each(
    ("asked", "language"),
    [("", "vi"), ("vi", "vi"), ("en", "en"), (" EN ", "en"), ("fr", "vi")],
)
def test_the_setting_says_which(monkeypatch: pytest.MonkeyPatch, asked: str, language: str) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("DONDOC_LANGUAGE", asked)
    assert shell_words().language == language


def test_it_may_stand_in_the_file_and_the_environment_wins(
    clean_environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (clean_environment / ".env").write_text("hỏng rồi\nDONDOC_LANGUAGE=en\n", "utf-8-sig")
    assert say("shell.setting.language") == "language of the command line: vi or en"
    monkeypatch.setenv("DONDOC_LANGUAGE", "vi")
    assert say("shell.setting.language") == "ngôn ngữ của dòng lệnh: vi hoặc en"


def test_a_file_that_cannot_be_read_says_nothing(clean_environment: Path) -> None:
    (clean_environment / ".env").write_bytes("DONDOC_LANGUAGE=en".encode("utf-16"))
    assert shell_words().language == "vi"


def test_another_language_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_LANGUAGE", "fr")
    with pytest.raises(SettingsProblems, match="DONDOC_LANGUAGE: “fr” không dùng được; chọn một trong: vi, en"):
        read_settings()
