"""The buttons under a summary and under a file."""

from typing import Any

from handlers.collating.gathering import Gathered
from handlers.conversation.talk import Choice
from handlers.words import Words


def rows_of(words: Words, gathered: Gathered) -> list[list[Choice]]:
    """Return the buttons for files, freezing, what came later, and the period before."""
    word, args = words.plain, args_of(gathered)
    frozen = {**args, "frozen": gathered.is_frozen}
    rows = [
        [
            Choice(word("button.excel"), "collate.export", {**frozen, "kind": "xlsx"}),
            Choice(word("button.word"), "collate.export", {**frozen, "kind": "docx"}),
        ]
    ]
    row = [Choice(word("button.narratives"), "narratives", args), Choice(word("button.freeze"), "freeze", args)]
    freezing = gathered.freezing
    if freezing is not None:
        other = "button.unfrozen" if gathered.is_frozen else "button.frozen"
        row.append(Choice(word(other), "collate", {**args, "frozen": not gathered.is_frozen}))
        if freezing.since:
            rows.append([Choice(word("button.since", n=len(freezing.since)), "collate.since", args)])
    rows.append(row)
    if gathered.before_key is not None:
        before = {"requirement_id": gathered.about.requirement_id, "period_key": gathered.before_key}
        rows.append([Choice(word("button.period_before"), "collate", before)])
    return rows


def to_write(words: Words, gathered: Gathered) -> list[list[Choice]]:
    """Return the button that leads to what people write for the document."""
    return [[Choice(words.plain("button.narratives"), "narratives", args_of(gathered))]]


def args_of(gathered: Gathered) -> dict[str, Any]:
    return {"requirement_id": gathered.about.requirement_id, "period_key": gathered.about.period_key}


def after_file(words: Words, gathered: Gathered, export_id: int) -> list[list[Choice]]:
    """Return the button that sends a file to the plan's recipients in one tap, where any are named."""
    if not gathered.about.recipients:
        return []
    return [[Choice(words.plain("button.to_recipients"), "collate.recipients", {"export_id": export_id})]]
