"""From the text of a setup file to a document whose parts are right and fit together."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from pydantic import ValidationError

from domain.messaging.sentences import Sentence, sentence
from storage.setup.schema.codes import Known, repeated, respelled, unknown
from storage.setup.schema.duplicates import named_twice
from storage.setup.schema.keys import every_key
from storage.setup.schema.models import SetupFile
from storage.setup.schema.name_cells import with_plain_names
from storage.setup.schema.pydantic_words import findings
from storage.setup.schema.rules import broken
from storage.setup.text.problems import Path, Problem, SetupProblems
from storage.setup.text.yaml_source import Finding, Source, each, parse
from storage.setup.values.quoting import shown
from storage.setup.workbook import is_workbook, what_it_is_instead
from storage.setup.workbook.reading_process import read_apart

MOST_PROBLEMS = 2000  # of each kind; nobody mends more at once, and to find what was meant takes time for each


@dataclass(frozen=True, slots=True)
class SetupDocument:
    """A valid setup file. Whether the codes it refers to exist is known only beside a database."""

    file: SetupFile
    source: Source


def read_setup(text: str | bytes, known: Callable[[str], Known] | None = None) -> SetupDocument:
    """Return the document in a YAML text or an Excel file; bytes of a text are UTF-8, or UTF-16 with a mark.

    Raise SetupProblems with every problem of the file. A file may hold a part of the setup and build on what was
    loaded before, so references are looked up only where `known` gives the codes that an organisation has already.
    """
    if isinstance(text, bytes) and is_workbook(text):
        workbook, problems = read_apart(text)
        return _checked(workbook, problems, known)
    if isinstance(text, bytes) and (said := what_it_is_instead(text)):
        raise SetupProblems([Problem(None, "", said)])
    source, problems = parse(text, every_key())
    return _checked(source, problems, known)


def _checked(source: Source, problems: list[Problem], known: Callable[[str], Known] | None) -> SetupDocument:
    if not isinstance(source.data, dict):
        message = sentence(
            "setup.value.no_setup" if isinstance(source.data, str) else "setup.value.no_keys",
            found=shown(source.data),
            keys=", ".join(SetupFile.model_fields),
        )
        raise SetupProblems([*problems, source.problem(((), message))])
    source, named = with_plain_names(source)
    file, found = _validated(source)
    found += named
    rules = [repeated(source), broken(source), named_twice(source)]
    if known:
        there = known(_organisation(source))
        not_there = list(islice(unknown(source, there), MOST_PROBLEMS))
        told_already = {path for path, _ in not_there}  # what is wanted is a code that is there, however it is spelled
        found = [one for one in found if one[0] not in told_already]
        rules += [iter(not_there), respelled(source, there)]
    for rule in rules:
        found += islice(rule, MOST_PROBLEMS)
    told = {problem.line for problem in problems if problem.place}  # a cell that cannot be read is not missing as well
    found = [(path, said) for path, said in found if not _of_unread(source, path)]
    problems += [problem for problem in map(source.problem, found) if problem.line not in told]
    if problems or file is None:
        raise SetupProblems([*problems, *_not_read(source)])
    return SetupDocument(file, source)


def _not_read(source: Source) -> list[Problem]:
    """Return what was passed over and may hold what is missing: sheets that nobody sees."""
    hidden = [one for one in source.notices if isinstance(one, Sentence) and one.name == "setup.passed_over.hidden"]
    return [Problem(None, "", one) for one in hidden]


def _of_unread(source: Source, path: Path) -> bool:
    """Say whether this is missing of a list that could not be read: `organisation.code`,
    `reminder_policies[0].steps`."""
    return bool(path) and (path[0] in source.unread or path[-1] in source.unread)


def _organisation(source: Source) -> str:
    """Return the organisation's code, or "" where the file does not say."""
    return next((str(code) for _, code in each(source.data, ("organisation", "code"))), "")


def _validated(source: Source) -> tuple[SetupFile | None, list[Finding]]:
    try:
        return SetupFile.model_validate(source.data), []
    except ValidationError as error:
        return None, list(islice(findings(error), MOST_PROBLEMS))
