"""What the reading put somewhere by itself, and the buttons that put it elsewhere, or leave it out.

An update carries it as "p": a list of [field, words]; the words are in its answers too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.forms import form
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.drafting.subject import Subject
from handlers.reporting.reading_back.pending import Json, ReadBack

MOST_SHOWN_AT_ONCE = 2  # pieces whose every place is a button; of more each has one that shows them
MOST = 12
SHOWN = 24  # characters of a piece on its button
JOINT = "; "

Piece = tuple[str, str]
"""Its field, and its words."""


def pieces_of(updates: Iterable[Json]) -> list[Piece]:
    """Return each piece once, also where it is said of several tasks."""
    return list(dict.fromkeys((str(f), str(words)) for one in updates for f, words in proposed(one)))


def proposed(update: Mapping[str, Any]) -> list[Piece]:
    """Return the pieces that are proposed, as far as the words still stand there."""
    return [(f, words) for f, words in update.get("p") or () if words in str(update["a"].get(f) or "")]


def rows(talk: Talk, subject: Subject, held: ReadBack) -> Rows:
    found, args = pieces_of(held.updates)[:MOST], {**subject.args, **held.args}
    if not found:
        return []
    if len(found) == 1:
        return in_rows(_ways(talk, found[0], args, ""), 2)
    if len(found) <= MOST_SHOWN_AT_ONCE:
        return [row for piece in found for row in in_rows(_ways(talk, piece, args, _short(piece[1])), 1)]
    return in_rows(
        [
            Choice(
                talk.words.plain("button.move", said=_short(words)),
                "line.place",
                {**args, "field_code": f, "said": words},
            )
            for f, words in found
        ],
        1,
    )


def ways(talk: Talk, held: ReadBack, args: Json, piece: Piece) -> Rows:
    """Return the ways to put one piece elsewhere, where there are many pieces."""
    return in_rows(_ways(talk, piece, args, ""), 1)


def _ways(talk: Talk, piece: Piece, args: Json, said: str) -> list[Choice]:
    field, words = piece
    lead = f"“{said}”: " if said else ""
    labels = {to: talk.words.plain(f"button.note_as_{to}") for to in form.TEXT_FIELDS if to != field}
    labels[""] = talk.words.plain("button.leave_out")
    return [
        Choice(
            lead + (label[:1].lower() + label[1:] if lead else label),
            "line.move",
            {**args, "field_code": field, "said": words, "to": to},
        )
        for to, label in labels.items()
    ]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1].rstrip()}…"


def moved(held: ReadBack, field_code: str, words: str, to: str) -> ReadBack:
    """Move the piece from one field to another, or ("") out of what is to be kept; it is named as left out then."""
    updates = [_moved(one, field_code, words, to) for one in held.updates]
    left_out = [*held.left_out, *([words] if not to and words not in held.left_out else [])]
    return replace(held, updates=[one for one in updates if one["a"]], left_out=left_out)


def _moved(update: Json, field_code: str, words: str, to: str) -> Json:
    if (field_code, words) not in proposed(update):
        return update
    said = dict(update["a"])
    rest = _without(str(said.pop(field_code)), words)
    said |= {field_code: rest} if rest else {}
    if to:
        said[to] = JOINT.join(filter(None, (said.get(to), words)))[: form.TEXT_LIMIT]
    kept = [[code, piece] for code, piece in proposed(update) if (code, piece) != (field_code, words)]
    return {**update, "a": said, "p": kept}


def _without(text: str, piece: str) -> str:
    for joined in (f"{JOINT}{piece}", f"{piece}{JOINT}", piece):
        if joined in text:
            return text.replace(joined, "", 1)
    return text


def marks(updates: Sequence[Json]) -> bool:
    return bool(pieces_of(updates))
