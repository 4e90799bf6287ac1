"""Settings of the machine must not reach the tests, nor its clock, nor the log one sets up the next."""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
import time_machine

from bot.shell.demo import EXAMPLE
from bot.starting.logs import QUIET
from tests.bot import command
from tests.bot.command import Dondoc

MORNING = "2026-11-27T02:00:00+00:00"


@pytest.fixture(autouse=True)
def an_ordinary_morning() -> Iterator[None]:
    """The shell asks the machine what time it is. At midnight a day more has gone by from one command to the next, and
    at the turn of a year a report more is expected."""
    with time_machine.travel(MORNING, tick=True):
        yield


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No settings, and an empty working folder."""
    for name in list(os.environ):
        if name.upper().startswith("DONDOC_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, levels = root.handlers[:], root.level, {name: logging.getLogger(name).level for name in QUIET}
    yield
    logging.captureWarnings(False)
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


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
