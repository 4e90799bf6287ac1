"""English words for channels without buttons, and about Zalo."""

WORDS: dict[str, str] = {
    "choice.hint": "(answer by number or in words)",
    "choice.old": "That list is old, so its numbers do not count any more. Type /duties or /help for a new one.",
    "choice.not_on_list": "That number is not on the list; choose one of {numbers}, or answer in words.",
    "group.zalo": "On Zalo I only talk in private. Please write to me directly.",
}
