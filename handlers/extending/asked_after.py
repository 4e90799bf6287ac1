"""`gia hạn của em được duyệt chưa`, `rút đề nghị gia hạn`: what waits is told; nothing is asked for."""

from domain.messaging.messages import Text, lines_of
from domain.moments.moments_in_text import names_a_moment
from domain.orders.best_way import concepts_in
from domain.orders.order_tokens import tokens_of
from domain.orders.report_names import before_reason
from handlers.conversation.talk import Talk
from handlers.extending import asking
from handlers.words import dates
from handlers.words.reports import about
from storage.deciding import extensions
from storage.reporting import duties


def tell(talk: Talk, text: str) -> None:
    is_taken_back = "taken_back" in concepts_in(tokens_of(text))
    owed = duties.owed_by(talk.session, talk.person.reporting_units)
    waiting = extensions.waiting(talk.session, [duty.id for duty in owed])
    if not waiting and not is_taken_back:
        is_asked_for = before_reason(text) != text and names_a_moment(text)  # `vì chờ BHXH` waits for no decision
        asking.command(talk, text if is_asked_for else "")
        return
    lines: list[Text] = [
        talk.words(
            "extend.still_waits",
            **about(talk.words, duty),
            until=dates.moment(talk.words, waiting[duty.id].wanted_at, duty.zone),
            at=dates.moment(talk.words, waiting[duty.id].asked_at, duty.zone),
        )
        for duty in owed
        if duty.id in waiting
    ]
    last = "extend.none_waits" if not waiting else "extend.taken_back" if is_taken_back else ""
    talk.note(lines_of([*lines, *([talk.words(last)] if last else [])]))
