"""Texts that are no YAML at all: what is wrong, in words that help to mend it."""

import codecs
import re
from collections.abc import Iterator

import yaml

from storage.setup.text.problems import Problem, SetupProblems

MAX_BYTES = 2_000_000
_LISTED = 20  # of a kind; more would not help
_TAB_INDENT = re.compile(r"^ *\t")
# What YAML 1.1 allows in a text; halves of surrogate pairs and control characters are not among it.
_UNPRINTABLE = re.compile("[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOMS = (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")
# The two loaders of PyYAML say the same thing in different words.
_WORDS = (
    ("mapping values are not allowed", "có dấu hai chấm trong câu; đặt cả câu trong dấu nháy “…”"),
    ("cannot start any token", "có ký tự không được đứng đầu (như @ ` % hoặc Tab); đặt cả cụm trong dấu nháy"),
    ("unexpected end of stream", "dấu nháy mở ra mà không đóng lại"),
    ("expected ',' or", "dấu ngoặc mở ra mà không đóng lại, hoặc thiếu dấu phẩy"),
    ("expected <block end>", "thụt dòng không đều; các mục cùng cấp phải thẳng cột"),
    ("did not find expected '-' indicator", "thụt dòng không đều; các mục cùng cấp phải thẳng cột"),
    ("did not find expected key", "thụt dòng không đều, hoặc thiếu dấu nháy quanh một câu"),
    ("could not find expected ':'", "thiếu dấu hai chấm sau khóa"),
)


def unreadable(text: str | bytes) -> str:
    """The text itself, or SetupProblems where it is too long, empty, badly encoded or holds control characters."""
    if len(text) > MAX_BYTES or (isinstance(text, str) and len(text.encode("utf-8", "replace")) > MAX_BYTES):
        raise SetupProblems([Problem(None, "", f"tệp lớn quá {MAX_BYTES // 1_000_000} MB; hãy chia thành nhiều tệp")])
    text = (_decoded(text) if isinstance(text, bytes) else text).removeprefix("\ufeff")
    if not text.strip():
        raise SetupProblems([Problem(None, "", "tệp trống; cần ít nhất version và organisation")])
    bad = list(_control_characters(text))
    if bad:
        raise SetupProblems(bad)
    return text


def _decoded(raw: bytes) -> str:
    encoding = next((name for mark, name in _BOMS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = "tệp không phải mã UTF-8; mở bằng trình soạn thảo và lưu lại với mã UTF-8"
        raise SetupProblems([Problem(line, "", message)]) from None


def _control_characters(text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        found = _UNPRINTABLE.search(line)
        if found:
            yield Problem(number, "", f"có ký tự điều khiển U+{ord(found[0]):04X} không đọc được; hãy xóa đi")


def syntax_problems(text: str, error: yaml.YAMLError) -> list[Problem]:
    """What stopped the parser; where it was a tab, all lines that tabs indent, as they all have to be mended."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else None
    tabs = [number for number, content in enumerate(text.split("\n"), 1) if _TAB_INDENT.match(content)]
    if line in tabs:
        return [Problem(number, "", "thụt dòng bằng phím Tab; hãy thay bằng dấu cách") for number in tabs[:_LISTED]]
    said = str(getattr(error, "problem", None) or error)
    hint = next((words for part, words in _WORDS if part in said), "kiểm tra dấu hai chấm, dấu nháy và cách thụt dòng")
    column = f" gần cột {mark.column + 1}" if mark else ""
    return [Problem(line, "", f"không đúng cú pháp YAML{column}: {hint}")]
