"""The whole example plan: what 32 units typed in three years, and every number of a quarter's report, a *sơ kết* and a
*tổng kết* held against it. Twelve quarters of seven tasks and three years of sixteen from each of 32 units, six half
years of one task from six more, 516 reports; a renaming, a merger and another form on the way."""

from collections.abc import Iterator

import pytest

from storage.db.database import Database
from tests.databases import known_database, migrated_sqlite
from tests.three_years import in_excel, in_excel_quarter, in_word, in_word_quarter, papers
from tests.three_years.papers import Paper

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("three years")]
REVIEWS = ("so-ket", "tong-ket")
QUARTERS = ("quarter-2027-Q2", "quarter-2027-Q1", "quarter-2028-Q4")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Paper]]:
    """Every paper of the play, by its name."""
    database: Database = known_database(f"sqlite:///{migrated_sqlite(tmp_path_factory.mktemp('three years'))}")
    yield {paper.name: paper for paper in papers.played(database)}
    database.close()


@pytest.mark.parametrize("name", QUARTERS)
def test_the_workbook_of_a_quarter_has_what_was_sent(played: dict[str, Paper], name: str) -> None:
    in_excel_quarter.quarter(played[name])


@pytest.mark.parametrize("name", REVIEWS)
def test_the_workbook_of_a_review_has_what_was_sent(played: dict[str, Paper], name: str) -> None:
    in_excel.review(played[name])


@pytest.mark.parametrize("name", QUARTERS)
def test_the_document_of_a_quarter_has_what_was_sent(played: dict[str, Paper], name: str) -> None:
    in_word_quarter.quarter(played[name])


@pytest.mark.parametrize("name", REVIEWS)
def test_the_document_of_a_review_has_what_was_sent(played: dict[str, Paper], name: str) -> None:
    in_word.review(played[name])
