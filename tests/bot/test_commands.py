"""The commands through typer's runner, on a fresh SQLite file in an empty folder."""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.demo import EXAMPLE
from bot.listening import address_of, bind
from bot.setting_rules import HttpAddress
from storage.database import Database
from storage.migrate import pending
from tests.botapi.server import TOKEN
from tests.threaded import threaded

Dondoc = Callable[..., Result]
TWO_MINUTES = EXAMPLE
OTHER_ORGANISATION = """
version: 1
organisation: {code: KHAC, name: Cơ quan khác, timezone: Asia/Ho_Chi_Minh}
units: [{code: PKT, name: Phòng Kinh tế khác}]
"""


@pytest.fixture
def dondoc() -> Dondoc:
    def call(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return result

    return call


@pytest.fixture
def loaded(dondoc: Dondoc) -> Dondoc:
    assert dondoc("load", EXAMPLE).exit_code == 0
    return dondoc
