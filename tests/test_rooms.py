"""The house stays one that can be found one's way in: rooms are not crowded, and what is needed is said at the top."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "domain", "handlers", "scheduler", "storage", "web")
MOST_MODULES, MOST_TESTS = 15, 25

IMPORTED_WHERE_NEEDED = {
    "bot/commands": "a command of the shell loads only what it needs, so that `dondoc --help` is quick",
    "bot/accounts/accounts.py": "an account that is not set up does not load its channel",
    "bot/accounts/telegram_accounts.py": "a program that polls does so before anything of the web is loaded",
    "bot/language.py": "the running program receives before every sentence is loaded",
    "bot/running/app.py": "the program receives before what handles and answers is loaded",
    "bot/running/fellows.py": "psycopg is only for installations with PostgreSQL",
    "bot/shell/inviting.py": "the cards' library draws pictures, and is slow to load",
    "bot/starting/templates.py": "Word's library is loaded only where there is a template",
    "handlers/calendar/feed.py": "icalendar is only for feeds",
    "handlers/collating/picture.py": "matplotlib is only for pictures",
    "handlers/file_exports.py": "what reads a setup is loaded by the process that makes files",
    "handlers/file_makers.py": "what writes Word, Excel and pictures is loaded by the process that makes files",
    "handlers/setup/upload.py": "openpyxl is loaded where a file may be a workbook",
    "handlers/words/catalogues.py": "Babel is only for catalogues that are not compiled yet",
    "storage/db/migrate.py": "alembic is only for a database that is not up to date",
    "storage/db/notify.py": "psycopg is only for installations with PostgreSQL",
    "storage/installation/poolers.py": "psycopg is only for installations with PostgreSQL",
    "web/report_page/copy_page.py": "Word's library is loaded only where somebody wants a copy",
    "storage/tables/base.py": "the dialect of PostgreSQL is only for installations with PostgreSQL",
    "storage/setup/workbook/reading_process.py": "limits of memory exist on Unix only",
}
"""By file or folder: why something is imported inside a function there. Nowhere else."""


def modules() -> Iterator[Path]:
    for room in ROOMS:
        yield from (path for path in (ROOT / room).rglob("*.py") if path.name != "__init__.py")


def test_no_room_is_crowded() -> None:
    rooms = Counter(path.parent.relative_to(ROOT).as_posix() for path in modules())
    assert {room: many for room, many in rooms.items() if many > MOST_MODULES} == {}


def test_no_folder_of_tests_is_crowded() -> None:
    folders = Counter(path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py"))
    assert {folder: many for folder, many in folders.items() if many > MOST_TESTS} == {}


def test_imports_inside_functions_have_a_reason() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in modules() if _imports_inside(path)}
    unsaid = {path for path in found if not any(path.startswith(place) for place in IMPORTED_WHERE_NEEDED)}
    assert unsaid == set()
    needless = {place for place in IMPORTED_WHERE_NEEDED if not any(path.startswith(place) for path in found)}
    assert needless == set()


def _imports_inside(path: Path) -> bool:
    functions = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _is_function(node))
    return any(isinstance(node, ast.Import | ast.ImportFrom) for function in functions for node in ast.walk(function))


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
