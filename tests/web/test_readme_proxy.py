"""What README tells to put in front of the program lets through what the program takes."""

import re
from pathlib import Path

from bot.running.listening import HEAD_WITHIN
from web.before.slow_bodies import GRACE
from web.chat.events import SAID_EVERY
from web.report_page.form_body import _AROUND, MOST_AT_ONCE

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
NGINX_READS_FOR = 60  # seconds, its default, which README leaves


def said(name: str) -> int:
    found = re.search(rf"^ *{name} (\d+)[ms];", README, re.M)
    assert found, name
    return int(found[1])


def test_the_proxy_of_the_readme_takes_what_the_program_takes() -> None:
    assert said("client_max_body_size") * 2**20 >= MOST_AT_ONCE + _AROUND
    assert said("client_header_timeout") <= HEAD_WITHIN
    assert said("client_body_timeout") <= GRACE
    assert SAID_EVERY < NGINX_READS_FOR / 2
