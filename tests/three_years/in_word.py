"""The Word file of a plan's review, sentence by sentence and row by row, held against the book."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.office import ZONE
from tests.three_years import counting, drawn
from tests.three_years.acts import ASSESSMENT, period_name
from tests.three_years.book import STATUSES, Duty, Word, last_day, percent, share, told
from tests.three_years.counting import NAMES, TASKS, Point, Standing, called, called_in, today
from tests.three_years.in_excel import (
    form_changed,
    reviewed_obstacles,
)
from tests.three_years.in_excel_quarter import WAYS
from tests.three_years.in_word_annexes import ANNEXES
from tests.three_years.of_quarter import STATUS_SAID
from tests.three_years.papers import FIRST_HALF, Paper
from tests.three_years.reading import Line, WordFile, statements
from tests.three_years.setting import MERGED, MERGER_NAME, QUARTERLY

NO_NUMBERS = (
    "Căn cứ ", "Thực hiện ", "1. ", "2. ", "3. ", "4. ", "5. ", "6. ", "7. ", "I. ", "II. ", "III. ",
    "IV. ", "V. ", "(Số liệu",
    "Lộ trình từng năm đến 2030: các báo cáo đã nhận chưa nêu kết quả.",
)  # fmt: skip


def review(paper: Paper) -> None:
    """Everything."""
    word = WordFile(paper.word)
    for check in CHECKS:
        check(paper, word)
    word.nothing_is_left(*NO_NUMBERS)


def span(paper: Paper) -> str:
    first, last = FIRST_HALF if paper.name == "so-ket" else ("2026-Q1", "2028-Q4")
    return f"từ {period_name(first)} đến {period_name(last)}"


def _head(paper: Paper, word: WordFile) -> None:
    kind = "Sơ kết" if paper.name == "so-ket" else "Tổng kết"
    word.line(f"{kind} thực hiện “").has(f"“Kế hoạch phát triển khoa học và công nghệ” {span(paper)}")
    counts = counting.counts(paper.book.within(paper.periods))
    left = counts["missing"] + counts["returned"]
    word.line("(Số liệu tạm tính").has(f"còn {left} báo cáo chưa nộp hoặc chờ bổ sung")
    last = max(last_day(key) for _, key in paper.periods)
    line = word.line("Thực hiện Kế hoạch")
    line.has(f"từ ngày 01/01/2026 đến ngày {last:%d/%m/%Y}")
    line.has(f"trong {len(paper.periods)} kỳ")


def _directing(paper: Paper, word: WordFile) -> None:
    duties, records = paper.book.within(paper.periods), counting.records(paper.book, paper.periods, paper.now)
    counts = counting.counts(duties)
    expected, owing = counts["expected"], sum(one.counts["expected"] > 0 for one in records)
    line = word.line("Trong giai đoạn")
    line.has(f"Trong giai đoạn {span(paper)}, {owing} đơn vị phải gửi {expected} báo cáo của {len(paper.periods)} kỳ")
    line.has(f"đã gửi {counts['submitted']} báo cáo ({percent(share(counts['submitted'], expected))})")
    line.has(f"{counts['on_time']} đúng hạn ({percent(share(counts['on_time'], expected))})")
    line.has(f"{counts['late']} trễ hạn ({percent(share(counts['late'], expected))})")
    line.has(f"{counts['nil']} không phát sinh")
    overdue = sum(one.is_overdue(paper.now) for one in duties)
    left = counts["missing"] + counts["returned"]
    line.has(f"Còn {left} báo cáo chưa gửi hoặc chờ bổ sung, trong đó {overdue} báo cáo quá hạn.")
    line.has(f"{counts['extended']} báo cáo được gia hạn.")
    line.has(f"{counts['excused']} báo cáo được miễn.")
    line.has(f"{counts['moved']} báo cáo của đơn vị đã kết thúc chuyển sang đơn vị kế thừa.")
    line.is_read()
    always = {NAMES[one.unit] for one in records if one.is_always_on_time}
    word.line("Luôn gửi báo cáo đúng hạn").names(f"Luôn gửi báo cáo đúng hạn ({len(always)} đơn vị): ", always)
    late = {f"{NAMES[one.unit]} ({len(one.late)} lần)" for one in records if one.late}
    word.line("Có báo cáo trễ hạn").names(f"Có báo cáo trễ hạn ({len(late)} đơn vị): ", late)
    ended = {f"{NAMES[one]} (nay {MERGER_NAME})" for one in MERGED}
    word.line("Sắp xếp đơn vị").names("Sắp xếp đơn vị (2 đơn vị kết thúc): ", ended)
    _issued(paper, word.line("Kế hoạch triển khai: "))


def _issued(paper: Paper, line: Line) -> None:
    issued = counting.documents(paper.book, paper.periods)
    asked, lacking = counting.without(paper.book, paper.periods)
    line.has(f"{asked - len(lacking)}/{asked} đơn vị đã ban hành, {len(issued)} văn bản: ")
    shown = [line.may(f"{one.told} ({today(called_in(duty), duty.unit)})") for duty, one in issued]
    if more := len(issued) - sum(shown):
        line.has(f"và {more} văn bản khác tại phụ lục")
    if lacking:
        line.names(f"Chưa nêu văn bản ({len(lacking)} đơn vị): ", {NAMES[one] for one in lacking})
    line.is_read()


def counted(line: Line, standing: Standing) -> None:
    """How many units stand how: `7 đơn vị hoàn thành`, or shorter."""
    for status in STATUSES:
        if n := standing.by_status[status]:
            assert line.may(f"{n} đơn vị {STATUS_SAID[status]}") or line.may(f"{n} {STATUS_SAID[status]}"), line.whole
    if standing.mean is not None:
        line.has(f"bình quân {percent(standing.mean)}")
        if standing.is_partly_known:
            line.may(f" ở {standing.known} đơn vị có tỷ lệ")


def task_line(word: WordFile, task: str) -> Line:
    line = word.line(f"{TASKS[task]}: ")
    line.has(f"{TASKS[task]}: ")
    return line


def _standings(paper: Paper) -> dict[str, tuple[Standing, int]]:
    """How each of the plan's tasks stands, and how many units have not said so."""
    found = {}
    for task in TASKS:
        words = counting.last_words(paper.book, paper.periods, task)
        standing = counting.standing(one.word for one in words.values())
        found[task] = (standing, counting.silent(paper.book, paper.periods, task))
    return found


