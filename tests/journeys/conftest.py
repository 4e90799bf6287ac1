"""An empty working folder without settings, and the browser where there is one."""

from tests.bot.conftest import clean_environment  # noqa: F401 - a fixture
from tests.browser.conftest import browser  # noqa: F401 - a fixture
from tests.browser.presence import why_not

collect_ignore = ["test_browser_journey.py"] if why_not() else []
