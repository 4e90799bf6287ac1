"""Read back whom words or a nudge go to, before anything goes out."""

from collections.abc import Collection, Sequence

from domain.messaging.messages import Text, lines_of
from handlers.conversation.dialogs import confirmation, go_or_leave, within
from handlers.conversation.talk import Choice, Talk
from handlers.following import scope
from handlers.following.lists import none_overdue
from handlers.naming import asked_for
from handlers.nudging import report_standing, urging
from handlers.nudging.actions import LONGEST_WORDS
from storage.tables import Unit

Pairs = Sequence[tuple[int, str]]
"""Reports about which alone is urged, by requirement and period; about all where there are none."""


def _of(of: Pairs) -> dict[str, Pairs]:
    return {"of": list(of)} if of else {}


def _about(talk: Talk, of: Pairs) -> list[Text]:
    return report_standing.about(talk, report_standing.of_pairs(talk, of))


def ask_words(talk: Talk, units: Sequence[int], of: Pairs = ()) -> None:
    """Ask for the words to these units, or to all that are late (`Kèm lời nhắn`)."""
    body = talk.words("nudge.words", limit=LONGEST_WORDS)
    talk.say(body, focus={"ask": "nudge", "units": list(units), **_of(of)})


def typed_words(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "nudge", "units": […]}`, and preview it with how many it is for."""
    focus, said = talk.address.focus or {}, within(talk, text, LONGEST_WORDS)
    preview(talk, focus["units"], said, focus.get("of", ()))


def preview(talk: Talk, wanted: Collection[int], said: str, of: Pairs = ()) -> None:
    """Read back whom the sentence goes to: these units, or all, as far as they are late; with these reports, where some
    are named."""
    late = urging.late_units(urging.late_rows(talk, of))
    meant = [unit.id for unit in late if not wanted or unit.id in wanted]
    if not meant and len(wanted) == 1:
        urging.not_late(talk, next(iter(wanted)))
        return
    if not meant:
        none_overdue(talk, scope.plans(talk))
        return
    word = talk.words.plain
    args = {"units": meant, "say": said, **_of(of)}
    go = Choice(word("button.nudge_picked", n=len(meant)), "nudge.some", args)
    names = asked_for.listed(talk.words, [unit.name for unit in late if unit.id in meant])
    preview = talk.words("nudge.preview", n=len(meant), units=names, say=said)
    talk.say(*confirmation(talk.words, [*_about(talk, of), preview], go, "nudge.leave"))


def sure_of_all(talk: Talk) -> None:
    """Read back all that are late: how many, and which."""
    sure_of(talk, [unit.id for unit in urging.late_units(urging.late_rows(talk))])


def sure_of_all_but(
    talk: Talk, units: Collection[int], but: Sequence[Unit], beside: Sequence[Text] = (), of: Pairs = ()
) -> None:
    """Read back these units but for some, who are named too: of many units not all are."""
    spared = {unit.id for unit in but}
    there = urging.late_units(urging.late_rows(talk, of))
    late = [unit.id for unit in there if unit.id in units and unit.id not in spared]
    left_out = talk.words("nudge.left_out", units=asked_for.names(talk.words, but))
    if late:
        sure_of(talk, late, beside=[left_out, *beside], of=of)
    else:
        talk.note(lines_of([left_out, *beside, talk.words("nudge.no_others")]))


def sure_of(
    talk: Talk,
    units: Sequence[int],
    seen: str | None = None,
    say: str = "",
    beside: Sequence[Text] = (),
    of: Pairs = (),
) -> None:
    """Read back these units before anything goes out to them."""
    late = [unit for unit in urging.late_units(urging.late_rows(talk, of)) if unit.id in units]
    if not late:
        urging.some(talk, units, seen, say, of=of)
        return
    body = talk.words("nudge.sure", n=len(late), units=asked_for.listed(talk.words, [unit.name for unit in late]))
    go = Choice(
        talk.words.plain("button.nudge_picked", n=len(late)),
        "nudge.some",
        {"units": list(units), "seen": seen, "say": say, **_of(of)},
    )
    talk.say(lines_of([*beside, body]), go_or_leave(talk.words, go, "nudge.leave"))
