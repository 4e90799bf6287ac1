"""`Viết đánh giá` under a collation: which part, what is offered for it, the text, read back before it is kept."""

from collections.abc import Sequence
from typing import Any

from domain.collation.narratives import OF_A_COLLATION, TEXT_LIMIT, NarrativePart, one_after_the_other
from domain.messaging.messages import Text, lines_of
from domain.text import nfc
from domain.typed.words.assent import assent
from handlers.collating import actions as collating
from handlers.collating.collation_chat import MOST_AT_ONCE
from handlers.collating.gathering import gather
from handlers.collating.narratives import actions
from handlers.collating.narratives.actions import CannotWrite, PartToWrite
from handlers.collating.narratives.offering import offered
from handlers.conversation.acting import Refusal
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display.shown_numbers import number
from handlers.words import Words, dates
from storage.collating import about, freezing
from storage.collating import kept_narratives as narratives
from storage.collating.kept_narratives import WrittenPart
from storage.following.overdue import RequirementPeriod


def choose(talk: Talk, requirement_id: int, period_key: str) -> None:
    """Ask which part is to be written, with who wrote what of it and when (`Viết đánh giá`)."""
    asked = collating.asked_of_units(talk, requirement_id, period_key)
    written, words = narratives.latest(talk.session, requirement_id, period_key), talk.words
    choices = [
        Choice(_label(words, asked, part, written.get(part)), "narrative", _args(asked, part))
        for part in OF_A_COLLATION
    ]
    talk.say(words("narrative.which", title=_title(words, asked)), in_rows(choices, 1))


def ask(talk: Talk, requirement_id: int, period_key: str, part: str) -> None:
    """Ask for the text of a part, with what helps to write it and what stands; where nothing does, with what was
    written for the period before."""
    found, words = actions.to_write(talk, requirement_id, period_key, NarrativePart(part)), talk.words
    standing = found.standing
    lines: list[Text] = [words("narrative.head", part=_named(words, found.part), title=_title(words, found.asked))]
    if told := _offered(talk, found):
        lines += [words("narrative.offered"), *(words("narrative.offered_line", text=one) for one in told)]
    rows: list[list[Choice]] = []
    if standing is not None:
        at = dates.clocked(words, standing.at, found.asked.zone)
        lines.append(words("narrative.stands", who=standing.person, at=at, text=standing.text))
        rows = [[Choice(words.plain("button.narrative_go_on"), "narrative.go_on", _args(found.asked, found.part))]]
    elif before := _before(talk, found):
        period = dates.period(words, before[0])
        lines.append(words("narrative.before", period=period, who=before[1].person, text=before[1].text))
        rows = [[Choice(words.plain("button.narrative_reuse"), "narrative.reuse", _args(found.asked, found.part))]]
    lines.append(words("narrative.ask" if standing is None else "narrative.ask_instead", limit=_limit(words)))
    talk.say(lines_of(lines), rows, focus=_focus(found, standing.id if standing else None))


