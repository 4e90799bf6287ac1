"""Whether an organisation's own Word template prints what a collated report must have: tried when it is put in place,
and again with each document."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from domain.collation import FIGURES
from domain.forms.statuses import STATUSES
from domain.text import fold
from handlers.collating.word.annex_layout import ANNEXES
from handlers.collating.word.own_templates import BadTemplate, TemplateFlaw
from handlers.collating.word.template_file import lines_of, links_with_tags, parts_of, seen_lines, taken_in
from handlers.collating.word.template_tags import TAG, flaws_of, lines_with, shortened, tried_alone
from handlers.papers import filling
from handlers.papers.unbroken import breaking

_SAYS_PROVISIONAL = ("tam tinh", "chot")
NAMED_BY = 100  # characters of a title that name the task
_IN_ENGLISH = ("provisional", "frozen")
_TEXTS = (
    "organisation", "organisation_in_capitals", "issuer", "issuer_in_capitals", "issuer_code", "date", "period", "plan",
    "plan_number", "plan_date", "basis", "window_start", "window_end", "due", "missing_units", "returned_units",
    "excused_units", "moved_units",
)  # fmt: skip
_STATUSES = tuple(one.column for one in STATUSES)


_NO_DOCUMENT = (BadZipFile, PackageNotFoundError, SyntaxError, KeyError, ValueError, OSError)


def read(template: Path) -> bytes:
    """Return the template as it is filled in. Raise BadTemplate where it is no document."""
    try:
        content = taken_in(template.read_bytes())
        lines_of(content)
    except BadTemplate:
        raise
    except _NO_DOCUMENT as error:
        raise BadTemplate([], [], f"{type(error).__name__}: {error}", [TemplateFlaw("file")]) from error
    return content


def rendered(source: bytes, fields: Mapping[str, Any], measures: Iterable[str] = ()) -> DocxTemplate:
    """Return what was read of a template filled in. Raise BadTemplate."""
    known = sorted(fields)
    environment = filling.environment(measures)
    try:
        template = DocxTemplate(BytesIO(source))
        unknown = sorted(template.get_undeclared_template_variables(environment) - fields.keys())
        if unknown:
            raise BadTemplate(unknown, known)
        template.render(dict(fields), environment)
    except UndefinedError as error:
        raise BadTemplate([], known, str(error), _undefined(source, str(error))) from error
    except BadTemplate:
        raise
    except Exception as error:  # a template may do anything with what it is given: divide, add, call, include
        flaws = _failing(source, fields) or [TemplateFlaw("file")]
        raise BadTemplate([], known, f"{type(error).__name__}: {error}", flaws) from error
    return template


def _failing(source: bytes, fields: Mapping[str, Any]) -> list[TemplateFlaw]:
    """Return the lines whose tags fail by themselves; those of a loop's own name cannot be tried so."""
    found = []
    for line in lines_of(source):
        try:
            for tag in tried_alone(line):
                SandboxedEnvironment(undefined=StrictUndefined).from_string(tag).render(dict(fields))
        except UndefinedError:
            continue
        except Exception as error:
            found.append(TemplateFlaw("tag", shortened(line), str(error)))
    return found


def check(template: Path) -> None:
    """Fill the template in with a sample. Raise BadTemplate with the lines that are wrong, or what would be missing."""
    source = read(template)
    fields = sample()
    flaws = [flaw for part in parts_of(source) for flaw in flaws_of(part)]
    flaws += [flaw for line in lines_of(source) for flaw in _without_braces(line, fields)]
    flaws += [TemplateFlaw("link", shortened(target)) for target in links_with_tags(source)]
    if flaws:
        raise BadTemplate([], sorted(fields), "", flaws)
    before_freezing = {**fields, "since": []}  # what came after a freezing speaks of it, too
    for given in (fields, before_freezing):
        try:
            must_have(rendered(source, given), given)
        except BadTemplate as bad:
            flaws = [*bad.flaws, *([] if bad.unknown else _unseen(source))]
            raise BadTemplate(bad.unknown, bad.known, bad.reason, flaws) from bad


_OTHER_BRACKETS = re.compile(r"(?:\[\[|<<|«|｛｛|\$\{) ?(\w{1,40}) ?(?:\]\]|>>|»|｝｝|\})")


def _without_braces(line: str, fields: Mapping[str, Any]) -> Iterator[TemplateFlaw]:
    """Yield where a field is named without its two braces: alone in its line, or in the brackets of other programs."""
    if line.strip() in fields:
        yield TemplateFlaw("brace", line.strip())
    for found in _OTHER_BRACKETS.finditer(line):
        if found[1] in fields:
            yield TemplateFlaw("brackets", shortened(line), found[1])


def _unseen(source: bytes) -> list[TemplateFlaw]:
    """Return the lines with tags that are not seen on paper: why a document lacks what its template names."""
    seen = Counter(seen_lines(source))
    hidden = [line for line, times in Counter(lines_of(source)).items() if TAG.search(line) and times > seen[line]]
    return [TemplateFlaw("hidden", shortened(line)) for line in hidden]


