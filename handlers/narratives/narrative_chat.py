"""`Viết đánh giá` under a collation: which part, what is offered for it, the text, read back before it is kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.collation.narratives import TEXT_LIMIT, NarrativePart, one_after_the_other
from domain.messaging.messages import Text, lines_of
from domain.plan_reviews.review_spans import ReviewSpan
from domain.text import nfc
from domain.typed.words.assent import assent
from handlers.conversation.acting import Refusal
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display.shown_numbers import number
from handlers.narratives import actions
from handlers.narratives.actions import CannotWrite, NarrativePlace, PartToWrite
from handlers.narratives.offering import offered
from handlers.narratives.written_before import before, of_other_spans
from handlers.plan_reviews.review_summary import span_said
from handlers.words import Words, dates
from storage.collating import freezing
from storage.collating.kept_narratives import WrittenPart


def choose(talk: Talk, requirement_id: int | None, period_key: str, plan_id: int | None = None) -> None:
    """Ask which part is to be written, with who wrote what of it and when (`Viết đánh giá`)."""
    place = actions.place_of(talk, requirement_id, period_key, plan_id)
    written, words = actions.written(talk, place), talk.words
    choices = [
        Choice(_label(words, place, part, written.get(part)), "narrative", _args(place, part)) for part in place.parts
    ]
    lines = [words("narrative.which", title=_title(words, place))]
    if place.is_review and (elsewhere := _elsewhere(talk, place, written)):
        lines.append(words("narrative.elsewhere_parts", parts="; ".join(elsewhere)))
    talk.say(lines_of(lines), in_rows(choices, 1))


def _elsewhere(talk: Talk, place: NarrativePlace, written: Mapping[str, WrittenPart]) -> list[str]:
    """Name the parts that were written for another span, and not for this one."""
    there, words = of_other_spans(talk, place), talk.words
    return [
        words.plain("narrative.elsewhere_part", part=_named(words, part), span=there[part].of)
        for part in place.parts
        if part in there and part not in written
    ]


def ask(talk: Talk, requirement_id: int | None, period_key: str, part: str, plan_id: int | None = None) -> None:
    """Ask for the text of a part, with what helps to write it and what stands; where nothing does, with what was
    written for the period before, or for another span of the review."""
    found, words = _found(talk, requirement_id, period_key, part, plan_id), talk.words
    standing = found.standing
    lines: list[Text] = [words("narrative.head", part=_named(words, found.part), title=_title(words, found.place))]
    if told := offered(talk, found.place, found.part):
        lines += [words("narrative.offered"), *(words("narrative.offered_line", text=one) for one in told)]
    rows: list[list[Choice]] = []
    if standing is not None:
        at = dates.clocked(words, standing.at, found.place.zone)
        lines.append(words("narrative.stands", who=standing.person, at=at, text=standing.text))
        rows = [[Choice(words.plain("button.narrative_go_on"), "narrative.go_on", _args(found.place, found.part))]]
    elif there := before(talk, found.place, found.part):
        lines.append(words(there.told, period=there.of, who=there.written.person, text=there.written.text))
        rows = [[Choice(words.plain(there.button), "narrative.reuse", _args(found.place, found.part))]]
    lines.append(words("narrative.ask" if standing is None else "narrative.ask_instead", limit=_limit(words)))
    talk.say(lines_of(lines), rows, focus=_focus(found, standing.id if standing else None))


def go_on(talk: Talk, requirement_id: int | None, period_key: str, part: str, plan_id: int | None = None) -> None:
    """Ask for what follows the text that stands (`Viết tiếp vào bài này`)."""
    found, words = _found(talk, requirement_id, period_key, part, plan_id), talk.words
    standing = found.standing
    assert standing is not None, "what was written is never taken away"
    body = words("narrative.go_on", length=number(words, len(standing.text)), limit=_limit(words))
    talk.say(body, focus={**_focus(found, standing.id), "begun": standing.text})


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "narrative", "part": …, "over": …, "begun": …, …}`, and read it back.
    What follows before it is kept goes on from there: a long text comes in several messages."""
    focus = talk.address.focus or {}
    found = _found(talk, focus["requirement_id"], focus["period_key"], focus["part"], focus.get("plan_id"))
    said, begun = nfc(text).strip(), focus.get("begun", "")
    if begun and assent(said) in ("yes", "go"):  # a notice came between what was read back and the yes to it
        _read_back(talk, found, begun, focus["over"])
        return
    if assent(said) in ("yes", "go") or not any(map(str.isalnum, said)):
        talk.stop("narrative.empty")
    whole = one_after_the_other(begun, said) if begun else said
    if len(whole) > TEXT_LIMIT:
        words = talk.words
        talk.stop("narrative.too_long", length=number(words, len(whole)), limit=_limit(words))
    _read_back(talk, found, whole, focus["over"], (begun, said) if begun else ())


def reuse(talk: Talk, requirement_id: int | None, period_key: str, part: str, plan_id: int | None = None) -> None:
    """Read back what was written for the period before, or another span (`Dùng lại của kỳ trước`), which is offered
    where nothing stands."""
    found = _found(talk, requirement_id, period_key, part, plan_id)
    there = before(talk, found.place, found.part)
    if there is None:
        talk.stop("narrative.none_before")
    _read_back(talk, found, there.written.text, None)


def read_back(
    talk: Talk,
    requirement_id: int | None,
    period_key: str,
    part: str,
    text: str,
    over: int | None = None,
    plan_id: int | None = None,
) -> None:
    """Read back this text: what came last alone, or what two people wrote, one after the other."""
    _read_back(talk, _found(talk, requirement_id, period_key, part, plan_id), text, over)