def go_on(talk: Talk, requirement_id: int, period_key: str, part: str) -> None:
    """Ask for what follows the text that stands (`Viết tiếp vào bài này`)."""
    found, words = actions.to_write(talk, requirement_id, period_key, NarrativePart(part)), talk.words
    standing = found.standing
    assert standing is not None, "what was written is never taken away"
    body = words("narrative.go_on", length=number(words, len(standing.text)), limit=_limit(words))
    talk.say(body, focus={**_focus(found, standing.id), "begun": standing.text})


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "narrative", "part": …, "over": …, "begun": …, …}`, and read it back.
    What follows before it is kept goes on from there: a long text comes in several messages."""
    focus = talk.address.focus or {}
    found = actions.to_write(talk, focus["requirement_id"], focus["period_key"], NarrativePart(focus["part"]))
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


def reuse(talk: Talk, requirement_id: int, period_key: str, part: str) -> None:
    """Read back what was written for the period before (`Dùng lại của kỳ trước`), which is offered where nothing
    stands."""
    found = actions.to_write(talk, requirement_id, period_key, NarrativePart(part))
    before = _before(talk, found)
    if before is None:
        talk.stop("narrative.none_before")
    _read_back(talk, found, before[1].text, None)


def read_back(talk: Talk, requirement_id: int, period_key: str, part: str, text: str, over: int | None = None) -> None:
    """Read back this text: what came last alone, or what two people wrote, one after the other."""
    _read_back(talk, actions.to_write(talk, requirement_id, period_key, NarrativePart(part)), text, over)


def keep(talk: Talk, requirement_id: int, period_key: str, part: str, text: str, over: int | None = None) -> None:
    """Keep the text: it was confirmed. Where somebody else has written meanwhile, ask what is to stand."""
    try:
        found = actions.write_narrative(talk, requirement_id, period_key, NarrativePart(part), text, over)
    except Refusal as refusal:
        if refusal.reason is not CannotWrite.WRITTEN_MEANWHILE:
            raise
        _ask_which(talk, actions.to_write(talk, requirement_id, period_key, NarrativePart(part)), text)
        return
    words, asked = talk.words, found.asked
    lines = [words("narrative.kept", part=_named(words, found.part), title=_title(words, asked))]
    if (frozen := freezing.latest_frozen(talk.session, requirement_id, period_key)) is not None:
        lines.append(words("narrative.frozen", at=dates.clocked(words, frozen[0].at, asked.zone)))
    written = narratives.latest(talk.session, requirement_id, period_key)
    left = [_named(words, one) for one in OF_A_COLLATION if one not in written]
    if left:
        lines.append(words("narrative.left", parts=", ".join(left)))
    place = {"requirement_id": requirement_id, "period_key": period_key}
    rows = [
        [
            Choice(words.plain("button.narrative_other"), "narratives", place),
            Choice(words.plain("button.word"), "collate.export", {**place, "kind": "docx"}),
        ]
    ]
    talk.show(lines_of(lines), rows)


def _read_back(talk: Talk, found: PartToWrite, text: str, over: int | None, of: Sequence[str] = ()) -> None:
    """Read the text back; what is typed next goes on from it. `of`: what was there before the last message, and that
    message, either of which may be meant alone."""
    words, standing, args = talk.words, found.standing, _args(found.asked, found.part)
    lines = [words("narrative.understood", part=_named(words, found.part), title=_title(words, found.asked), text=text)]
    replaces = standing is not None and standing.id == over
    if standing is not None and replaces:
        at = dates.clocked(words, standing.at, found.asked.zone)
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
    words, standing, args = talk.words, found.standing, _args(found.asked, found.part)
    assert standing is not None
    both = one_after_the_other(standing.text, text)
    lines = [
        words("narrative.meanwhile", who=standing.person, at=dates.clocked(words, standing.at, found.asked.zone)),
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


def _offered(talk: Talk, found: PartToWrite) -> Sequence[str]:
    """Return what helps to write the part; of many units only how many reported, as the rest takes too long here."""
    asked, words = found.asked, talk.words
    if asked.expected > MOST_AT_ONCE:
        return [words.plain("narrative.counts", submitted=asked.submitted, expected=asked.expected)]
    gathered = gather(talk.session, asked.requirement_id, asked.period_key, talk.now)
    assert gathered is not None
    return offered(words, gathered, found.part)


def _before(talk: Talk, found: PartToWrite) -> tuple[str, WrittenPart] | None:
    """Return what counts of the part for the period before, with that period."""
    asked = found.asked
    key = about.previous_period(talk.session, asked.requirement_id, asked.period_key)
    written = narratives.latest(talk.session, asked.requirement_id, key).get(found.part) if key else None
    return None if key is None or written is None else (key, written)


def _label(words: Words, asked: RequirementPeriod, part: NarrativePart, written: WrittenPart | None) -> str:
    if written is None:
        return words.plain("narrative.unwritten", part=_named(words, part))
    day = f"{written.at.astimezone(asked.zone):%d/%m}"
    return words.plain("narrative.written", part=_named(words, part), who=written.person, day=day)


def _named(words: Words, part: NarrativePart) -> str:
    return words.plain(f"narrative.part.{part}")


def _title(words: Words, asked: RequirementPeriod) -> str:
    return dates.report_title(words, asked.title, asked.period_key)


def _limit(words: Words) -> str:
    return number(words, TEXT_LIMIT)


def _args(asked: RequirementPeriod, part: NarrativePart) -> dict[str, Any]:
    return {"requirement_id": asked.requirement_id, "period_key": asked.period_key, "part": str(part)}


def _focus(found: PartToWrite, over: int | None) -> dict[str, Any]:
    return {"ask": "narrative", **_args(found.asked, found.part), "over": over}