def must_have(filled: DocxTemplate, fields: Mapping[str, Any]) -> None:
    """Raise BadTemplate where the document lacks its title, that it is provisional, or tasks."""
    written = BytesIO()
    filled.save(written)
    if flaws := lacking("\n".join(seen_lines(written.getvalue())), fields):
        raise BadTemplate([], sorted(fields), "", flaws)


def lacking(text: str, fields: Mapping[str, Any]) -> list[TemplateFlaw]:
    said = fold(breaking(text).replace("\n", " "))
    found = []
    if fold(fields["title"]) not in said:
        found.append(TemplateFlaw("title"))
    sentence = fold(fields["provisional"])
    words = _IN_ENGLISH if any(word in sentence for word in _IN_ENGLISH) else _SAYS_PROVISIONAL
    is_told = sentence.strip("()") in said or any(word in said for word in words)
    if fields["provisional"] and not is_told:
        found.append(TemplateFlaw("provisional"))
    has_results = fields["submitted"] > fields["nil"]  # else it is said that there are none
    missing = [task["code"] for task in fields["tasks"] if has_results and not _stands(said, task)]
    if missing:
        found.append(TemplateFlaw("tasks", "", ", ".join(missing[:5])))
    return found


def _stands(said: str, task: Mapping[str, Any]) -> bool:
    code = rf"(?<![\w.]){re.escape(fold(task['code']))}(?![\w]|\.\w)"
    return fold(task["title"])[:NAMED_BY] in said or re.search(code, said) is not None


def _undefined(source: bytes, reason: str) -> Sequence[TemplateFlaw]:
    """Return the lines that name what there is not."""
    named = re.findall(r"'(\w+)'", reason)
    lines = list(lines_with(lines_of(source), named[-1])) if named else []
    return [TemplateFlaw("undefined", line.strip(), named[-1]) for line in lines[:3]]


def _chapters(tasks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    kinds = ("heading", "item", "blank")
    parts = [{"kind": "paragraph", "text": f"{task['title']}: kết quả mẫu."} for task in tasks]
    return [{"title": "I. CHƯƠNG MẪU", "parts": [*parts, *({"kind": kind, "text": "Dòng mẫu"} for kind in kinds)]}]


def _annexes() -> dict[str, Any]:
    """Return each annex with a head, where it has such, and a row."""
    found = {}
    for number, annex in enumerate(ANNEXES, 1):
        row = {column.name: "Mẫu" for column in annex.columns} | {"kind": "unit"}
        rows = [{**row, "kind": "head"}, row] if annex.heads else [row]
        found[annex.name] = {"number": str(number), "title": "PHỤ LỤC MẪU", "rows": rows}
    return found


def sample() -> dict[str, Any]:
    """Return all fields that `report_document.content` gives, filled with something that is found again."""
    line = {
        "text": "Nội dung mẫu",
        "unit": "Đơn vị mẫu",
        "number": "MAU/1",
        "revision": 1,
        "source": "Nguồn mẫu",
        "answer": "",
    }
    indicator = dict.fromkeys(("name", "value", "target", "share", "units", "before"), "Chỉ tiêu mẫu")
    tasks = [
        {
            "code": f"M{number}", "title": f"Nhiệm vụ mẫu số {number}", "group": "Nhóm mẫu", "reported": 1,
            **dict.fromkeys(_STATUSES, 1), "mean": "50 %", "before": "40 %",
            "units": dict.fromkeys(_STATUSES, "Đơn vị mẫu"), "indicators": [indicator], "results": [line],
        }
        for number in (1, 2)
    ]  # fmt: skip
    remarks = [{"code": task["code"], "title": task["title"], "lines": [line]} for task in tasks]
    return {
        **{name: f"Mẫu {name}" for name in _TEXTS},
        **dict.fromkeys(FIGURES, 2),
        "nil": 1,
        "title": "Báo cáo mẫu để thử",
        "subject": "Tổng hợp báo cáo mẫu để thử thực hiện kế hoạch",
        "provisional": "(Câu mẫu rằng số liệu chưa đủ)",
        "standing": ["Dòng mẫu"],
        "tasks": tasks,
        "has_indicators": True,
        "obstacles": remarks,
        "recommendations": remarks,
        "carried": ["Dòng mẫu"],
        "since": ["Dòng mẫu"],
        "recipients": ["Nơi mẫu."],
        "place": "Nơi mẫu",
        "basis_lines": ["Căn cứ mẫu"],
        "opening": "Câu mở đầu mẫu",
        "closing": "Câu kết mẫu./.",
        "signer": {"authority": ["TM. CƠ QUAN MẪU"], "position": "CHỨC VỤ MẪU", "name": "Người Ký Mẫu"},
        "chapters": _chapters(tasks),
        "annexes": _annexes(),
    }
