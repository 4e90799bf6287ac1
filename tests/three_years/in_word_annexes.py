"""The annexes of a plan's review in Word, row by row, held against the book."""

from collections.abc import Sequence
from typing import Any

from tests.office import ZONE
from tests.three_years import counting
from tests.three_years.acts import period_name
from tests.three_years.book import STATUSES, percent, share, tasks_of, told
from tests.three_years.counting import NAMES, TASKS, Standing, called, called_in, today
from tests.three_years.in_excel import KINDS, reviewed_obstacles, same, shown, state_of
from tests.three_years.of_quarter import said
from tests.three_years.papers import Paper
from tests.three_years.reading import WordFile, numbered
from tests.three_years.setting import MERGED, MERGER_NAME, NEW_NAME, OLD_NAME, RENAMED

OVER = {
    "sum": "Cộng {} kỳ",
    "mean": "Bình quân {} kỳ",
    "last": "Kỳ mới nhất trong {} kỳ",
    "max": "Cao nhất trong {} kỳ",
}


def _cells(standing: Standing) -> list[str]:
    return [str(standing.reported), *(str(standing.by_status[one]) for one in STATUSES), percent(standing.mean)]


def _annex_tasks(paper: Paper, word: WordFile) -> None:
    expected: list[list[str]] = []
    for task in counting.tasks_asked(paper.periods):
        expected.append([f"{list(TASKS).index(task) + 1}. {TASKS[task]} ({task})"])
        asked = [place for place in paper.periods if task in tasks_of(place[0])]
        expected += [
            [str(at), period_name(place[1]), *_cells(counting.at_end(paper.book, place, task))]
            for at, place in enumerate(asked, 1)
        ]
        words = counting.last_words(paper.book, paper.periods, task)
        expected.append(["", "Đến nay", *_cells(counting.standing(one.word for one in words.values()))])
    same("tasks", word.rows("TÌNH HÌNH THỰC HIỆN NHIỆM VỤ QUA CÁC KỲ"), expected)


def _annex_indicators(paper: Paper, word: WordFile) -> None:
    found: dict[str, list[list[str]]] = {}
    for row in word.rows("CHỈ TIÊU QUA CÁC KỲ"):
        if len(row) == 1:
            rows: list[list[str]] = []
        else:
            rows.append(row)
            found[f"{row[2]} {rows[0][1]}"] = rows
    by_first = {rows[0][2] + str(rows): rows for rows in found.values()}
    expected = []
    for points in counting.series(paper.book, paper.periods):
        asked, (value, target, share) = points[-1].asked, counting.together(points)
        rows = [
            [str(at), period_name(one.period[1]), asked.unit, told(one.target), told(one.value), percent(one.share),
             str(len(one.lines))] for at, one in enumerate(points, 1)
        ]  # fmt: skip
        rows.append(
            ["", OVER[asked.over].format(len(points)), asked.unit, told(target), told(value), percent(share), ""]
        )
        expected.append(rows)
    same("indicators", sorted(by_first.values()), sorted(expected))
    heads = [row[0] for row in word.rows("CHỈ TIÊU QUA CÁC KỲ") if len(row) == 1]
    changed = [one for one in heads if one.endswith(" (biểu mẫu có thay đổi, mỗi cách hỏi tính riêng)")]
    same("changed", len(changed), 2)


def _annex_units(paper: Paper, word: WordFile) -> None:
    expected = {}
    for one in counting.records(paper.book, paper.periods, paper.now):
        name = NAMES[one.unit]
        if one.unit in MERGED:
            name += f" (nay {MERGER_NAME})"
        elif one.unit == RENAMED:
            name += f" (trước là {OLD_NAME})" if shown(one.unit, one.duties) == NEW_NAME else ""
        late = [
            f"{period_name(each.period)} {missing}trễ {counting.days_late(each, paper.now)} ngày"
            for each in one.late
            for missing in ["" if each.is_in else "chưa nộp, "]
        ]
        if moved := one.counts["moved"]:
            late.append(f"{moved} báo cáo chuyển sang đơn vị kế thừa")
        counts = one.counts
        expected[name] = [
            str(counts["expected"]), str(counts["on_time"]), str(counts["late"]),
            str(counts["missing"] + counts["returned"]), str(counts["extended"]),
            percent(share(counts["on_time"], counts["expected"])), "; ".join(late),
        ]  # fmt: skip
    found = {row[0]: row[1:] for row in numbered(word.rows("TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC ĐƠN VỊ"))}
    same("units", sorted(found), sorted(expected))
    for name, row in expected.items():
        same(name, found[name], row)


def _annex_documents(paper: Paper, word: WordFile) -> None:
    expected = [
        [today(called_in(duty), duty.unit), one.told, TASKS["T.1"], period_name(duty.period), duty.number]
        for duty, one in counting.documents(paper.book, paper.periods)
    ]
    same("documents", numbered(word.rows("VĂN BẢN ĐÃ BAN HÀNH")), expected)


def _annex_obstacles(paper: Paper, word: WordFile) -> None:
    expected = []
    for one in reviewed_obstacles(paper):
        day = one.since.astimezone(ZONE).date()
        state = {"còn mở": "chưa trả lời", "đã trả lời": f"đã trả lời: {one.answer}", "đã khép lại": "đã đóng"}
        expected.append([
            today(called(one.unit, day), one.unit), TASKS[one.task], KINDS[one.kind], one.text, f"{day:%d/%m/%Y}",
            str(one.days(paper.now)), state[state_of(one)], one.number or "",
        ])  # fmt: skip
    found = numbered(word.rows("VƯỚNG MẮC, KIẾN NGHỊ VÀ THỜI GIAN GIẢI QUYẾT"))
    same("obstacles", sorted(found), sorted(expected))


def _annex_results(paper: Paper, word: WordFile) -> None:
    expected: list[list[str]] = []
    for task in counting.tasks_asked(paper.periods):
        words = counting.last_words(paper.book, paper.periods, task)
        texts = counting.last_results(paper.book, paper.periods, task)
        expected.append([f"{list(TASKS).index(task) + 1}. {TASKS[task]} ({task})"])
        rows = []
        for unit in {*words, *texts}:
            one = words.get(unit) or texts[unit]
            text = texts[unit].word.result if unit in texts else ""
            if unit in texts and texts[unit].duty.number != one.duty.number:
                text += f" ({period_name(texts[unit].duty.period)}, {texts[unit].duty.number})"
            standing = said(words[unit].word) if unit in words else ""
            rows.append([
                today(called_in(one.duty), unit), standing, period_name(one.duty.period), text, one.duty.number,
            ])  # fmt: skip
        expected += sorted(rows)
    found: list[list[str]] = []
    for row in word.rows("KẾT QUẢ MỚI NHẤT CỦA CÁC ĐƠN VỊ THEO NHIỆM VỤ"):
        found = [*found, row]
    same("results", by_head(found), by_head(expected))


def by_head(rows: Sequence[list[str]]) -> list[Any]:
    """Under each head its rows, whatever their order."""
    found: list[Any] = []
    for row in rows:
        if len(row) == 1:
            found.append((row[0], set()))
        else:
            found[-1][1].add(tuple(row))
    return found


ANNEXES = (_annex_tasks, _annex_indicators, _annex_units, _annex_documents, _annex_obstacles, _annex_results)
