"""The coordinator's decision on a request."""

from collections.abc import Sequence

from domain.messaging.messages import lines_of
from domain.reports.extensions import REASON_LIMIT
from handlers.conversation.dialogs import confirmation, ready_answers, within
from handlers.conversation.talk import Choice, Talk
from handlers.display.shortcuts import queue_row
from handlers.extending import actions, wording
from handlers.extending.terms import remarks, wanted_from, wanted_of, wish_or_stop
from handlers.naming import asked_for
from handlers.words import dates
from handlers.words.reports import about
from storage.deciding.extensions import Waiting
from storage.reporting import duties
from storage.tables import Person

REFUSALS = ("button.refusal.fixed", "button.refusal.collation")


def one(talk: Talk, extension_id: int) -> None:
    found = actions.request(talk, extension_id)
    e = found.extension
    person = talk.session.get_one(Person, e.person_id).name
    waiting = Waiting(e.id, e.obligation_id, person, e.asked_at, e.wanted_at, e.reason)
    talk.say(*wording.request(talk.words, found.duty, waiting))


def grant(talk: Talk, extension_id: int, day: str | None = None) -> None:
    """Grant what was asked for (`Đồng ý`), or another day."""
    granted = actions.grant(talk, extension_id, wanted_from(day) if day else None)
    until = dates.moment(talk.words, granted.until, granted.duty.zone)
    talk.show(talk.words("extension.granted", **about(talk.words, granted.duty), until=until), queue_row(talk))


def other(talk: Talk, extension_id: int) -> None:
    """Ask until when instead (`Ngày khác`)."""
    duty = actions.request(talk, extension_id).duty
    talk.show(
        talk.words("extension.which_day", **about(talk.words, duty)),
        focus={"ask": "extension.other", "extension_id": extension_id},
    )


def typed_day(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "extension.other", "extension_id": …}`, and read it back."""
    x = (talk.address.focus or {})["extension_id"]
    duty = actions.request(talk, x).duty
    wish = wish_or_stop(talk, duty, text)
    wanted = wanted_of(wish)
    moment = actions.moment_of(talk, duty, wanted_from(wanted))
    until = dates.moment(talk.words, moment, duty.zone)
    word = talk.words.plain
    rows = [
        [
            Choice(word("button.grant"), "extension.grant", {"extension_id": x, "day": wanted}),
            Choice(word("button.another_date"), "extension.other", {"extension_id": x}),
            Choice(word("button.leave"), "extension.leave"),
        ]
    ]
    understood = talk.words("extension.understood", **about(talk.words, duty), until=until)
    talk.say(lines_of([*remarks(talk.words, duty, wanted, moment), understood, talk.words("right?")]), rows)


def refuse(talk: Talk, extension_id: int) -> None:
    """Ask why the request is refused (`Từ chối`); the unit reads the answer."""
    duty = actions.request(talk, extension_id).duty
    rows = ready_answers(talk.words, REFUSALS, "extension.refused", {"extension_id": extension_id}, under="remark")
    body = talk.words("extension.why_not", **about(talk.words, duty), limit=REASON_LIMIT)
    talk.show(body, rows, focus={"ask": "extension.refuse", "extension_id": extension_id})


def typed_remark(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "extension.refuse", "extension_id": …}`: read it back as the unit reads
    it."""
    x = (talk.address.focus or {})["extension_id"]
    duty = actions.request(talk, x).duty
    remark, words = within(talk, text, REASON_LIMIT), talk.words
    if not remark:
        talk.stop("extension.why_not", **about(words, duty), limit=REASON_LIMIT)
    go = Choice(words.plain("button.refuse_send"), "extension.refused", {"extension_id": x, "remark": remark})
    talk.say(*confirmation(words, [words("extension.understood_refusal", **about(words, duty), remark=remark)], go))


def refused(talk: Talk, extension_id: int, remark: str) -> None:
    """Refuse the request, for a reason that was chosen, or was typed and read back."""
    duty = actions.refuse(talk, extension_id, remark).duty
    talk.show(talk.words("extension.refused", **about(talk.words, duty)), queue_row(talk))


def grant_all(talk: Talk, ids: Sequence[int]) -> None:
    """Grant those of these requests that can still be granted as they were asked, and tell which are left."""
    outcome = actions.grant_as_asked(talk, ids)
    units = asked_for.listed(talk.words, list(dict.fromkeys(duty.unit_name for duty in outcome.granted)))
    name = "extension.all_granted" if outcome.granted else "extension.none_granted"
    lines = [talk.words(name, n=len(outcome.granted), units=units)]
    if outcome.left:
        units = asked_for.listed(talk.words, _units_of(talk, outcome.left))
        lines.append(talk.words("extension.left", n=len(outcome.left), units=units))
    talk.show(lines_of(lines), queue_row(talk))


def _units_of(talk: Talk, obligation_ids: Sequence[int]) -> list[str]:
    return list(dict.fromkeys(duty.unit_name for duty in duties.duties(talk.session, obligation_ids)))


def leave(talk: Talk) -> None:
    talk.show(talk.words("extension.left_alone"))
