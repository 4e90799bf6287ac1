"""The page of a report and the chat beside it: one draft, one report, whoever writes where and however many at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy.orm import Session

from domain.messaging.channels import WITHOUT_BUTTONS
from handlers.conversation.acting import Context
from handlers.drafting.subject import Subject
from handlers.forms import opened_link, page_inputs, saving, sending
from handlers.forms.opened_link import HandedIn, opened, opened_to_change
from handlers.forms.saving import Saved, TaskInput
from handlers.forms.screen import screen
from handlers.forms.visiting import Visitor, visitor
from handlers.reporting.actions import stamp_of
from storage.db.database import Database
from storage.installation.calendars import work_calendar
from storage.tables import AuditEvent, DraftEntry, Report, Task
from tests.world import World

CONTEXT = Context(work_calendar(), "https://dondoc.example", b"secret")


class Office(World):
    """Lan has a chat without buttons, and the page; Hải writes on Telegram."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.furnish()
        self.at("2026-12-15 09:00")
        self.lan = self.person("PKT", "focal_point", "Lan", "lan-zalo", channel="zalo")
        self.person("PKT", "deputy", "Hải", "101")
        self.report = self.obligation_id("PKT"), self.unit_id("PKT")
        self.tasks = {task.code: task.id for task in self.all(Task)}

    def on_the_page(self, session: Session) -> tuple[Visitor, Subject]:
        visit = visitor(session, CONTEXT, self.lan, self.now)
        found = opened_to_change(visit, *self.report)
        assert isinstance(found, Subject), found
        return visit, found

    def fills(self, task: str, **given: str) -> Saved:
        """Lan types into the inputs of one task, and saves."""
        with self.database.transaction() as session:
            visit, subject = self.on_the_page(session)
            current = subject.answers(self.tasks[task])
            shown = page_inputs.all_shown(subject.form(self.tasks[task]), current)
            sent = TaskInput({**shown, **given, saving.BASE: page_inputs.digest(current)})
            return saving.save(visit, subject, {self.tasks[task]: sent})

    def entry(self, task: str) -> Any:
        return next(entry for entry in self.all(DraftEntry) if entry.task_id == self.tasks[task])


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def test_a_card_ends_with_the_link_where_nothing_can_be_pressed(office: Office) -> None:
    office.says("lan-zalo", "/baocao")
    card = office.last("lan-zalo").text
    start = "Điền trên trang web, kèm ảnh, tệp: "
    assert start in card.splitlines()[-1]
    _, _, o, u, person, until, signature = urlsplit(card.rpartition(start)[2]).path.split("/")
    assert (int(o), int(u), int(person)) == (*office.report, office.lan)
    links = office.context.forms
    assert links.opens(int(o), int(u), int(person), int(until), signature)
    assert "zalo" in WITHOUT_BUTTONS


def test_a_card_with_buttons_needs_no_link(office: Office) -> None:
    office.says("101", "/baocao")
    assert "/bao-cao/" not in office.last("101").text


def test_the_page_and_the_chat_write_one_draft(office: Office) -> None:
    office.says("101", "/baocao")
    office.says("101", "2.7 40%, vướng thiếu kinh phí; giải ngân 2 tỷ đồng")
    office.presses("101", "Đúng, ghi vào nháp")
    said = office.entry("2.7").answers
    with office.database.transaction() as session:
        visit, subject = office.on_the_page(session)
        drawn = next(task for task in screen(visit, subject).tasks if task.code == "2.7")
        assert [one.value for one in drawn.main][:2] == ["in_progress", "40"]
        assert drawn.now == "Hải đã ghi."
    office.fills("2.7", result="đã họp hội đồng")
    assert office.entry("2.7").answers == {**said, "result": "đã họp hội đồng"}
    office.says("101", "/baocao")
    assert "kết quả “đã họp hội đồng”" in office.last("101").text
    assert "— Lan" in office.last("101").text


def test_what_was_not_touched_keeps_its_words_and_its_writer(office: Office) -> None:
    office.says("101", "/baocao")
    office.says("101", "2.7 40%")
    office.presses("101", "Đúng, ghi vào nháp")
    before = office.entry("2.7")
    office.passes(minutes=5)
    office.fills("2.7")
    assert (office.entry("2.7").said_at, office.entry("2.7").person_id) == (before.said_at, before.person_id)


def test_a_report_from_the_page_is_noted_and_stops_the_chat_s_cards(office: Office) -> None:
    for task in office.tasks:
        office.fills(task, status="done")
    with office.database.transaction() as session:
        visit, subject = office.on_the_page(session)
        assert sending.send(visit, subject, stamp_of(subject), nil=False) == "sent"
    [event] = [one for one in office.all(AuditEvent) if one.action == "report.submitted"]
    assert (event.channel, event.person_id) == ("web", office.lan)
    office.says("101", "/nhiemvu")
    assert "không có báo cáo nào phải nộp" in office.last("101").text


def test_the_receipt_of_a_report_from_the_page_stands_in_the_chat_once(office: Office) -> None:
    for task in office.tasks:
        office.fills(task, status="done")
    with office.database.transaction() as session:
        visit, subject = office.on_the_page(session)
        sending.send(visit, subject, stamp_of(subject), nil=False)
    office.deliver()
    [receipt] = office.heard("lan-zalo")
    assert receipt.text.startswith("Đã nộp báo cáo quý IV/2026 · Phòng Kinh tế & <Hạ tầng>\nSố KHCN-QUY/2026-Q4/PKT/1")
    assert office.heard("101") == []
    office.says("lan-zalo", "1")
    assert "bản nháp" in office.last("lan-zalo").text, "it is corrected from there"


def at_once(database: Database, works: list[Callable[[Session], Any]]) -> list[Any]:
    """All of them in transactions of their own that begin together."""
    ready = Barrier(len(works))

    def run(work: Callable[[Session], Any]) -> Any:
        ready.wait()
        return database.do(work)

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def test_sent_by_several_at_once_it_is_handed_in_once(office: Office) -> None:
    for task in office.tasks:
        office.fills(task, status="done")
    with office.database.transaction() as session:
        stamp = stamp_of(office.on_the_page(session)[1])

    def send(session: Session) -> str:
        visit = visitor(session, CONTEXT, office.lan, office.now)
        found = opened_to_change(visit, *office.report)
        return "in" if isinstance(found, HandedIn) else sending.send(visit, found, stamp, nil=False)  # type: ignore[arg-type]

    assert sorted(at_once(office.database, [send] * 4)) == ["in", "in", "in", "sent"]
    assert len(office.all(Report)) == 1


def test_saved_by_several_at_once_nothing_is_lost(office: Office) -> None:
    def save(task: str) -> Callable[[Session], Any]:
        def work(session: Session) -> Saved:
            visit, subject = office.on_the_page(session)
            sent = TaskInput({"status": "done", saving.BASE: page_inputs.digest({})})
            return saving.save(visit, subject, {office.tasks[task]: sent})

        return work

    at_once(office.database, [save(task) for task in office.tasks] + [save("2.7")] * 2)
    assert len(office.all(DraftEntry)) == len(office.tasks)


def test_whoever_left_the_unit_meanwhile_is_told_so(office: Office) -> None:
    stranger = office.person("PYT", "focal_point", "Minh", "200")
    with office.database.transaction() as session:
        found = opened(visitor(session, CONTEXT, stranger, office.now), *office.report)
    assert isinstance(found, opened_link.PageNotice)
    assert not found.theirs
