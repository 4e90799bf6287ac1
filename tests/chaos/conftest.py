"""Settings of the machine must not reach these tests either."""

from tests.bot.conftest import clean_environment  # noqa: F401 - a fixture
