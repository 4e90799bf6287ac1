"""What the program counts and writes out, compared with the book that is kept beside it."""

import json
import re
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import select

from storage.setup.exporting import present
from storage.setup.workbook.workbook_writing import write_workbook
from storage.tables import Export
from tests.handlers.documents.word_files import opened
from tests.lives import people
from tests.lives.drawing import Draw
from tests.lives.house import House, as_yaml
from tests.lives.scene import Scene
from tests.storage.setup.in_vietnamese import load_in_vietnamese

REFUSED_FILES = frozenset({"rights", "problems", "gone", "organisation"})  # no failures: whoever asked is told why

_NOBODY_ASKED = "Kỳ này không có đơn vị nào phải gửi báo cáo"  # all are excused, or have moved to others


def exports_and_loads_again(scene: Scene, draw: Draw) -> None:
    """What was written out changes nothing when it comes back, as YAML and as a workbook."""
    house = scene.house
    with house.database.transaction() as session:
        tree = present(session, house.office_id, house.now)
    for content in (as_yaml(_plain(tree)), write_workbook(tree)):
        lines = house.database.do(load_in_vietnamese, content, house.now, house.context.calendar)
        assert lines == [], f"exported and loaded again: {lines}"
    scene.compared("exports loaded again")


def _plain(tree: object) -> dict[str, object]:
    plain: dict[str, object] = json.loads(json.dumps(tree, default=str))
    return plain


def lists(scene: Scene, draw: Draw) -> None:
    """Who is late, as the chat says it and as the book has it."""
    able = people.coordinators(scene.house)
    if not able:
        return
    one = draw.one(able)
    scene.house.blocking.discard(one.chat)
    hand = scene.hand(draw, one.chat)
    hand.says("/language vi")
    said = [heard.text for heard in hand.hears("/quahan")]
    late = scene.book.overdue_units(one.actor.plan_ids, scene.house.now)
    answers = [found for text in said if (found := re.match(r"Quá hạn: (\d+) đơn vị|Không có đơn vị quá hạn", text))]
    assert [int(found[1] or 0) for found in answers] == [len(late)], f"{len(late)} units are late: {said}"
    scene.compared("lists")
    if hand.press("list.excel"):
        scene.house.make_files()


def collates(scene: Scene, draw: Draw) -> None:
    """One report over one period, to all files; the numbers are those of the book."""
    house = scene.house
    able = people.coordinators(house)
    if not able:
        return
    one = draw.one(able)
    house.blocking.discard(one.chat)
    hand = scene.hand(draw, one.chat)
    hand.says("/language vi")
    heard = hand.hears("/tonghop")
    choices = [offer for offer in hand.on(heard) if offer.action == "collate" and not offer.args.get("frozen")]
    if choices:
        heard = hand.hears(draw.one(choices))
    shown = [offer for offer in hand.on(heard) if offer.action == "collate.export"]
    if not shown:
        return
    counts = scene.book.counts(shown[0].args["requirement_id"], shown[0].args["period_key"])
    expected, came = counts["asked"] - counts["excused"] - counts["moved"], counts["on_time"] + counts["late"]
    said = "\n".join(one.text for one in heard)
    found = re.search(r"Phải nộp (\d+) · đã nộp (\d+)", said)
    assert found, said
    assert (int(found[1]), int(found[2])) == (expected, came), f"{counts}: {said}"
    scene.compared("summaries")
    for offer in shown:
        hand.takes(offer)
        house.make_files()
        _look_into(scene, one.chat, expected, came)
    hand.says("/tiendo")
    hand.press("progress.picture")
    house.make_files()
    hand.wanders(2)


def _look_into(scene: Scene, chat: str, expected: int, came: int) -> None:
    house = scene.house
    attached = house.last(chat).file
    if attached is None:
        return
    with house.database.transaction() as session:
        export = session.get_one(Export, attached.id)
        name, content = export.name or "", export.content or b""
    if name.endswith(".xlsx"):
        book = load_workbook(BytesIO(content))
        overview = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True) if len(row) > 1}
        assert (overview["Phải nộp"], overview["Đã nộp"]) == (expected, came), overview
        scene.compared("workbooks")
    if name.endswith(".docx"):
        said = "\n".join(paragraph.text for paragraph in opened(content).paragraphs)
        found = re.search(rf"{_NOBODY_ASKED}|Đến thời điểm tổng hợp, (\d+)/(\d+) đơn vị đã gửi báo cáo", said)
        assert found, said[:2000]
        assert (int(found[2] or 0), int(found[1] or 0)) == (expected, came), said[:2000]
        scene.compared("letters")


def failed_files(house: House) -> list[str]:
    with house.database.transaction() as session:
        rows = session.scalars(select(Export).where(Export.state == "failed")).all()
    return [f"{row.what} {row.kind}: {row.reason}" for row in rows if row.reason not in REFUSED_FILES]
