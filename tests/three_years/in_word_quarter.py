"""The Word file of a quarter's report, sentence by sentence and row by row, held against the book."""

import re
from typing import Any

from tests.three_years import counting, drawn
from tests.three_years.acts import ASSESSMENT, period_name
from tests.three_years.book import percent, share, tasks_of, told
from tests.three_years.counting import TASKS, Point, called_in
from tests.three_years.in_excel import local
from tests.three_years.in_excel_quarter import WAYS
from tests.three_years.in_word import NO_NUMBERS, counted, results_said, task_line
from tests.three_years.in_word_quarter_annexes import ANNEXES
from tests.three_years.of_quarter import (
    before,
    both,
    carried,
    document_of,
    duties,
    over_both,
    points,
    remarks,
    window,
)
from tests.three_years.papers import Paper
from tests.three_years.reading import Line, WordFile, check_names, statements
from tests.three_years.setting import MERGER_NAME, QUARTERLY


def quarter(paper: Paper) -> None:
    """Everything."""
    word = WordFile(paper.word)
    for check in CHECKS:
        check(paper, word)
    word.nothing_is_left(*NO_NUMBERS)


def left_said(counts: Any) -> str:
    kinds = ((counts["missing"], "đơn vị chưa nộp"), (counts["returned"], "đơn vị đã trả lại, chờ bổ sung"))
    return ", ".join(f"{n} {what}" for n, what in kinds if n)


