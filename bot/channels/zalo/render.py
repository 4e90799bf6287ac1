"""Cards as plain texts: marks go, links are written out, and choices are numbered lines."""

from bot.channels.split import split
from domain.messaging.messages import Button, Card, Text, plain, text_of
from domain.messaging.numbered_choices import marked

LONGEST_TEXT = 2000  # characters; Zalo Bot Platform, sendMessage
BESIDE = 60  # characters: choices that fit so stand beside each other
BETWEEN = " · "


def texts_of(card: Card) -> list[str]:
    """Return the card as one or more texts; its choices end the last."""
    choices = "\n".join(_choices(card))
    body = _with_links(card.text)
    whole = text_of(body, "\n\n" if body and choices else "", choices)
    return [plain(part) for part in split(whole, LONGEST_TEXT) if plain(part).strip()]


def _with_links(text: Text) -> str:
    """Return the text with its links written out: a link that is not its own words stands in brackets behind them."""
    return "".join(f"{span.text} ({span.link})" if span.link and span.link != span.text else span.text for span in text)


def _choices(card: Card) -> list[str]:
    rows = [[_choice(button) for button in row] for row in card.rows]
    lines: list[str] = []
    for row in rows:
        beside = BETWEEN.join(row)
        lines += [beside] if len(beside) <= BESIDE else row
    return [*lines, card.hint] if card.hint else lines


def _choice(button: Button) -> str:
    if button.url:
        return f"{button.label}: {button.url}"
    return marked(button.number, button.label)
