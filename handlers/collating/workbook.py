"""The collation as Excel: an overview, by task, by unit, what is in the way, the raw entries, and what came later."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from domain.collation import Line, Owed, Said, Sent, Standing, share
from domain.form import Answers, Status, progress
from handlers.collating import file_sheet, indicator_sheets, listing, places, summary
from handlers.collating.gathering import Gathered
from handlers.files.tables import Book, Column, Row, due_width
from handlers.reporting import answers
from handlers.words import Words, dates
from storage.collation import Progress
from storage.duties import TaskLine

MOST_UNITS_IN_CELL = 200
LOOK_EVERY = 500  # rows


def write(path: Path, words: Words, gathered: Gathered, progress: Progress | None = None) -> None:
    """Writes the file; `progress` counts rows of units and of entries."""
    rows = _Counted(gathered, progress)
    with Book(path, gathered.about.zone, words) as book:
        _overview(book, words, gathered)
        _by_task(book, words, gathered)
        _by_unit(book, words, gathered, rows)
        indicator_sheets.sheets(book, words, gathered)
        _remarks(book, words, gathered)
        _raw(book, words, gathered, rows)
        file_sheet.sheet(book, words, gathered)
        if gathered.freezing is not None:
            _since(book, words, gathered)


class _Counted:
    """Counts what has been written."""

    def __init__(self, gathered: Gathered, progress: Progress | None) -> None:
        owed = gathered.collation.owed
        self._all = len(owed) + sum(len(one.sent.said) for one in owed if one.sent and one.is_in)
        self._done = 0
        self._progress = progress

    def __call__(self, row: Row) -> Row:
        self._done += 1
        if self._progress is not None and (self._done % LOOK_EVERY == 0 or self._done == self._all):
            self._progress(self._done, self._all)
        return row


def _overview(book: Book, words: Words, gathered: Gathered) -> None:
    word, about, counts = words.plain, gathered.about, gathered.collation.counts
    before = gathered.before.counts if gathered.before else None
    columns = [
        Column(word("sheet.figure"), 44),
        Column(word("sheet.value"), 14, "number"),
        Column(word("sheet.share"), 12, "share"),
        Column(_before_heading(words, gathered), 16, "number"),
        Column(word("sheet.share_before"), 14, "share"),
    ]
    sheet = book.sheet(word("sheet.overview"), columns)
    sheet.set_portrait()
    heads = [summary.title(words, gathered), about.plan, about.issuer]
    heads += ["".join(span.text for span in line) for line in summary.standing(words, gathered)]
    due = dates.moment(words, about.due_at, about.zone)
    heads.append(
        word("sheet.window", start=f"{about.window_start:%d/%m/%Y}", end=f"{about.window_end:%d/%m/%Y}", due=due)
    )
    for at, head in enumerate(heads):
        sheet.write_string(at, 0, head, book.title if at == 0 else book.bold if at < 3 else book.plain)
    at = len(heads) + 1
    book.headings(sheet, at, columns)
    figures = (
        "expected",
        "submitted",
        "on_time",
        "late",
        "nil",
        "returned",
        "missing",
        "excused",
        "on_time_originally",
    )

    def row(figure: str) -> Row:
        value, was = getattr(counts, figure), getattr(before, figure) if before else None
        shares = [_share(value, counts.expected), _share(was, before.expected) if before else None]
        if figure in ("expected", "excused"):
            shares = [None, None]
        return word(f"sheet.{figure}"), value, shares[0], was, shares[1]

    at += book.rows(sheet, at + 1, columns, map(row, figures)) + 2
    for standing in (Standing.MISSING, Standing.RETURNED, Standing.EXCUSED):
        found = gathered.collation.of(standing)
        if found:
            sheet.write_string(at, 0, word(f"sheet.{standing}_units", n=len(found)), book.bold)
            for at, owed in enumerate(found, at + 1):  # noqa: B020
                sheet.write_string(at, 0, owed.name, book.plain)
            at += 2
    if about.recipients:
        sheet.write_string(at, 0, word("letter.recipients"), book.bold)
        for at, recipient in enumerate(about.recipients, at + 1):  # noqa: B020
            sheet.write_string(at, 0, f"- {recipient}", book.plain)


def _before_heading(words: Words, gathered: Gathered) -> str:
    if gathered.before_key is None:
        return words.plain("sheet.before")
    return dates.period(words, gathered.about.period_type, gathered.before_key)


def _share(part: int | None, whole: int) -> float | None:
    found = None if part is None else share(part, whole)
    return None if found is None else found / 100


def _by_task(book: Book, words: Words, gathered: Gathered) -> None:
    word = words.plain
    columns = [
        Column(word("sheet.code"), 8),
        Column(word("sheet.group"), 24),
        Column(word("sheet.task"), 40),
        Column(word("sheet.reported"), 11, "number"),
        *(Column(word(f"button.status.{status}"), 12, "number") for status in reversed(Status)),
        Column(word("sheet.mean"), 12, "percent"),
        Column(word("sheet.mean_before"), 12, "percent"),
        Column(word("sheet.difference"), 12, "percent"),
        Column(word("sheet.obstacles"), 11, "number"),
        Column(word("sheet.recommendations"), 11, "number"),
        *(Column(word("sheet.units_of", status=word(f"status.{status}")), 48) for status in reversed(Status)),
    ]

    def rows() -> Iterator[Row]:
        for task in gathered.about.tasks:
            result = gathered.collation.tasks[task.id]
            before = gathered.before.means.get(task.id) if gathered.before else None
            apart = None if result.mean is None or before is None else round(result.mean - before, 2)
            yield (
                task.code,
                gathered.about.groups.get(task.group) or "",
                task.title,
                result.reported,
                *(len(result.by_status[status]) for status in reversed(Status)),
                None if result.mean is None else round(result.mean, 2),
                None if before is None else round(before, 2),
                apart,
                len(result.obstacles),
                len(result.recommendations),
                *(_units(words, result.by_status[status]) for status in reversed(Status)),
            )

    book.table(word("sheet.by_task"), columns, rows(), frozen=3)


def _units(words: Words, lines: list[Line]) -> str:
    """`Phòng Y tế (25 %); …`: the units behind a number."""
    said = []
    for line in lines:
        percent = line.said.answers.get("percent")
        said.append(line.owed.name if percent is None else f"{line.owed.name} ({answers.percent(words, percent)})")
    return listing.joined(words, said, MOST_UNITS_IN_CELL)


def _by_unit(book: Book, words: Words, gathered: Gathered, counted: Callable[[Row], Row]) -> None:
    word, tasks, zone, all_owed = words.plain, gathered.about.tasks, gathered.about.zone, gathered.collation.owed
    columns = [
        Column(word("sheet.unit_code"), 12),
        Column(word("sheet.unit"), 34),
        Column(word("sheet.standing"), 16),
        Column(word("sheet.lateness"), 14),
        Column(word("sheet.number"), 30),
        Column(word("sheet.revision"), 9, "number"),
        Column(word("sheet.submitted_at"), 17, "moment"),
        Column(word("sheet.first_at"), 17, "moment"),
        Column(word("sheet.due"), due_width(words, zone, [owed.due_at for owed in all_owed]), "due"),
        Column(word("sheet.original_due"), due_width(words, zone, [owed.original_due_at for owed in all_owed]), "due"),
        Column(word("sheet.sender"), 22),
        Column(word("sheet.mean"), 11, "percent"),
        *(Column(task.code, 13) for task in tasks),
    ]
    states = {standing: word(f"standing.{standing}") for standing in Standing}
    nothing_new = word("standing.nil")

    def row(owed: Owed) -> Row:
        sent = owed.sent if owed.is_in else None
        own = {said.task_id: said.answers for said in owed.own}
        known = [done for done in map(progress, own.values()) if done is not None]
        state = states[owed.standing]
        return (
            owed.code,
            owed.name,
            f"{state}, {nothing_new}" if sent and sent.nil else state,
            (dates.late_by(words, sent.first_due, sent.first_at, zone) if sent else None),
            sent.number if sent else None,
            sent.revision if sent else None,
            sent.submitted_at if sent else None,
            sent.first_at if sent else None,
            owed.due_at,
            owed.original_due_at,
            _sender(words, sent) if sent else None,
            round(sum(known) / len(known), 2) if known else None,
            *(answers.standing(words, own[task.id]) if task.id in own else None for task in tasks),
        )

    book.table(word("sheet.by_unit"), columns, (counted(row(owed)) for owed in all_owed), frozen=2)


def _sender(words: Words, sent: Sent) -> str:
    if sent.instead_of is None:
        return sent.person
    return words.plain("sender.instead", name=sent.person, other=sent.instead_of)


def _remarks(book: Book, words: Words, gathered: Gathered) -> None:
    word = words.plain
    columns = [
        Column(word("sheet.kind"), 13),
        Column(word("sheet.code"), 8),
        Column(word("sheet.task"), 34),
        Column(word("sheet.text"), 60),
        Column(word("sheet.unit"), 30),
        Column(word("sheet.number"), 30),
        Column(word("sheet.revision"), 9, "number"),
        Column(word("sheet.said_at"), 17, "moment"),
    ]

    def rows() -> Iterator[Row]:
        for kind in ("obstacles", "recommendations"):
            field = kind.removesuffix("s")
            for task, lines in summary.by_task(gathered, kind):
                for line in lines:
                    sent = _sent(line.owed)
                    said = line.said
                    yield (
                        word(f"button.{field}"),
                        task.code,
                        task.title,
                        said.answers[field],
                        said.unit,
                        sent.number,
                        sent.revision,
                        said.said_at,
                    )

    book.table(word("sheet.remarks"), columns, rows(), frozen=2)


def _raw(book: Book, words: Words, gathered: Gathered, counted: Callable[[Row], Row]) -> None:
    """Every entry of every report that counts, with revision, time, and by whom it was said."""
    word = words.plain
    seldom = _seldom(words, gathered)
    asked = indicator_sheets.raw_columns(gathered)
    own = [field for _, field in asked]
    columns = [
        *places.columns(words),
        Column(word("sheet.status"), 15),
        Column(word("sheet.percent"), 10, "percent"),
        *(column for column, _ in seldom),
        Column(word("sheet.result"), 44),
        Column(word("button.obstacle"), 36),
        Column(word("button.recommendation"), 36),
        *(column for column, _ in asked),
        Column(word("sheet.number"), 30),
        Column(word("sheet.revision"), 9, "number"),
        Column(word("sheet.submitted_at"), 17, "moment"),
        Column(word("sheet.said_at"), 17, "moment"),
        Column(word("sheet.said_by"), 22),
    ]
    tasks = {task.id: task for task in gathered.about.tasks}
    statuses = {str(status): word(f"status.{status}") for status in Status}

    def row(owed: Owed, sent: Sent, said: Said) -> Row:
        task: TaskLine | None = tasks.get(said.task_id)
        given = said.answers
        return (
            *places.cells(owed, said, task),
            statuses.get(given.get("status", "")),
            progress(given),
            *(value(given) for _, value in seldom),
            given.get("result"),
            given.get("obstacle"),
            given.get("recommendation"),
            *(indicator_sheets.raw_cells(words, own, given) if own else ()),
            sent.number,
            sent.revision,
            sent.submitted_at,
            said.said_at,
            said.person,
        )

    def rows() -> Iterator[Row]:
        for owed in gathered.collation.owed:
            if owed.sent is not None and owed.is_in:
                for said in owed.sent.said:
                    yield counted(row(owed, owed.sent, said))

    book.table(word("sheet.raw"), columns, rows(), frozen=2)


def _seldom(words: Words, gathered: Gathered) -> list[tuple[Column, Callable[[Answers], date | str | None]]]:
    """The columns of what few people say, where anybody said it: an empty column of 70,000 rows is a second lost."""

    def day(given: Answers) -> date | None:
        return date.fromisoformat(given["done_on"]) if "done_on" in given else None

    def figures(given: Answers) -> str | None:
        return "; ".join(answers.figure(words, one) for one in given.get("figures", ())) or None

    def files(given: Answers) -> str | None:
        return ", ".join(file["name"] for file in given.get("files", ())) or None

    said_at_all: set[str] = set()
    for owed in gathered.collation.owed:
        if owed.sent is not None and owed.is_in:
            said_at_all.update(*(said.answers for said in owed.sent.said))
    columns = {
        "done_on": (Column(words.plain("sheet.done_on"), 12, "date"), day),
        "figures": (Column(words.plain("sheet.figures"), 34), figures),
        "files": (Column(words.plain("sheet.files"), 34), files),
    }
    return [column for code, column in columns.items() if code in said_at_all]


def _since(book: Book, words: Words, gathered: Gathered) -> None:
    """What came after the collation was frozen."""
    assert gathered.freezing is not None
    word = words.plain
    columns = [
        Column(word("sheet.unit_code"), 12),
        Column(word("sheet.unit"), 34),
        Column(word("sheet.was"), 18),
        Column(word("sheet.is"), 18),
        Column(word("sheet.was_revision"), 12, "number"),
        Column(word("sheet.revision"), 12, "number"),
        Column(word("sheet.submitted_at"), 17, "moment"),
    ]
    rows = (
        (
            one.owed.code,
            one.owed.name,
            word(f"standing.{one.was}"),
            word(f"standing.{one.owed.standing}"),
            one.was_revision,
            one.revision,
            one.owed.sent.submitted_at if one.owed.sent and one.owed.is_in else None,
        )
        for one in gathered.freezing.since
    )
    book.table(word("sheet.since"), columns, rows, frozen=2)


def _sent(owed: Owed) -> Sent:
    assert owed.sent is not None
    return owed.sent
