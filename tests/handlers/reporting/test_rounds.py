"""A round of many messages ends as if each had been handled by itself."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select

from domain.messaging.messages import Incoming
from handlers.dispatch import handle_waiting
from storage.db.database import Database
from storage.messages import buttons, inbox
from storage.tables import Address, Draft, DraftEntry, Obligation, Outbox, Report, ReportEntry
from tests.examples import examples
from tests.office import account_of
from tests.town import Town

pytestmark = pytest.mark.xdist_group("rounds")  # made once: what all of them need

TABLES = (Address, Draft, DraftEntry, Obligation, Outbox, Report, ReportEntry)
REPORTERS = ("100", "101", "200", "201", "300")
COORDINATORS = ("900", "901")
SAID = (
    "/nhiemvu", "/baocao", "40%", "100", "xong", "1.1 xong; 2.7 25%", "đang thực hiện", "Bỏ qua", "2.7", "Hoàn thành",
    "Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo", "/khongphatsinh", "Sửa", "/huy", "không", "Như kỳ trước", "/lichsu",
    "/language en", "kết quả: đã mở lớp",
)  # fmt: skip
FOLLOWED = ("/quahan", "/chuanop", "/dondoc tất cả", "/moi PKT", "1")
ACTIONS = ("report.start", "report.card", "report.review", "nil", "nil.send", "report.amend", "report.as_before")

messages = st.one_of(
    st.tuples(st.sampled_from(REPORTERS), st.just("text"), st.sampled_from(SAID)),
    st.tuples(st.sampled_from(REPORTERS), st.just("text"), st.sampled_from(SAID)),
    st.tuples(st.sampled_from(COORDINATORS), st.just("text"), st.sampled_from(FOLLOWED)),
    st.tuples(st.sampled_from(REPORTERS), st.just("button"), st.sampled_from(ACTIONS)),
)


@pytest.fixture(scope="module")
def town(sqlite_template: Path) -> Iterator[Town]:
    with TemporaryDirectory(dir=sqlite_template.parent) as folder:
        path = shutil.copy(sqlite_template, Path(folder) / "town.db")
        with closing(Database(f"sqlite:///{path}")) as database:
            made = Town(database)
        yield made


@settings(max_examples=examples(8), suppress_health_check=list(HealthCheck))
@given(said=st.lists(messages, min_size=2, max_size=25))
def test_a_round_is_like_one_after_another(town: Town, said: list[tuple[str, Any, str]]) -> None:
    assert books(town, said, at_once=50) == books(town, said, at_once=1)


def books(town: Town, said: list[tuple[str, Any, str]], at_once: int) -> dict[str, list[dict[str, Any]]]:
    """What is written down in a fresh copy of the town after all that, handled in rounds of so many."""
    made = Path(str(town.database.engine.url.database))
    with TemporaryDirectory(dir=made.parent) as folder, closing(copied(made, folder)) as database:
        here = town.copied(database)
        incomings = [incoming(here, number, *one) for number, one in enumerate(said)]
        database.do(inbox.store, incomings, here.now)
        while database.do(handle_waiting, here.now, here.context, at_once):
            pass
        return {table.__tablename__: rows(database, table) for table in TABLES}


def copied(made: Path, folder: str) -> Database:
    return Database(f"sqlite:///{shutil.copy(made, folder)}")


def incoming(town: Town, number: int, chat: str, kind: Any, what: str) -> Incoming:
    plain = Incoming(kind, "telegram", account_of("telegram"), chat, chat, f"r{number}", town.now)
    if kind == "text":
        return replace(plain, text=what)
    return replace(plain, key=key(town, chat, what), message_id="m1")


def key(town: Town, chat: str, action: str) -> str:
    """That of a button on a card the person was shown before: about their unit's report, or about another's."""
    unit = {"100": "PKT", "101": "PKT", "200": "PYT", "201": "PYT", "300": "PNV"}[chat]
    args = {"obligation_id": town.obligation_id(unit), "unit_id": town.unit_id(unit)}
    with town.database.transaction() as session:
        address = session.scalars(select(Address).where(Address.chat_id == chat)).one()
        return buttons.keep(session, address, [(action, args)], town.now)[0]


def rows(database: Database, table: Any) -> list[dict[str, Any]]:
    with database.transaction() as session:
        found = session.scalars(select(table).order_by(table.id)).all()
        names = [column.key for column in inspect(table).columns]
        return [{name: getattr(row, name) for name in names} for row in found]