def _results(paper: Paper, word: WordFile) -> None:
    for task in counting.tasks_asked(paper.periods):
        line, words = task_line(word, task), counting.last_words(paper.book, paper.periods, task)
        counted(line, counting.standing(one.word for one in words.values()))
        line.may(_course_said(paper, task))
        for series in counting.series(paper.book, paper.periods):
            if series[0].asked.task == task:
                line.may(f"{series[0].asked.name}: {number_said(paper, series)}.")
        last = counting.last_results(paper.book, paper.periods, task)
        results_said(line, [(one.duty, one.word) for one in last.values()])
        line.is_read()


def _course_said(paper: Paper, task: str) -> str:
    one = counting.course(paper.book, paper.periods, task)
    if one is None:
        return ""
    which = "" if one.are_all else f" ở {one.units} đơn vị có cả hai kỳ"
    ends = ((one.first, one.then), (one.last, one.now))
    return f"Bình quân qua các kỳ{which}: {', '.join(f'{period_name(at[1])} {percent(mean)}' for at, mean in ends)}."


def number_said(paper: Paper, points: Sequence[Point]) -> str:
    asked, (value, target, share) = points[-1].asked, counting.together(points)
    text = f"{WAYS[asked.over]} {told(value)} {asked.unit}"
    if target:
        text += f" so với {told(target)} {asked.unit} được giao, đạt {percent(share)}"
    changed = " (biểu mẫu có thay đổi, mỗi cách hỏi tính riêng)" if form_changed(paper, asked.code) else ""
    return f"{text}, qua {len(points)} kỳ{changed}"


def results_said(line: Line, found: Iterable[tuple[Duty, Word]]) -> None:
    """Each result names just the units that wrote it; the others are counted."""
    who: dict[str, set[str]] = {}
    for duty, word in found:
        if word.result:
            who.setdefault(word.result, set()).add(called_in(duty))
    shown = statements(line, drawn.RESULTS, who)
    for n, what in ((len(who) - shown, "kết quả khác"), (len(who), "kết quả của các đơn vị")):
        line.may(f"{n} {what} tại phụ lục.")


