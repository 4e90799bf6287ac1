"""Documents that are asked for in a chat, each held against the book: a plan's review, the leader's page, letters that
urge, a report's own copy, and what a unit was urged by."""

import re
from collections.abc import Collection
from io import BytesIO
from urllib.parse import urlsplit

from docx.document import Document
from openpyxl import load_workbook
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from handlers.plan_reviews.review_files import BUTTONS
from storage.tables import AuditEvent, Export, Organisation, Outbox, Plan, PlanCoordinator, Report, ReportEntry, Unit
from tests.handlers.documents.word_files import opened
from tests.lives import people
from tests.lives.drawing import Draw
from tests.lives.hands import Hand, Offer
from tests.lives.house import House, rows_of
from tests.lives.ledger import DAY
from tests.lives.model import EXPECTED
from tests.lives.papers.files import made_since, text_of
from tests.lives.people import Member
from tests.lives.scene import Scene
from tests.town import OWN_MARK, UNIT_MARK
from tests.world import Heard

_NUMBERS = re.compile(
    r"Báo cáo phải nộp (\d+) · đã nộp (\d+) \(.*?\) · đúng hạn (\d+) \(.*?\) · nộp trễ (\d+) · đang quá hạn (\d+)"
)
_IN_WORKBOOK = ("Phải nộp", "Đã nộp", "Đúng hạn (kể cả hạn được gia hạn)", "Trễ hạn", "Đang quá hạn")
_MOST_COMING = 5  # lines of what falls due, behind which others are only counted


def _hand(scene: Scene, draw: Draw, able: Collection[Member]) -> tuple[Member, Hand] | None:
    """Somebody of these, who reads Vietnamese now."""
    if not able:
        return None
    one = draw.one(sorted(able, key=lambda member: member.person_id))
    scene.house.blocking.discard(one.chat)
    hand = scene.hand(draw, one.chat)
    hand.says("/language vi")
    return one, hand


# A plan's review


def reviews_plan(scene: Scene, draw: Draw) -> None:
    """`/soket`: the numbers are those of all periods of the book, in the chat and in each file."""
    found = _hand(scene, draw, people.coordinators(scene.house))
    if found is None:
        return
    one, hand = found
    heard, plan_id = hand.hears("/soket"), min(one.actor.plan_ids)
    if len(one.actor.plan_ids) > 1:
        choice = draw.one([offer for offer in hand.on(heard) if offer.action == "plan_review"])
        heard, plan_id = hand.hears(choice), choice.args["plan_id"]
    said, counts = "\n".join(card.text for card in heard), scene.book.reviewed(plan_id, scene.house.now)
    numbers = _NUMBERS.search(said)
    if counts is None:
        assert "không có kỳ báo cáo nào" in said, said
        return
    late = [one for one in scene.book.late([plan_id], scene.house.now).values() if one.opens <= scene.house.now]
    came = counts["on_time"] + counts["late"]
    mine = (counts["asked"] - counts["excused"] - counts["moved"], came, counts["on_time"], counts["late"], len(late))
    assert numbers, said
    assert tuple(map(int, numbers.groups())) == mine, f"by the book {mine}: {said}"
    scene.compared("plan reviews")
    for offer in [one for one in hand.on(heard) if one.action == "plan_review.export"]:
        for made in _made(scene.house, hand, offer):
            if offer.args["kind"] == "xlsx":
                rows = load_workbook(BytesIO(made.content or b"")).worksheets[0].iter_rows(values_only=True)
                overview = {row[0]: row[1] for row in rows if len(row) > 1}
                assert tuple(overview[name] for name in _IN_WORKBOOK) == mine, f"by the book {mine}: {overview}"
            assert offer.args["kind"] in BUTTONS
            scene.compared(f"plan reviews as {offer.args['kind']}")
    hand.wanders(2)


# The leader's page


def reads_page(scene: Scene, draw: Draw) -> None:
    """`/tinhhinh`: of each plan what is late, waits and comes, as the book has it, in the chat and as Word."""
    house = scene.house
    found = _hand(scene, draw, people.overseers(house))
    if found is None:
        return
    one, hand = found
    heard = hand.hears("/tinhhinh")
    said = "\n".join(card.text for card in heard)
    assert "Tình hình " in said, said
    plans = rows_of(house, Plan, one.actor.readable_ids)
    for plan in plans:
        of_plan = next((part for part in said.split("\n\n") if part.startswith(f"{plan.title}\n")), "")
        _agrees(scene, plan.id, of_plan)
    scene.compared("leader's pages")
    for offer in [offer for offer in hand.on(heard) if offer.action == "brief.word"]:
        for made in _made(house, hand, offer):
            pages = "\n".join(paragraph.text for paragraph in opened(made.content or b"").paragraphs)
            for page in pages.split("TÌNH HÌNH THỰC HIỆN KẾ HOẠCH\n")[1:]:
                _agrees(scene, next(plan.id for plan in plans if page.startswith(f"{plan.title}\n")), page)
            scene.compared("leader's pages as Word")


