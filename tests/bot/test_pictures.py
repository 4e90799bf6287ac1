"""What the script of the guide's pictures waits for and presses is still said by the program."""

import re
from pathlib import Path

from handlers.words import LANGUAGES
from tests.each import each
from web.words import LANGUAGES as PAGES

SCRIPT = (Path(__file__).parents[2] / "docs" / "pictures" / "take.py").read_text("utf-8")
_SAID = "\n".join([*LANGUAGES["vi"].values(), *PAGES["vi"].values()]).replace("**", "")
_OF_THE_PLAN = re.compile(r"\d")  # codes of tasks and per cents


@each("waited_for", sorted(set(re.findall(r'\.(?:hears|press)\("([^"]+)"|name="([^"]+)"', SCRIPT))))
def test_what_the_pictures_wait_for_is_said(waited_for: tuple[str, str]) -> None:
    words = waited_for[0] or waited_for[1]
    assert _OF_THE_PLAN.search(words) or all(part in _SAID for part in words.split(": ")), words
