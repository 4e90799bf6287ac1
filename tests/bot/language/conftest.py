"""The shell in English, in which no Vietnamese sentence is left."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.bot import command
from tests.bot.command import Dondoc
from tests.bot.language.english import SETUP, vietnamese


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Dondoc:
    """`dondoc`, of which everything is looked at that it says."""
    monkeypatch.setenv("DONDOC_LANGUAGE", "en")

    def run(*arguments: str | Path, **given: Any) -> Result:
        result = command.dondoc(*arguments, **given)
        assert vietnamese(result.output) == [], result.output
        assert result.output
        return result

    return run


@pytest.fixture
def roses(english: Dondoc, clean_environment: Path) -> Dondoc:
    """With an organisation whose names are English too."""
    Path("roses.yaml").write_text(SETUP, "utf-8")
    assert command.dondoc("load", "roses.yaml").exit_code == 0
    return english