def _agrees(scene: Scene, plan_id: int, said: str) -> None:
    book, now = scene.book, scene.house.now
    units, reports = len(book.overdue_units([plan_id], now)), len(book.late([plan_id], now))
    late = re.search(r"^Quá hạn: (\d+) đơn vị, (\d+) báo cáo$", said, re.M)
    assert (late and tuple(map(int, late.groups()))) == ((units, reports) if units else None), (
        f"{units} units are late with {reports} reports: {said}"
    )
    waits = re.search(r"(\d+) báo cáo chờ duyệt", said)
    assert int(waits[1] if waits else 0) == book.waiting(plan_id), f"{book.waiting(plan_id)} wait: {said}"
    coming = [int(number) for number in re.findall(r": hạn .*, còn (\d+) đơn vị phải nộp$", said, re.M)]
    if len(coming) < _MOST_COMING:
        mine = book.coming(plan_id, now, now + 7 * DAY)
        assert sum(coming) == mine, f"{mine} fall due: {said}"


# Letters that urge


def writes_letters(scene: Scene, draw: Draw) -> None:
    """*Soạn công văn* under `/quahan`: one letter a plan, which names the units that are late, and no others, with how
    often each was urged."""
    house = scene.house
    found = _hand(scene, draw, people.coordinators(house))
    if found is None:
        return
    one, hand = found
    ask = [offer for offer in hand.on(hand.hears("/quahan")) if offer.action == "letter.ask"]
    late = scene.book.late(one.actor.plan_ids, house.now)
    assert bool(ask) == bool(late), f"{len(late)} reports are late, and a letter is offered: {bool(ask)}"
    if not ask:
        return
    when = [offer for offer in hand.on(hand.hears(ask[0])) if offer.action == "letter.write"]
    assert when, "no moment until which a letter can ask"
    made = _made(house, hand, draw.one(when))
    plans = {owed.plan_id for owed in late.values()}
    assert sorted(plan for file in made for plan in file.plan_ids) == sorted(plans), "not one letter a plan"
    for file in made:
        of_plan = {id: owed for id, owed in late.items() if [owed.plan_id] == file.plan_ids}
        codes = _codes(house, [owed.unit_id for owed in of_plan.values()])
        letter = opened(file.content or b"")
        rows = sorted(f"{UNIT_MARK.findall(cells[1])} {cells[4]}" for cells in _late_rows(letter))
        often = {id: _times_urged(house, id) for id in of_plan}
        mine = sorted(
            f"{_codes(house, [owed.unit_id])} {f'{often[id]} lần' if often[id] else ''}" for id, owed in of_plan.items()
        )
        assert rows == mine, f"{mine} are late, the letter has {rows}"
        to = {code for line in letter.paragraphs if line.text.startswith(("- ", "Kính gửi")) for code in
              UNIT_MARK.findall(line.text)}  # fmt: skip
        assert to <= {*codes, *_addressed(house, file.plan_ids)}, f"{codes} are late, the letter goes to {to}"
        scene.compared("letters that urge")


def _late_rows(letter: Document) -> list[list[str]]:
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in letter.tables]
    return next(rows[1:] for rows in tables if rows and rows[0][0] == "STT")


def _addressed(house: House, plan_ids: Collection[int]) -> set[str]:
    """Those to which what is written on these plans goes in any case."""
    return set(UNIT_MARK.findall(str([plan.recipients for plan in rows_of(house, Plan, plan_ids)])))


# A report's own copy


def copies_report(scene: Scene, draw: Draw) -> None:
    """*Bản in*: whoever may read a report has it, with nothing of any other unit, as Word and on a page."""
    reads = draw.maybe(0.5)
    able = people.coordinators(scene.house) if reads else people.reporters(scene.house)
    found = _hand(scene, draw, able)
    if found is None:
        return
    one, hand = found
    listed = hand.hears("/duyet" if reads else "/lichsu")
    some = [offer for offer in hand.on(listed) if offer.action == ("review" if reads else "history.read")]
    if not some:
        return
    copy = [offer for offer in hand.on(hand.hears(draw.one(some))) if offer.action == "report.copy"]
    if not copy:  # somebody asks to open it again, or it is one's own
        return
    [report] = rows_of(scene.house, Report, [copy[0].args["report_id"]])
    owed = scene.book.owed[report.obligation_id]
    plans, units = one.actor.plan_ids, {held.unit_id for held in one.actor.held}
    assert owed.plan_id in plans or owed.unit_id in units, f"{one} is given a copy of {report.number}"
    before = scene.house.now
    for made in _made(scene.house, hand, copy[0]):
        _is_of(scene, report, text_of(made.content or b""))
        scene.compared("copies as Word")
    link = scene.house.context.copies.link(report.id, one.person_id, before)
    _is_of(scene, report, scene.page.reads(one.chat, urlsplit(link).path))
    scene.compared("copies on a page")


