"""Answering, closing and opening an obstacle again, in a chat."""

from domain.reports.obstacles import ANSWER_LIMIT
from handlers.conversation.dialogs import confirmation, within
from handlers.conversation.talk import Choice, Talk
from handlers.obstacles import access, actions


def ask(talk: Talk, obstacle_id: int) -> None:
    """Ask for the answer (`Trả lời`)."""
    entry = access.to_answer(talk, obstacle_id)
    body = talk.words("answer.ask", unit=entry.unit, text=entry.obstacle.text, limit=ANSWER_LIMIT)
    talk.say(body, focus={"ask": "answer", "obstacle_id": obstacle_id})


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "answer", "obstacle_id": …}`, and read it back."""
    x = (talk.address.focus or {})["obstacle_id"]
    entry, said, words = access.to_answer(talk, x), within(talk, text, ANSWER_LIMIT), talk.words
    understood = words("answer.understood", unit=entry.unit, text=entry.obstacle.text, answer=said)
    go = Choice(words.plain("button.answer_send"), "obstacle.answered", {"obstacle_id": x, "text": said})
    talk.say(*confirmation(words, [understood], go))


def answer(talk: Talk, obstacle_id: int, text: str) -> None:
    """Send the answer: it was confirmed."""
    done = actions.answer(talk, obstacle_id, text)
    talk.show(talk.words("answer.done" if done.heard else "answer.unheard", unit=done.entry.unit))


def ask_close(talk: Talk, obstacle_id: int) -> None:
    """Read back what those who follow it or the unit itself are about to close (`Đóng`), with whose it is."""
    obstacle, entry = actions.to_close(talk, obstacle_id)
    words = talk.words
    go = Choice(words.plain("button.close"), "obstacle.closed", {"obstacle_id": obstacle_id})
    talk.say(*confirmation(words, [words("close.understood", unit=entry.unit, text=obstacle.text)], go))


def close(talk: Talk, obstacle_id: int) -> None:
    """Close the obstacle: it was confirmed."""
    entry = actions.close(talk, obstacle_id).entry
    talk.show(talk.words("close.done", unit=entry.unit, text=entry.obstacle.text))


def reopen(talk: Talk, obstacle_id: int) -> None:
    """Open the obstacle again (`Chưa giải quyết xong`)."""
    entry = actions.reopen(talk, obstacle_id).entry
    talk.show(talk.words("reopen.done", unit=entry.unit, text=entry.obstacle.text))
