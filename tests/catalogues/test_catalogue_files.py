"""Catalogues as they are kept: in the normal form, without a key twice, and nothing left to a later day."""

import tomllib
from collections import Counter
from pathlib import Path

from tests.catalogues import ROOT, files, keys, language, normal, read
from tests.catalogues.mistakes import mistakes
from tests.each import each

FILES = [file.relative_to(ROOT).as_posix() for file in files()]


def test_each_capability_stands_in_each_language() -> None:
    per_language: dict[str, set[Path]] = {}
    for file in files():
        spoken = language(file)
        name = Path(*(part for part in file.relative_to(ROOT).parts if part != spoken))
        per_language.setdefault(spoken, set()).add(name)
    assert len(per_language) > 1
    assert all(names == per_language["vi"] for names in per_language.values())


def test_every_catalogue_is_packed() -> None:
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]
    matched = {file for room in ("handlers", "web") for pattern in packed[room] for file in (ROOT / room).glob(pattern)}
    assert set(files()) <= matched
    assert all("words/*.mo" in packed[room] for room in ("handlers", "web"))


@each("name", FILES)
def test_a_catalogue_is_in_the_normal_form(name: str) -> None:
    file = ROOT / name
    assert file.read_text("utf-8") == normal(file), "make words writes it so"


@each("name", FILES)
def test_nothing_waits_for_a_translator(name: str) -> None:
    """What is empty or marked fuzzy would be left out of what is compiled."""
    waiting = [message.id for message in read(ROOT / name) if message.id and (message.fuzzy or not message.string)]
    assert waiting == []


def test_no_key_stands_twice() -> None:
    """Of two sentences one would win without a word."""
    for room in ("handlers/", "web/"):
        for spoken in ("vi", "en"):
            of_both = [
                file for file in files() if language(file) == spoken and str(file.relative_to(ROOT)).startswith(room)
            ]
            written = Counter(key for file in of_both for key in keys(file))
            assert len(written) > 100
            assert [key for key, times in written.items() if times > 1] == []


@each(
    ("said", "mistake"),
    [
        ({}, "late: not translated"),
        ({"late": "late {delay}", "later": ""}, "later: not in Vietnamese"),
        ({"late": "late"}, "late: {delay} is missing"),
        ({"late": "late {delay} {days}"}, "late: nothing fills {days}"),
        ({"late": "**late {delay}"}, "late: ** is not closed"),
        ({"late": "late {delay"}, "late: expected '}' before end of string"),
    ],
)
def test_a_translators_mistake_is_told(said: dict[str, str], mistake: str) -> None:
    assert mistakes({"late": "trễ {delay}"}, said) == [mistake]
