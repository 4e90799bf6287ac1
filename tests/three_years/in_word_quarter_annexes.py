"""The annexes of a quarter's report in Word, row by row, held against the book."""

from typing import Any

from tests.office import ZONE
from tests.three_years.book import percent, share, tasks_of, told
from tests.three_years.counting import TASKS, called_in
from tests.three_years.in_excel import KINDS, same
from tests.three_years.in_word_annexes import by_head
from tests.three_years.of_quarter import (
    before,
    carried,
    document_of,
    duties,
    over_both,
    points,
    remarks,
    said,
    standing_said,
    unit_then,
)
from tests.three_years.papers import Paper
from tests.three_years.reading import WordFile, numbered
from tests.three_years.setting import LATER_FORM, QUARTERLY

OVER = {"sum": "Cộng {} đơn vị", "mean": "Bình quân {} đơn vị", "last": "Mới nhất trong {} đơn vị",
        "max": "Cao nhất trong {} đơn vị"}  # fmt: skip


def moment(at: Any) -> str:
    return f"{at.astimezone(ZONE):%H:%M %d/%m/%Y}"


def _annex_units(paper: Paper, word: WordFile) -> None:
    expected = []
    for one in duties(paper):
        standing = standing_said(one).removeprefix("đúng hạn, ")
        sent = [moment(one.reports[0].at), f"Đầu mối {one.unit}", one.number] if one.is_in else [""] * 3
        expected.append([called_in(one), standing, moment(one.due), *sent])
    same("units", numbered(word.rows("CÁC ĐƠN VỊ VÀ TÌNH HÌNH BÁO CÁO")), expected)


def _annex_indicators(paper: Paper, word: WordFile) -> None:
    then, expected = points(paper, (QUARTERLY, before(paper)[0].period)), []
    order = list(dict.fromkeys(one.task for one in LATER_FORM))
    for asked, one in sorted(points(paper).items(), key=lambda each: order.index(each[0].task)):
        earlier = then.get(asked)
        expected.append([f"{asked.name} ({TASKS[asked.task]})"])
        units = [duty for duty in duties(paper) if duty.unit in one.lines]
        for at, duty in enumerate(units, 1):
            value, was = one.lines[duty.unit], earlier.lines.get(duty.unit) if earlier else None
            reached = percent(share(value, asked.target)) if asked.target else ""
            expected.append([str(at), called_in(duty), asked.unit, told(asked.target), told(value), reached, told(was)])
        was = None
        if earlier and one.lines.keys() & earlier.lines.keys():
            was = over_both(one, earlier)[1]
        expected.append(["", OVER[asked.over].format(len(units)), asked.unit, told(one.target), told(one.value),
                         percent(one.share), told(was)])  # fmt: skip
    same("indicators", word.rows("CHỈ TIÊU THEO ĐƠN VỊ"), expected)


def _annex_documents(paper: Paper, word: WordFile) -> None:
    expected = [
        [called_in(one), document.told, TASKS["T.1"], one.number]
        for one in duties(paper) if (document := document_of(one))
    ]  # fmt: skip
    same("documents", numbered(word.rows("VĂN BẢN ĐÃ BAN HÀNH")), expected)


def _annex_obstacles(paper: Paper, word: WordFile) -> None:
    expected = [
        [called_in(one), TASKS[task], kind, text, answer or "chưa trả lời", one.number]
        for kind, task, text, one, answer in remarks(paper)
    ]
    expected += [
        [unit_then(one), TASKS[one.task], KINDS[one.kind], one.text, "chưa trả lời", one.number or ""]
        for one in carried(paper)
    ]
    found = numbered(word.rows("VƯỚNG MẮC, KIẾN NGHỊ VÀ KẾT QUẢ GIẢI QUYẾT"))
    same("obstacles", sorted(found), sorted(expected))


ALONE = ("(nêu ở các phụ lục khác)", "(chỉ nêu tình trạng)")


def _annex_results(paper: Paper, word: WordFile) -> None:
    """A row for each unit that said something in words; the others are named in one row for each standing, one alone in
    a row of its own."""
    expected: list[tuple[str, set[Any]]] = []
    for at, task in enumerate(tasks_of(QUARTERLY), 1):
        rows = {
            (called_in(one), said(one.said[task]), one.said[task].result, one.number)
            for one in duties(paper) if task in one.said and one.said[task].result
        }  # fmt: skip
        expected.append((f"{at}. {TASKS[task]} ({task})", rows))
    found = by_head(word.rows("KẾT QUẢ CỦA CÁC ĐƠN VỊ THEO NHIỆM VỤ"))
    same("tasks", [head for head, _ in found], [head for head, _ in expected])
    for (head, rows), (_, wanted), task in zip(found, expected, tasks_of(QUARTERLY), strict=True):
        alone = {row for row in rows if row[3] and row[2] in ALONE}
        own = {row for row in rows if row[3] and "theo biểu mẫu cũ" not in row[2]} - alone
        same(head, {row for row in own if row[2]}, {row for row in wanted if (row in own)})
        old = {row[3] for row in rows if "theo biểu mẫu cũ" in row[2]}
        silent = {name for row in rows if not row[3] for name in row[2].split("; ")}
        silent |= {f"{row[0]} ({row[3]})" for row in alone}
        in_words = {row[3] for row in wanted}
        same(f"{head}, in words", {row[3] for row in own} | (old & in_words), in_words)
        others = {
            f"{called_in(one)} ({one.number})" for one in duties(paper)
            if task in one.said and one.number not in in_words | old
        }  # fmt: skip
        same(f"{head}, only a standing", silent, others)
        for row in rows:
            if not row[3]:
                same(head, int(row[0].split()[0]), len(row[2].split("; ")))


ANNEXES = (_annex_units, _annex_indicators, _annex_documents, _annex_obstacles, _annex_results)
