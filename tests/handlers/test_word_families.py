"""Words whose names code puts together, as `status.{…}`: each family is complete for what can stand in the gap."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from domain.collation import FIGURES, Standing
from domain.collation.narratives import NarrativePart
from domain.files.attachments import Refusal
from domain.forms.fields import STANDARD_FIELDS, OverUnits, Status
from domain.forms.form import TEXT_FIELDS
from domain.messaging.channels import RANK
from domain.messaging.sentences import Sentence
from domain.quotas import Level
from domain.reminders.kinds import KINDS as STEP_KINDS
from domain.reports.obstacles import ObstacleKind, ObstacleState
from domain.reports.reviews import Verdict
from domain.reports.states import State
from domain.reports.successions import ChangeKind, Decision
from domain.rights import Role
from handlers.collating.sheets import explained
from handlers.collating.sheets import naming_columns as naming
from handlers.collating.summary import NAMED
from handlers.collating.word.annex_layout import ANNEXES
from handlers.collating.word.own_templates import Why
from handlers.inviting.redeeming import WhyNot
from handlers.letters.urging_letter import TABLES
from handlers.plan_reviews import review_files
from handlers.plan_reviews.review_sheets import review_workbook
from handlers.plan_reviews.word import review_annex_layout
from handlers.undelivered.mending import WHY
from handlers.words import LANGUAGES
from handlers.words.command_table import COMMANDS, Audience
from storage.setup.diff.difference import Followed, Item, Ordered, Thing
from storage.setup.schema.codes import REFERENCES
from storage.setup.schema.field_rules import ONLY_OF
from storage.setup.schema.labels import CHOSEN, MEANT
from storage.setup.workbook.layout import SHEETS
from tests.each import each

ROOT = Path(__file__).parents[2]
ASKED = [field.code for field in STANDARD_FIELDS if field.kind != "choice"]
OWN_KINDS = ("choice", "date", "document", "number", "text")
LISTS = ("missing", "overdue", "upcoming")
UPCOMING = ("upcoming", "upcoming.between", "upcoming.of_period")
WAYS_IN = (*RANK, "shell", "clock")  # of the audit
WORST = [level for level in Level if level != Level.FREE]
COLLATED = [f"{kind}s" for kind in ObstacleKind]

FACTS = (
    "abbreviation", "address_form", "all_tasks", "basis", "choices", "data_window", "date", "digest_at",
    "document_style", "due_at", "dues", "expected_reports", "from_day", "from_name", "group", "into", "issuer",
    "kind", "lead", "least", "limit", "mail", "may_exceed", "most", "name", "number", "only_when", "opens",
    "over_units", "period_from", "period_type", "period_until", "place", "plan", "protocol_order", "short_name",
    "signer", "quiet_hours", "reminded_on", "reminders", "required", "target", "tasks", "timezone", "unit_of_measure",
    "due.after_period", "due.before_end", "due.day", "due.exceptions", "due.month", "due.time", "due.weekday",
    "due.when_not_working", "due.year",
)  # fmt: skip
"""What a preview of a setup tells of each thing in it."""

NOTES = {
    note.name.removeprefix("setup.guide.")
    for sheet in SHEETS
    for note in (sheet.note, *(column.note for column in sheet.columns))
    if isinstance(note, Sentence)
}

FAMILIES: Mapping[str, Iterable[object]] = {
    "explained.of.{}": (*explained.OF, "sign"),
    "explained.sign.{}": naming.SIGNED,
    "explained.{}": [name for names in explained.OF.values() for name in names],
    "ask.{}": ("percent", *TEXT_FIELDS),
    "astray.why.{}": (*WHY, "other"),
    "astray.{}": ("file", "group", "person", "right", "topic"),
    "away.bad.{}": ("lunar", "no_such_day", "past", "reversed", "too_long", "unclear", "weekday"),
    "bad.{}": (*OWN_KINDS, "percent", "limits", "own_values"),
    "plan_review.making.{}": (*review_files.WRITERS, "text"),
    "plan_review.span.{}": ("both", "since", "until", "whole"),
    "plan_review.taken.{}": get_args(OverUnits),
    "plan_review.{}": ("always", "late"),
    "review_sheet.about.{}": review_workbook.SHEETS,
    "review_sheet.state.{}": ("answered", "closed", "open"),
    "review_sheet.way.{}": get_args(OverUnits),
    "review_sheet.{}": (*review_workbook.SHEETS, "explained"),
    "button.as_{}": ObstacleKind,
    "button.comment.{}": ("numbers", "obstacle", "result"),
    "button.excuse.{}": ("disaster", "merged", "no_task"),
    "button.note_as_{}": TEXT_FIELDS,
    "button.reason.{}": ("numbers", "signature", "workload"),
    "button.refusal.{}": ("collation", "fixed"),
    "button.role.{}": Role,
    "button.send_{}": ObstacleKind,
    "button.snooze.{}": ("1h", "3h", "morning"),
    "button.status.{}": Status,
    "button.unlock_reason.{}": ("more", "numbers"),
    "button.with_{}": TEXT_FIELDS,
    "button.{}": (*TEXT_FIELDS, *ObstacleKind, "answer", "forward", "close", "reopen"),
    "button.{}.{}": [f"status.{status}" for status in Status],
    "cannot.{}": ("delete", "draft_away", "instead", "recall", "take_back"),
    "change.basis_{}": ("date", "issuer"),
    "change.done.{}": Decision,
    "change.reason.{}": Decision,
    "change.understood.{}": Decision,
    "change.{}": ChangeKind,
    "channel.{}": WAYS_IN,
    "channels.line.{}": ("lost", "other", "resting", "used"),
    "collate.{}": (*COLLATED, *NAMED),
    "command.{}": [command.name for command in COMMANDS if command.menu is not None],
    "copy.said.{}": TEXT_FIELDS,
    "compare.{}": ("figures", "files", "own", "standing", *TEXT_FIELDS),
    "days_off.{}": (
        "at",
        "date",
        "day",
        "keys",
        "list",
        "missing",
        "not_utf8",
        "unknown",
        "unreadable",
        "value",
        "yaml",
        "yaml_at",
        "year",
    ),
    "decided.{}": Decision,
    "delay.{}": ("days", "hours"),
    "doubt.{}": (),  # looked for below
    "export.making.{}": ("docx", "text", "xlsx"),
    "extend.bad.{}": ("lunar", "no_such_day", "no_such_hour", "not_later", "past", "too_far", "unclear"),
    "field.how.{}": OWN_KINDS,
    "file.refused.{}": get_args(Refusal),
    "filter.no_period_{}": LISTS,
    "filter.not_{}": LISTS,
    "form.bad.{}": (*OWN_KINDS, "figures", "percent", "limits", "secret"),
    "form.{}": ("status", *ASKED),
    "group.place.{}": ("group", "topic"),
    "hello.{}": Role,
    "indicator.{}": get_args(OverUnits),
    "join.{}": get_args(WhyNot),
    "document.blank.{}": ("place", "recipients", "signer"),
    "document.chapter.{}": ("directing", "results", "assessment", "next", "proposals"),
    "document.annex.{}": [one.name for one in ANNEXES],
    "document.column.{}.{}": [f"{one.name}.{column.name}" for one in ANNEXES for column in one.columns],
    "document.over.{}": get_args(OverUnits),
    "document.units_{}": (*NAMED, "elsewhere", "only"),
    "document.alone_{}": ("elsewhere", "only"),
    "plan_review.word.chapter.{}": ("directing", "results", "assessment", "next", "proposals"),
    "plan_review.word.annex.{}": [one.name for one in review_annex_layout.ANNEXES],
    "plan_review.word.column.{}.{}": [
        f"{one.name}.{column.name}" for one in review_annex_layout.ANNEXES for column in one.columns
    ],
    "plan_review.word.over.{}": get_args(OverUnits),
    "plan_review.not_expected.{}": ("excused", "moved"),
    "plan_review.word.beside.{}": ("awaited", "extended", "excused", "moved"),
    "plan_review.word.told.{}": ("on_time", "late_ones", "nil"),
    "plan_review.word.figures.{}": ("finished", "none_finished", "begun", "nothing"),
    "plan_review.word.still_open{}": ("", "_today"),
    "plan_review.word.{}": ("open_today", "open_for", "open_longest"),
    "document.reported_{}": ("on_time", "late", "nil"),
    "document.{}.annexed": ("state", "party"),
    "document.{}.number": ("state", "party"),
    "document.{}.signed": ("state", "party"),
    "line.remark.{}": ("done_below", "not_done", "second"),
    "list.done.{}": LISTS,
    "list.name.{}": LISTS,
    "narrative.part.{}": NarrativePart,
    "not_for_you.{}": [one for one in get_args(Audience) if one != "anyone"],
    "obstacle.event.{}": ("answered", "closed", "forwarded", "reopened", "repeated", "restated", "withdrawn"),
    "obstacle.head.{}": ObstacleKind,
    "obstacle.line.{}": ObstacleKind,
    "obstacle.state.{}": (*ObstacleState, "reopened"),
    "odd.own_{}": ("backwards", "over", "ratio"),
    "odd.{}": ("backwards", "done_below", "figure", "no_result"),
    "open.{}": TEXT_FIELDS,
    "urged.outcome.{}": (
        "contributed",
        "dropped",
        "failed",
        "given_up",
        "letter",
        "nobody",
        "nudged",
        "other",
        "queued",
        "saved",
        "sent",
        "superseded",
        "waiting",
    ),
    "urged.why.{}": ("quota", "unreachable", "blocked"),
    "urged.step.{}": ("after", "before", "every", "other"),
    "letter.{}.number": ("state", "party"),
    **dict.fromkeys(("letter.opening{}", "letter.demand{}", "letter.checks{}"), ("", "_one")),
    "letter.column.{}.{}": [f"{one.name}.{column.name}" for one in TABLES for column in one.columns],
    "order.state.{}": (*State, "moved"),
    "part.{}": ("other",),  # of the rest it is asked whether there are words
    "quota.{}": WORST,
    "raise.understood.{}": ObstacleKind,
    "reviewed.{}": Verdict,
    "role.{}": Role,
    "said.no_{}": TEXT_FIELDS,
    "said.{}": TEXT_FIELDS,
    "setup.added.{}": get_args(Item),
    "setup.also_named.{}": ("named_task", "named_unit"),
    "setup.alphabet.{}": ("greek", "russian"),
    "setup.change.shape.{}": ChangeKind,
    "setup.chosen.{}.{}": [f"{fact}.{value}" for fact, values in CHOSEN.items() for value in values],
    "setup.code.unknown.{}": {kind for _, kind in REFERENCES},
    "setup.count.{}": get_args(Thing),
    "setup.dropped.{}": get_args(Item),
    "setup.due.{}.{}": [f"{key}.{value}" for key, values in MEANT.items() for value in values],
    "setup.fact.{}": FACTS,
    "setup.fewer.{}": get_args(Followed),
    "setup.field.only_for_{}": set(ONLY_OF.values()),
    "setup.guide.{}": NOTES,
    "setup.how_many.{}": (len(STEP_KINDS),),
    "setup.month.{}": range(1, 13),
    "setup.more.{}": get_args(Followed),
    "setup.order.{}": get_args(Ordered),
    "setup.role.{}": Role,
    "setup.still.{}": ("awaited", "held"),
    "setup.step.{}": [kind.key for kind in STEP_KINDS],
    "setup.thing.{}": get_args(Thing),
    "setup.unnamed.{}": ("named_task", "named_unit"),
    "sheet.way.{}": (*get_args(OverUnits), *(kind for kind in OWN_KINDS if kind != "number")),
    "sheet.{}": [*FIGURES[1:], *(name for names in explained.OF.values() for name in names)],
    "sheet.{}_units": NAMED,
    "standing.{}": Standing,
    "state.{}": (*State, "moved"),
    "status.{}": Status,
    "template.{}": get_args(Why),
    "trouble.reason.{}": (),  # it is asked whether there are words
    "weekday.{}": "1234567",
    "you.{}": ("anh_chi", "dong_chi"),
    "{}.none": UPCOMING[:2],
    "{}.once": ("setup.owed.periods", "setup.owed.units"),
    "{}.title": UPCOMING,
}
"""What may stand in the gap of each, from its enum where there is one."""

OF_PAGES_ONLY = frozenset({"api.{}", "error.{}", "refused.{}", "refused.{}_mailed"})
NO_WORDS = frozenset(
    {"{}.rates", "{}.rates_moved", "{}.annex.{}", "{}.column.{}.{}", "{}.{}"}
)  # whole names put together, and addresses of servers


ASKING = frozenset({"words", "word", "stop", "plain", "has", "get", "sentence", "Sentence"})


def _put_together(tree: ast.AST) -> Iterator[str]:
    """The patterns of names that are asked for as words: `words(f"status.{status}")`, `words[f"error.{status}"]`."""
    for node in ast.walk(tree):
        asked: ast.AST | None = None
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
            asked = node.args[0] if name in ASKING else None
        elif isinstance(node, ast.Subscript):
            asked = node.slice
        if isinstance(asked, ast.JoinedStr):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in asked.values)


def _sources(*rooms: str) -> Iterator[ast.Module]:
    for room in rooms:
        yield from (ast.parse(path.read_text()) for path in (ROOT / room).rglob("*.py"))


def test_every_family_is_known() -> None:
    """A name that code puts together stands in the table above, with what may stand in its gap."""
    found = {
        pattern
        for tree in _sources("bot", "handlers", "scheduler", "storage", "web")
        for pattern in _put_together(tree)
    }
    found = {pattern for pattern in found if "/" not in pattern}
    assert len(found) > 50
    assert found <= set(FAMILIES) | OF_PAGES_ONLY | NO_WORDS


@each(("language", "family"), [(language, family) for language in LANGUAGES for family in FAMILIES])
def test_every_family_is_complete(language: str, family: str) -> None:
    wanted = {family.replace("{}.{}", "{}").format(f"{value!s}") for value in FAMILIES[family]}
    assert wanted <= set(LANGUAGES[language])


def test_every_doubt_has_words() -> None:
    asked = {
        str(node.args[0].value)
        for tree in _sources("domain", "handlers")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Doubt" and node.args
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }
    assert len(asked) > 20
    for words in LANGUAGES.values():
        assert {f"doubt.{why}" for why in asked} <= set(words)
