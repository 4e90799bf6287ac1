"""The documents name modules and folders that are there."""

import re

from tests.test_rooms import ROOT

_NAMED = re.compile(r"`((?:bot|docs|domain|handlers|scheduler|storage|tests|web)/[\w/.-]{1,100})`")


def test_what_is_named_is_there() -> None:
    """A module that moves takes along what is said of it."""
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    named = {(path.name, one) for path in documents for one in _NAMED.findall(path.read_text("utf-8"))}
    assert len(named) > 100
    assert (
        sorted(
            (document, one) for document, one in named if not ((ROOT / one).exists() or (ROOT / f"{one}.py").exists())
        )
        == []
    )