def _assessment(paper: Paper, word: WordFile) -> None:
    counts = counting.counts(paper.book.within(paper.periods))
    [line] = [one for one in word.body if "báo cáo đã gửi," in one.whole]
    tasks = _standings(paper)
    line.has(f"{percent(share(counts['submitted'], counts['expected']))} báo cáo đã gửi")
    line.has(f"{percent(share(counts['on_time'], counts['expected']))} đúng hạn")
    finished = sum(counting.is_finished(*one) for one in tasks.values())
    told = f"{finished} nhiệm vụ được" if finished else "chưa có nhiệm vụ nào được"
    line.has(f"Trong {len(TASKS)} nhiệm vụ, {told} tất cả các đơn vị báo cáo hoàn thành")
    line.has(f"{sum(counting.goes_on(*one) for one in tasks.values())} nhiệm vụ còn thực hiện")
    quoted = [period for period, *_ in paper.book.narratives if (QUARTERLY, period) in paper.periods]
    for period in quoted:
        word.line(f"Báo cáo {period_name(period)}: “").has(f"Báo cáo {period_name(period)}: “{ASSESSMENT}” (Tuấn).")
    raised = [one for one in reviewed_obstacles(paper) if one.kind == "obstacle"]
    still = [one for one in raised if one.settled is None]
    units = len({one.unit for one in raised})
    line = word.line(f"{units} đơn vị nêu ")
    line.has(f"{units} đơn vị nêu {len(raised)} vướng mắc, đã giải quyết hoặc trả lời {len(raised) - len(still)}")
    longest = max((one.days(paper.now) for one in still), default=0)
    line.has(f"còn {len(still)} chưa giải quyết, lâu nhất {longest} ngày.")
    _told_of(paper, word, raised, drawn.OBSTACLES)
    _told_of(paper, word, [one for one in reviewed_obstacles(paper) if one.kind == "proposal" and not one.settled],
             drawn.PROPOSALS)  # fmt: skip


def _told_of(paper: Paper, word: WordFile, raised: Sequence[Any], texts: Sequence[str]) -> None:
    """Each statement names just the units with that outcome; the others are counted."""
    groups: dict[tuple[str, bool, str], list[Any]] = {}
    for one in raised:
        groups.setdefault((one.text, one.settled is None, one.answer), []).append(one)
    told_once = 0
    for (text, is_open, answer), found in groups.items():
        days = max(one.days(paper.now) for one in found)
        end = f"; đã trả lời: {answer}." if answer else "; đã khép lại."
        if is_open:
            end = f"; chưa giải quyết, {days} ngày." if len(found) == 1 else f"; chưa giải quyết, lâu nhất {days} ngày."
        names = {today(called(one.unit, one.since.astimezone(ZONE).date()), one.unit) for one in found}
        lines = [one for one in word.body if one.whole.startswith(f"- {text} (") and one.whole.endswith(end)]
        told_once += len(lines)
        for line in lines:
            assert statements(line, [text], {text: names}) == 1
            line.has(end)
            line.is_read()
    for line in word.body:
        if line.whole.startswith("- Và ") and line.may(f"- Và {len(groups) - told_once} nội dung khác tại phụ lục."):
            break


def _next(paper: Paper, word: WordFile) -> None:
    slow = sorted(
        (one.mean is None, one.mean or 0, at, task)
        for at, (task, (one, silent)) in enumerate(_standings(paper).items())
        if counting.goes_on(one, silent)
    )
    names = "; ".join(f"“{TASKS[task]}”" for *_, task in slow[:4])
    word.line("Tiếp tục thực hiện").has(f"Tiếp tục thực hiện {len(slow)} nhiệm vụ chưa hoàn thành ở tất cả các đơn vị, "
                                        f"trước hết: {names}.")  # fmt: skip
    owing = {NAMES[one.unit] for one in counting.records(paper.book, paper.periods, paper.now) if one.overdue}
    word.line("Đôn đốc ").names(f"Đôn đốc {len(owing)} đơn vị chưa hoàn thành báo cáo: ", owing)
    still = sum(one.settled is None for one in reviewed_obstacles(paper))
    word.line("Giải quyết ").has(f"Giải quyết {still} vướng mắc, kiến nghị còn để ngỏ.")


CHECKS = (_head, _directing, _results, _assessment, _next, *ANNEXES)