def _is_of(scene: Scene, report: Report, said: str) -> None:
    """It names the report's unit, who added to it, those to which it goes, and nobody else."""
    house, owed = scene.house, scene.book.owed[report.obligation_id]
    [own] = _codes(house, [owed.unit_id])
    with house.database.transaction() as session:
        to = session.scalars(select(PlanCoordinator.unit_id).where(PlanCoordinator.plan_id == owed.plan_id)).all()
        name = session.get_one(Organisation, report.organisation_id).name
    named = set(UNIT_MARK.findall(said))
    assert own in named, f"{report.number} does not name {own}: {said[:1500]}"
    with house.database.transaction() as session:
        entries = session.scalars(select(ReportEntry).where(ReportEntry.report_id == report.id)).all()
    to_and_by = {*_codes(house, to), *_codes(house, {entry.unit_id for entry in entries})}
    others = named - {own, *to_and_by, *_addressed(house, [owed.plan_id]), *UNIT_MARK.findall(name)}
    assert not others, f"{report.number} of {own} names {others}: {said[:1500]}"
    answers = [entry.answers for entry in entries]
    lost = set(OWN_MARK.findall(str(answers))) - set(OWN_MARK.findall(said))
    assert report.number in said, f"{report.number}: {said[:1500]}"
    assert not lost, f"{report.number} is not whole, what {lost} wrote is missing: {said[:1500]}"


# What a unit was urged by


def looks_up_urging(scene: Scene, draw: Draw) -> None:
    """*Đã nhắc gì* under `/donvi`: as often as the ledger has it."""
    house = scene.house
    found = _hand(scene, draw, people.coordinators(house))
    if found is None:
        return
    one, hand = found
    owing = {owed.unit_id for owed in scene.book.owed.values() if owed.plan_id in one.actor.plan_ids
             and owed.state in EXPECTED}  # fmt: skip
    if not owing:
        return
    code = draw.one(_codes(house, owing))
    ask = [offer for offer in hand.on(hand.hears(f"/donvi {code}")) if offer.action == "urged.show"]
    for offer in ask and [draw.one(ask)]:
        id = offer.args["obligation_id"]
        heard = hand.hears(offer)
        title = next(card.text for card in heard if ": đã nhắc đơn vị" in card.text).split("\n")[0]
        assert UNIT_MARK.findall(title)[-1:] == [code] or code in title, f"asked of {code}: {title}"
        often = re.search(r": đã nhắc đơn vị (\d+) lần", title)
        assert often, title
        mine = _times_urged(house, id)
        assert int(often[1]) == mine, f"report {id} was urged {mine} times: {[card.text for card in heard]}"
        scene.compared("what was urged")
        for _ in _made(house, hand, next(iter(_offers(hand, heard, "urged.excel")), None)):
            scene.compared("what was urged as Excel")


def _times_urged(house: House, obligation_id: int) -> int:
    with house.database.transaction() as session:
        reminded: int = session.execute(_REMINDED, {"id": obligation_id}).scalar_one()
        return reminded + _nudges_that_arrived(session, obligation_id)


_REMINDED = text(
    "SELECT count(DISTINCT e.step) FROM reminder_entry e JOIN obligation o ON o.id = e.obligation_id "
    "LEFT JOIN outbox m ON m.id = e.outbox_id WHERE o.id = :id AND e.outcome = 'queued' "
    "AND (m.state IS NULL OR m.state IN ('waiting', 'sent')) "
    "AND e.person_id IN (SELECT person_id FROM position WHERE unit_id = o.unit_id)"
)
"""How many steps of the reminders for a report went to people of its unit, however many."""


def _nudges_that_arrived(session: Session, id: int) -> int:
    """As often as one of its messages is not given up, or was sent once more elsewhere and is not given up there."""
    lost = {one.id for one in session.scalars(select(Outbox).where(Outbox.state.in_(("given_up", "dropped"))))}
    for one in session.scalars(select(Outbox).where(Outbox.dedupe_key.like("instead:%"))):
        if one.id not in lost:
            lost.discard(int(str(one.dedupe_key).split(":")[1]))
    of_report = AuditEvent.subject == f"obligation:{id}", AuditEvent.action == "unit.nudged"
    sent = [
        [message for *_, message in one.detail["to"]] for one in session.scalars(select(AuditEvent).where(*of_report))
    ]
    return sum(not lost.issuperset(messages) for messages in sent)


def _offers(hand: Hand, heard: Collection[Heard], action: str) -> list[Offer]:
    return [offer for offer in hand.on([*heard]) if offer.action == action]


# Files


def _made(house: House, hand: Hand, offer: Offer | None) -> list[Export]:
    """The files that come of pressing it."""
    if offer is None:
        return []
    with house.database.transaction() as session:
        last = session.scalar(select(func.max(Export.id))) or 0
    hand.takes(offer)
    house.make_files()
    with house.database.transaction() as session:
        found = made_since(session, last)
    assert found, f"{offer.action} brings no file"
    assert all(one.content for one in found), [one.reason for one in found]
    return found


def _codes(house: House, unit_ids: Collection[int]) -> list[str]:
    """As often as each of them stands there."""
    codes = {unit.id: unit.code for unit in rows_of(house, Unit, unit_ids)}
    return sorted(codes[id] for id in unit_ids)
