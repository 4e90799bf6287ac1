"""What is said where a text is not understood."""

from handlers.conversation import former_seats
from handlers.conversation.talk import Talk, in_rows
from handlers.display.shortcuts import ways_on
from handlers.drafting import examples
from handlers.orders.understanding import nearest

PUZZLED_BEFORE_BUTTONS = 2


def puzzled(talk: Talk) -> None:
    """Say once what can be typed; the second time in a row show buttons instead of repeating it."""
    former_seats.explain(talk)
    talk.address.puzzled += 1
    text = talk.incoming.text
    if talk.address.puzzled < PUZZLED_BEFORE_BUTTONS:
        if meant := nearest(talk, text):
            talk.say(talk.words("puzzled.nearest"), in_rows(meant, 1), focus=talk.address.focus)
            return
        name = "puzzled" if talk.person.is_reporter else "puzzled.coordinator"
        example = examples.line(talk) if talk.person.is_reporter else ""
        talk.note(talk.words(name if example or name != "puzzled" else "puzzled.nothing", example=example))
        return
    talk.address.puzzled = 0
    talk.say(talk.words("puzzled.again"), [ways_on(talk)], focus=talk.address.focus)