def keep(
    talk: Talk,
    requirement_id: int | None,
    period_key: str,
    part: str,
    text: str,
    over: int | None = None,
    plan_id: int | None = None,
) -> None:
    """Keep the text: it was confirmed. Where somebody else has written meanwhile, ask what is to stand."""
    try:
        place = actions.place_of(talk, requirement_id, period_key, plan_id)
        found = actions.write_narrative(talk, place, NarrativePart(part), text, over)
    except Refusal as refusal:
        if refusal.reason is not CannotWrite.WRITTEN_MEANWHILE:
            raise
        _ask_which(talk, _found(talk, requirement_id, period_key, part, plan_id), text)
        return
    words, place = talk.words, found.place
    lines = [words("narrative.kept", part=_named(words, found.part), title=_title(words, place))]
    if (frozen_at := _frozen_at(talk, place)) is not None:
        lines.append(words("narrative.frozen", at=dates.clocked(words, frozen_at, place.zone)))
    written = actions.written(talk, place)
    left = [_named(words, one) for one in place.parts if one not in written]
    if left:
        lines.append(words("narrative.left", parts=", ".join(left)))
    rows = [[Choice(words.plain("button.narrative_other"), "narratives", place.args), _word_file(words, place)]]
    talk.show(lines_of(lines), rows)


def _found(talk: Talk, requirement_id: int | None, period_key: str, part: str, plan_id: int | None) -> PartToWrite:
    return actions.to_write(talk, actions.place_of(talk, requirement_id, period_key, plan_id), NarrativePart(part))


def _frozen_at(talk: Talk, place: NarrativePlace) -> datetime | None:
    """Return when the collation was frozen last; a frozen review says itself that it is."""
    if place.requirement_id is None:
        return None
    frozen = freezing.latest_frozen(talk.session, place.requirement_id, place.period_key)
    return frozen[0].at if frozen is not None else None


def _word_file(words: Words, place: NarrativePlace) -> Choice:
    label = words.plain("button.word")
    if place.is_review:
        return Choice(label, "plan_review.export", {"plan_id": place.plan_id, "span": place.period_key, "kind": "docx"})
    args = {"requirement_id": place.requirement_id, "period_key": place.period_key}
    return Choice(label, "collate.export", {**args, "kind": "docx"})


def _read_back(talk: Talk, found: PartToWrite, text: str, over: int | None, of: Sequence[str] = ()) -> None:
    """Read the text back; what is typed next goes on from it. `of`: what was there before the last message, and that
    message, either of which may be meant alone."""
    words, standing, args = talk.words, found.standing, _args(found.place, found.part)
    lines = [words("narrative.understood", part=_named(words, found.part), title=_title(words, found.place), text=text)]
    replaces = standing is not None and standing.id == over
    if standing is not None and replaces:
        at = dates.clocked(words, standing.at, found.place.zone)
        lines.append(words("narrative.instead_of", who=standing.person, at=at))
    rows = [[Choice(words.plain("button.narrative_keep"), "narrative.keep", {**args, "text": text, "over": over})]]
    if of:
        lines.append(words("narrative.went_on"))
        alone = zip(("button.narrative_before", "button.narrative_alone"), of, strict=True)
        rows.append(
            [
                Choice(words.plain(name), "narrative.read_back", {**args, "text": one, "over": over})
                for name, one in alone
            ]
        )
    rows.append([Choice(words.plain("button.leave"), "leave")])
    talk.say(lines_of([*lines, words("right?")]), rows, focus={**_focus(found, over), "begun": text})


def _ask_which(talk: Talk, found: PartToWrite, text: str) -> None:
    """Say what somebody wrote meanwhile, and ask whether it is replaced, kept, or both stand one after the other."""
    words, standing, args = talk.words, found.standing, _args(found.place, found.part)
    assert standing is not None
    both = one_after_the_other(standing.text, text)
    lines = [
        words("narrative.meanwhile", who=standing.person, at=dates.clocked(words, standing.at, found.place.zone)),
        words("narrative.theirs", text=standing.text),
        words("narrative.yours", text=text),
    ]
    label, over = words.plain("button.narrative_replace"), {"over": standing.id}
    rows = [[Choice(label, "narrative.replace", {**args, "text": text, **over})]]
    if len(both) <= TEXT_LIMIT:
        label = words.plain("button.narrative_both")
        rows.append([Choice(label, "narrative.read_back", {**args, "text": both, **over})])
    else:
        lines.append(words("narrative.both_too_long", length=number(words, len(both)), limit=_limit(words)))
    rows.append([Choice(words.plain("button.narrative_theirs", who=standing.person), "leave")])
    talk.say(lines_of([*lines, words("narrative.which_stands")]), rows)


def _label(words: Words, place: NarrativePlace, part: NarrativePart, written: WrittenPart | None) -> str:
    if written is None:
        return words.plain("narrative.unwritten", part=_named(words, part))
    day = f"{written.at.astimezone(place.zone):%d/%m}"
    return words.plain("narrative.written", part=_named(words, part), who=written.person, day=day)


def _named(words: Words, part: NarrativePart) -> str:
    return words.plain(f"narrative.part.{part}")


def _title(words: Words, place: NarrativePlace) -> str:
    if not place.is_review:
        return dates.report_title(words, place.title, place.period_key)
    span = ReviewSpan.of(place.period_key)
    name = "narrative.of_review" if span.first or span.last else "narrative.of_whole_review"
    return words.plain(name, plan=place.title, span=span_said(words, span))


def _limit(words: Words) -> str:
    return number(words, TEXT_LIMIT)


def _args(place: NarrativePlace, part: NarrativePart) -> dict[str, Any]:
    return {**place.args, "part": str(part)}


def _focus(found: PartToWrite, over: int | None) -> dict[str, Any]:
    return {"ask": "narrative", **_args(found.place, found.part), "over": over}
