"""Every language has every word, filled in the same way, and none is asked for that is not there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from domain.messaging.channels import WITHOUT_BUTTONS
from domain.messaging.messages import Span, plain
from handlers.words import LANGUAGES, Words
from tests.catalogues.mistakes import fields, mistakes
from tests.each import each

ROOT = Path(__file__).parents[2]
HANDLERS = ROOT / "handlers"


@each("language", LANGUAGES)
def test_every_language_has_the_same_words(language: str) -> None:
    found = mistakes(LANGUAGES["vi"], LANGUAGES[language])
    assert not found, "\n".join(found)


def _asked(*rooms: str) -> Iterator[tuple[str, ast.Call]]:
    """The names given as plain strings to `words(…)`, `say(…)`, `stop(…)` and their like, and what is asked."""
    for path in (path for room in rooms for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args and _asks_for_words(node.func):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, node


def _asks_for_words(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"words", "word", "say", "sentence", "stop", "plain"}


def test_no_word_is_asked_for_that_is_not_there() -> None:
    asked = {name for name, _ in _asked("handlers")}
    assert len(asked) > 50
    assert asked <= set(LANGUAGES["vi"])


def test_a_sentence_is_given_what_it_fills_in() -> None:
    vietnamese = LANGUAGES["vi"]
    tried, amiss = 0, []
    for name, call in _asked("bot", "handlers", "scheduler", "storage", "web"):
        given = {keyword.arg for keyword in call.keywords}
        if name in vietnamese and len(call.args) == 1 and None not in given:  # None: `**more`
            tried += 1
            if given != fields(vietnamese[name]):
                amiss.append(f"{name}: given {sorted(map(str, given))}, fills in {sorted(fields(vietnamese[name]))}")
    assert tried > 500
    assert not amiss, "\n".join(amiss)


@each("language", LANGUAGES)
def test_no_number_is_said_twice(language: str) -> None:
    """`{n:report|reports}` says the number itself."""
    for name, said in LANGUAGES[language].items():
        counted = re.findall(r"\{(\w+):[^{}]*\|", said)
        assert len(counted) == len(set(counted)), name
        assert not [one for one in counted if f"{{{one}}}" in said], name


def test_marks_and_braces_in_names_stay_what_they_are() -> None:
    said = Words()("duty.shared", title="**<b>{0}**", lead="_x_ & {y}", due="mai")
    assert plain(said) == "Phối hợp: **<b>{0}** do _x_ & {y} chủ trì, hạn mai"
    assert said[1] == Span("**<b>{0}**", bold=True)


def test_the_form_of_address_is_the_organisations() -> None:
    assert Words("vi", "dong_chi").plain("duties.which") == "Đồng chí chọn báo cáo:"
    assert Words("vi", "anh_chi").plain("duties.which") == "Anh/chị chọn báo cáo:"


ONE_OF = [
    "unit",
    "person",
    "task",
    "report",
    "request",
    "change",
    "line",
    "time",
    "day",
    "document",
    "remark",
    "obstacle",
    "invitation",
    "file",
    "message",
    "hour",
    "minute",
    "week",
    "second",
    "item",
    "thing",
    "code",
    "error",
]
SEVERAL = {one: {"person": "people"}.get(one, f"{one}s") for one in ONE_OF}


def test_one_unit_is_not_several_in_english() -> None:
    """Every text that counts something, filled with one and with two of everything."""
    several = re.compile(rf"\b1 (?:\w+ )?(?:{'|'.join(SEVERAL.values())})\b(?!\))")
    one = re.compile(rf"\b2 (?:{'|'.join(ONE_OF)})\b")
    english, counted = Words("en"), 0
    for name, template in LANGUAGES["en"].items():
        names = fields(template) - {"limit"}
        if "{{" in template:  # a template of Word's own
            continue
        assert not several.search(english.plain(name, limit=9, **dict.fromkeys(names, 1))), name
        assert not one.search(english.plain(name, limit=9, **dict.fromkeys(names, 2))), name
        counted += "|" in template
    assert counted > 50
    assert english.plain("overdue.title", n=1) == "Overdue: 1 unit"
    assert english.plain("overdue.title", n="1") == "Overdue: 1 unit"
    assert english.plain("overdue.title", n=2) == "Overdue: 2 units"
    assert english.plain("overdue.title", n=0) == "Overdue: 0 units"


PRESSED = re.compile(r"\b(bấm|nhấn|chạm|nút|press\w*|tap\w*|click\w*|buttons?)\b", re.IGNORECASE)
WITH_BUTTONS = ("form.", "group.", "setup.alike.units")
"""A page has buttons, the bot is in groups only where there are some, and admins are told how names stand on them."""


@each("language", sorted(LANGUAGES))
def test_nobody_is_told_to_press_where_nothing_can_be_pressed(language: str) -> None:
    told = {name: said for name, said in LANGUAGES[language].items() if not name.startswith(WITH_BUTTONS)}
    assert {name: said for name, said in told.items() if PRESSED.search(said)} == {}


def test_no_handler_knows_a_channel_without_buttons_by_its_name() -> None:
    """What is other there is said of the channel in `domain.messaging.messages`."""
    known = [
        path.name
        for path in HANDLERS.rglob("*.py")
        if path.parent.name != "words"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and node.value in WITHOUT_BUTTONS
    ]
    assert known == []
