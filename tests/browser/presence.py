"""Whether there is a Chromium to test with, and what is said at the end of a run without one."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The path of a Chromium: `DONDOC_CHROMIUM`, else the first found in PATH."""
    named = os.environ.get("DONDOC_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


def why_not() -> str | None:
    """Why browser tests cannot run; None when they can."""
    if chromium() is not None:
        return None
    named = os.environ.get("DONDOC_CHROMIUM")
    if named:
        return f"DONDOC_CHROMIUM names {named}, which is no program"
    return f"no Chromium in PATH ({', '.join(NAMES)}); install it, or name it in DONDOC_CHROMIUM"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A hook for tests/conftest.py: with several workers only that one is read where the summary is written."""
    reason = why_not()
    if reason is not None:
        terminalreporter.write_line(f"BROWSER TESTS NOT RUN: {reason}")
