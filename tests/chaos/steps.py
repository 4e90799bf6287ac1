"""Where on the way from "received" to "sent" the program is killed."""

from typing import Literal, get_args

Step = Literal[
    "starting",
    "handed out",  # Telegram has the updates ready for it
    "confirmed",  # it asks for what comes after them
    "stored",  # a row of the inbox waits
    "queued",  # a row of the outbox waits
    "leased",  # a row of the outbox is in hand
    "sending",  # the call is with Telegram, and nothing is done yet
    "sent",  # done, and the answer is not out yet
    "editing",
    "edited",
    "answering",
    "answered",
    "anywhere",
]
STEPS: tuple[Step, ...] = get_args(Step)
ASKED: dict[str, Step] = {
    "sendMessage": "sending",
    "editMessageText": "editing",
    "answerCallbackQuery": "answering",
}
DONE: dict[str, Step] = {
    "sendMessage": "sent",
    "editMessageText": "edited",
    "answerCallbackQuery": "answered",
}
IN_ROWS: dict[Step, str] = {
    "stored": "SELECT 1 FROM inbox WHERE done_at IS NULL LIMIT 1",
    "queued": "SELECT 1 FROM outbox WHERE state = 'waiting' AND leased_until IS NULL LIMIT 1",
    "leased": "SELECT 1 FROM outbox WHERE state = 'waiting' AND leased_until IS NOT NULL LIMIT 1",
}
"""Steps that are seen in the database only."""
