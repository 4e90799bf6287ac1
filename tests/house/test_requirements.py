"""The locked dependencies: what runs and what tests install the same."""

import re

import pytest

from tests.test_rooms import ROOT


def locked(name: str) -> dict[str, str]:
    """Return the version of each package in that file."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.M))


def test_the_tests_run_on_what_is_installed() -> None:
    """Each file is locked by itself; a package that is newer in one of them would be tested in another version."""
    run, development = locked("requirements.txt"), locked("requirements-dev.txt")
    assert len(run) > 20
    assert {
        name: (version, development.get(name)) for name, version in run.items() if development.get(name) != version
    } == {}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"])
def test_no_index_is_named(name: str) -> None:
    assert "://" not in (ROOT / name).read_text("utf-8")