def _head(paper: Paper, word: WordFile) -> None:
    first, last, period = window(paper)
    word.line("Tổng hợp báo cáo quý ").has(f"Tổng hợp báo cáo {period} thực hiện")
    word.line("(Số liệu tạm tính").has(f"còn {left_said(counting.counts(duties(paper)))})")
    line, due = word.line("Thực hiện Kế hoạch"), local(duties(paper)[0].original)
    line.has(f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y} (hạn báo cáo {due:%H:%M} ")
    line.has(f" {due:%d/%m/%Y})")
    line.is_read()
    word.line("Trên đây là").has(f"báo cáo {period} thực hiện")


def rates_before(paper: Paper) -> str:
    then = counting.counts(before(paper))
    rates = [percent(share(then[name], then["expected"])) for name in ("submitted", "on_time")]
    return f"Kỳ trước ({period_name(before(paper)[0].period)}): đã nộp {rates[0]}, đúng hạn {rates[1]}"


def _directing(paper: Paper, word: WordFile) -> None:
    counts = counting.counts(duties(paper))
    expected, line = counts["expected"], word.line("Đến thời điểm tổng hợp")
    rate = percent(share(counts["submitted"], expected))
    line.has(f"{counts['submitted']}/{expected} đơn vị đã gửi báo cáo ({rate})")
    for name, what in (("on_time", "đúng hạn"), ("late", "trễ hạn"), ("nil", "báo cáo không phát sinh")):
        if counts[name]:
            line.has(f"{counts[name]} đơn vị {what}")
    if counts["originally"] != counts["on_time"]:
        rate = percent(share(counts["originally"], expected))
        line.has(f"Tính theo hạn gốc, chưa gia hạn: đúng hạn {counts['originally']} ({rate}).")
    line.has(f"{rates_before(paper)}.")
    line.is_read()
    heads = {"missing": "Chưa gửi báo cáo", "returned": "Đã trả lại, chờ bổ sung",
             "excused": "Được miễn báo cáo kỳ này", "moved": "Báo cáo chuyển sang đơn vị kế thừa"}  # fmt: skip
    for standing, head in heads.items():
        names = {called_in(one) for one in duties(paper) if one.standing == standing}
        if standing == "moved":
            names = {f"{one} (chuyển sang {MERGER_NAME})" for one in names}
        if names:
            word.line(f"{head} (").names(f"{head} ({len(names)} đơn vị): ", names)


def _issued(paper: Paper, word: WordFile) -> None:
    issued = [(one, document) for one in duties(paper) if (document := document_of(one))]
    expected = counting.counts(duties(paper))["expected"]
    if not issued:
        in_now = counting.counts(duties(paper))["submitted"]
        word.line("Về ban hành").has(f"chưa có đơn vị nào trong {in_now} đơn vị đã báo cáo")
        return
    n = len(issued)
    word.line("Về ban hành").has(f"{n}/{expected} đơn vị nêu {n} văn bản đã ban hành.")
    line = word.line("- Kế hoạch triển khai: ")
    shown = sum(line.may(f"{document.told} ({called_in(one)})") for one, document in issued)
    if n > shown:
        line.has(f"và {n - shown} văn bản khác tại phụ lục")


def compared_said(paper: Paper, task: str) -> str:
    """`(kỳ trước 48,3 % → 55,2 % ở 20 đơn vị có cả hai kỳ)`; where all are in both, only that of then."""
    found = both(paper, task)
    if found is None:
        return ""
    n, now, then = found
    known = [
        sum(task in one.said and one.said[task].progress is not None for one in which)
        for which in (duties(paper), before(paper))
    ]
    if known == [n, n]:
        return f"(kỳ trước {percent(then)})"
    return f"(kỳ trước {percent(then)} → {percent(now)} ở {n} đơn vị có cả hai kỳ)"


def _results(paper: Paper, word: WordFile) -> None:
    assert paper.place is not None
    now, then = points(paper), points(paper, (QUARTERLY, before(paper)[0].period))
    for task in tasks_of(QUARTERLY):
        line = task_line(word, task)
        counted(line, counting.at_end(paper.book, paper.place, task))
        if found := compared_said(paper, task):
            line.may(f" {found}")
        for asked, one in now.items():
            if asked.task == task:
                line.may(f"{asked.name}: {number_said(paper, one, then.get(asked))}.")
        for head, end in (("Đi đầu: ", r"\."), ("Còn chậm: ", r"\.")):
            _extremes(paper, task, line, head, end)
        results_said(line, [(one, one.said[task]) for one in duties(paper) if task in one.said])
        line.is_read()


def number_said(paper: Paper, one: Point, then: Point | None) -> str:
    asked, expected = one.asked, counting.counts(duties(paper))["expected"]
    text = f"{WAYS[asked.over]} {told(one.value)} {asked.unit}"
    if one.target:
        text += f" so với {told(one.target)} {asked.unit} được giao, đạt {percent(one.share)}"
    return f"{text}, ở {len(one.lines)}/{expected} đơn vị{then_said(one, then)}"


def then_said(one: Point, then: Point | None) -> str:
    if then is None:
        return ""
    unit, common = one.asked.unit, one.lines.keys() & then.lines.keys()
    if one.lines.keys() == then.lines.keys() or not common:
        return f" (kỳ trước {told(then.value)} {unit}, {len(then.lines)} đơn vị)"
    values = over_both(one, then)
    return f" (kỳ trước {told(values[1])} {unit} → {told(values[0])} {unit} ở {len(common)} đơn vị có cả hai kỳ)"


def _extremes(paper: Paper, task: str, line: Line, head: str, end: str) -> None:
    """Who leads: all that are done, else the farthest; who lags: those not begun, and 20 below the mean."""
    found = re.search(f"{head}(.*?){end}", line.left)
    if not found:
        return
    far = {called_in(one): one.said[task] for one in duties(paper) if task in one.said}
    done = {name for name, word in far.items() if word.status == "done"}
    known = {name: word.percent for name, word in far.items() if word.percent is not None}
    mean = counting.standing(far.values()).mean or 0
    lead = done or {name for name, value in known.items() if value == max(known.values())}
    lag = {name for name, word in far.items() if word.status == "not_started"}
    lag |= {name for name, value in known.items() if value <= mean - 20}
    check_names(found[1], lead if head == "Đi đầu: " else lag - lead)
    line.left = line.left.replace(found[0], "", 1)


def _standings(paper: Paper) -> dict[str, tuple[counting.Standing, int]]:
    """How each task stands, and how many units have not said so."""
    assert paper.place is not None
    return {
        task: (counting.at_end(paper.book, paper.place, task), counting.silent(paper.book, [paper.place], task))
        for task in tasks_of(QUARTERLY)
    }


def _assessment(paper: Paper, word: WordFile) -> None:
    assert paper.place is not None
    if any(period == paper.place[1] for period, *_ in paper.book.narratives):
        assert word.line(ASSESSMENT)
        return
    counts, line = counting.counts(duties(paper)), word.line("Đến nay ")
    line.has(f"Đến nay {percent(share(counts['submitted'], counts['expected']))} đơn vị đã gửi báo cáo")
    line.has(f"{percent(share(counts['on_time'], counts['expected']))} đúng hạn")
    tasks = _standings(paper)
    finished = sum(counting.is_finished(*one) for one in tasks.values())
    line.has(f"{finished}/{len(tasks)} nhiệm vụ đã được tất cả các đơn vị báo cáo hoàn thành.")


def _remarks(paper: Paper, word: WordFile) -> None:
    """Each statement with just the units that got that answer, or none."""
    for kind, texts in (("Vướng mắc", drawn.OBSTACLES), ("Kiến nghị", drawn.PROPOSALS)):
        groups: dict[tuple[str, str], set[str]] = {}
        for one, _, text, duty, answer in remarks(paper):
            if one == kind:
                groups.setdefault((text, answer or ""), set()).add(called_in(duty))
        shown = 0
        for (text, answer), names in groups.items():
            end = f"; {answer}." if answer else ")."
            lines = [line for line in word.body if line.whole.startswith(f"- {text} (") and line.whole.endswith(end)
                     and (answer or "trả lời: " not in line.whole)]  # fmt: skip
            assert len(lines) <= 1
            for line in lines:
                assert statements(line, [text], {text: names}) == 1
                line.left = ""
                shown += 1
        if more := len(groups) - shown:
            assert any(line.may(f"- Và {more} nội dung khác tại phụ lục.") for line in word.body), (kind, more)
        assert texts


def _next(paper: Paper, word: WordFile) -> None:
    slow = sorted(
        (one.mean is None, one.mean or 0, at, task)
        for at, (task, (one, silent)) in enumerate(_standings(paper).items())
        if counting.goes_on(one, silent)
    )
    names = "; ".join(f"“{TASKS[task]}”" for *_, task in slow[:4])
    word.line("Tiếp tục thực hiện").has(
        f"{len(slow)} nhiệm vụ chưa hoàn thành ở tất cả các đơn vị, trước hết: {names}."
    )
    owing = {called_in(one) for one in duties(paper) if one.standing in ("missing", "returned")}
    if owing:
        word.line("Đôn đốc ").names(f"Đôn đốc {len(owing)} đơn vị chưa hoàn thành báo cáo: ", owing)
    if still := len(carried(paper)):
        word.line("Giải quyết ").has(f"Giải quyết {still} vướng mắc, kiến nghị còn để ngỏ từ trước.")
        word.line("Ngoài ra còn").has(f"Ngoài ra còn {still} vướng mắc, kiến nghị nêu từ trước")


CHECKS = (_head, _directing, _issued, _results, _assessment, _remarks, _next, *ANNEXES)
