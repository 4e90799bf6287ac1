"""Texts that are no setup file at all, and the liberties that people take with YAML."""

import unicodedata

import pytest
import yaml

from storage.setup import SetupProblems, read_setup
from storage.setup.text import yaml_source
from tests.storage.setup.in_vietnamese import all_read
from tests.storage.setup.setup_files import SMALL, changed

HEAD = "version: 1\norganisation: {code: A, name: B}\n"


@pytest.fixture(params=["libyaml", "python"])
def _both_loaders(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML comes with and without its C loader."""
    monkeypatch.setattr(yaml_source, "_LOADER", yaml.CSafeLoader if request.param == "libyaml" else yaml.SafeLoader)


def problems(text: str | bytes) -> list[str]:
    with pytest.raises(SetupProblems) as caught:
        read_setup(text)
    return all_read(caught.value.problems)


@pytest.mark.usefixtures("_both_loaders")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["tệp trống"]),
        (" \n\n", ["tệp trống"]),
        ("# chỉ có ghi chú\n", ["đang để trống; cần các khóa version"]),
        ("xin chào", ["dòng 1: “xin chào” không dùng được; cần các khóa version"]),
        ("- 1\n- 2\n", ["dòng 1: đang là nhiều giá trị; cần các khóa version"]),
        ("a: 1\nb: c: d\n", ["dòng 2: không đúng cú pháp YAML gần cột 5: có dấu hai chấm trong câu"]),
        ("a: @b\n", ["dòng 1: không đúng cú pháp YAML gần cột 4: có ký tự không được đứng đầu"]),
        ("a: 'b\n", ["không đúng cú pháp YAML gần cột 1: dấu nháy mở ra mà không đóng lại"]),
        ("a: [1\nb: 2\n", ["dòng 2: không đúng cú pháp YAML"]),
        ("a:\n    b: 1\n  c: 1\n", ["dòng 3: không đúng cú pháp YAML"]),
        ("a:\n\tb: 1\n\tc: 2\n", ["dòng 2: thụt dòng bằng phím Tab", "dòng 3: thụt dòng bằng phím Tab"]),
        (f"{HEAD}---\n{HEAD}", ["dòng 3: tệp có nhiều tài liệu YAML"]),
        (f"{HEAD}version: 1\n", ["dòng 3: version: khóa “version” đã có ở dòng 1"]),
        (f"{HEAD}? [a]\n: b\n", ["dòng 3: khóa phải là một từ"]),
        (f"{HEAD}units: !!python/name:os.system\n", ["dòng 3: units: không dùng thẻ tag:yaml.org,2002:python/name:os"]),
        (f"{HEAD}units: !don_vi []\n", ["dòng 3: units: không dùng thẻ"]),
        (f"{HEAD}units: &a []\nplans: *a\n", ["dòng 4: plans: không dùng bí danh *a"]),
        (f"{HEAD}units: \x00\n", ["dòng 3: có ký tự điều khiển U+0000"]),
        (f"{HEAD}# \x07\n# \ud83d\n", ["dòng 3: có ký tự điều khiển U+0007", "dòng 4: có ký tự điều khiển U+D83D"]),
        ("[" * 100_000, ["dòng 1: các mục lồng nhau quá 20 cấp"]),
        ("{a: " * 100_000, ["dòng 1: các mục lồng nhau quá 20 cấp"]),
        ("- " * 100_000, ["dòng 1: các mục lồng nhau quá 20 cấp"]),
        ("a: " + "x" * 2_000_001, ["tệp lớn quá 2 MB"]),
    ],
)
def test_what_is_no_setup_file_is_refused_in_plain_words(text: str, expected: list[str]) -> None:
    found = problems(text)
    assert len(found) == len(expected)
    assert all(part in line for part, line in zip(expected, found, strict=True)), found


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (HEAD.encode("utf-16-le"), "dòng 1: có ký tự điều khiển U+0000"),  # without a mark
        (HEAD.encode() + "# Sở\n".encode()[:-2] + b"\n", "dòng 3: tệp không phải mã UTF-8"),
        (HEAD.encode() + "units: # é\n".encode("cp1258"), "dòng 3: tệp không phải mã UTF-8"),
        (b"\xff\xfea", "dòng 1: tệp không phải mã UTF-8"),
    ],
)
def test_a_wrong_encoding_is_told(raw: bytes, expected: str) -> None:
    assert expected in problems(raw)[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_tell_themselves_are_read(encoding: str) -> None:
    assert read_setup(SMALL.encode(encoding)).file == read_setup(SMALL).file


def test_a_byte_order_mark_and_windows_lines_change_nothing() -> None:
    assert read_setup("\ufeff" + SMALL.replace("\n", "\r\n")).file == read_setup(SMALL).file


def test_text_is_kept_in_nfc_with_plain_spaces() -> None:
    written = changed(("name: Phòng Y tế", unicodedata.normalize("NFD", "name:  Phòng\u00a0 Y\u200b tế ")))
    units = read_setup(written).file.units
    assert units
    assert units[2].name == "Phòng Y tế"


def test_a_comma_in_a_text_in_braces_needs_no_quotes() -> None:
    written = changed(
        ("name: Các ban}", "name: Các ban, ngành}"),
        ("title: Việc một}", "title: Rau, hoa, cà phê}"),
        ("name: Cơ sở đảng}", "name: Cơ sở,\n     đảng , và 2 khối}"),
    )
    file = read_setup(written).file
    assert [entry.name for entry in file.unit_classes or []] == ["Các ban, ngành", "Cơ sở, đảng, và 2 khối"]
    assert file.plans
    assert file.plans[0].tasks
    assert file.plans[0].tasks[0].title == "Rau, hoa, cà phê"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("name: Các ban, ngành: }", "unit_classes[0].ngành: khóa lạ"),  # a colon: meant as a key
        ('name: "Các ban", ngành}', "unit_classes[0].ngành: khóa lạ"),  # quotes: the text ended there
        ("name: Các ban, classes}", "unit_classes[0].classes: đặt sai chỗ"),  # a key of setup files
    ],
)
def test_what_may_be_a_key_is_not_taken_for_text(written: str, expected: str) -> None:
    (found,) = problems(changed(("name: Các ban}", written)))
    assert expected in found


def test_times_and_yes_and_no_need_no_quotes() -> None:
    written = changed(
        ('{from: "20:00", to: "07:30"}', "{from: 20:00, to: 24:00}"),
        ("working_days_only: true", "working_days_only: Yes"),
        ("day: 17}", "day: 05, time: 17:30}"),
    )
    file = read_setup(written).file
    assert file.reminder_policies
    assert file.reminder_policies[0].quiet_hours
    assert file.reminder_policies[0].quiet_hours.last == "24:00"
    assert file.reminder_policies[0].working_days_only is True
    assert file.requirements
    assert file.requirements[0].due
    assert (file.requirements[0].due.day, file.requirements[0].due.time) == (5, "17:30")


def test_an_empty_key_says_nothing() -> None:
    file = read_setup(f"{HEAD}units:\nplans:\n").file
    assert not file.gives("units")
    assert read_setup(f"{HEAD}units: []\n").file.gives("units")


LONG = "a 1. " * 200_000


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}units: [{{code: A, name: {'x, ' * 300_000}}}]\n",  # a text that goes on behind each comma
        f"version: 1\norganisation: {{code: A, name: {LONG}}}\n",
        f"version: 1\norganisation:\n  code: A\n  name: '{LONG}'\n",
        f"version: 1\norganisation:\n  code: A\n  name: |\n    {LONG}\n",
        f"version: 1\norganisation: {{code: A, name: B, digest_at: '{LONG}'}}\n",
        f"version: 1\norganisation: {{code: A, name: B, timezone: {LONG}}}\n",
        f"{HEAD}requirements: [{{code: A, due: {{day: {'7' * 1_000_000}}}}}]\n",
    ],
)
def test_what_is_too_long_is_told_and_no_rule_looks_at_it(text: str) -> None:
    assert [line for line in problems(text) if "ký tự; nhiều nhất 10.000 cho một mục" in line]


def test_a_key_that_is_too_long() -> None:
    assert problems(f'{HEAD}"{"k" * 900}": 1\n') != []
    assert [line for line in problems(f"{HEAD}? {'k' * 100_000}\n: 1\n") if "nhiều nhất 10.000" in line]
