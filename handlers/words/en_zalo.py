"""English words for channels without buttons, and about Zalo."""

WORDS: dict[str, str] = {
    "choice.hint": "(answer by number or in words)",
    "choice.hint_letters": "(type the number asked for; choose by letter or in words)",
    "choice.which": "“{said}” may be any of these; please choose:",
    "choice.unseen": "When you sent “{said}” I had just asked something new, so nothing was recorded. Please look at the newest message and answer that.",
    "choice.old_help": "This list is too old for its numbers to be used. Type /help for a new one.",
    "choice.old": "That list is old, so its numbers do not count any more. Type /duties or /help for a new one.",
    "choice.not_on_list": "That number is not on the list; choose one of {numbers}, or answer in words.",
    "quota.saving": "The {channel} bot “{name}” has sent {sent:message|messages} in {month}, more than 80 % of what it may. Until the month ends each person is reminded through it once a week, of all that is owed.",
    "quota.spent": "The {channel} bot “{name}” has nearly used up the messages of {month} ({sent}). Whoever has another channel is reminded there; what is left is kept for answers.",
    "quota.refused": "{channel} takes no more messages of the bot “{name}” in {month} ({sent} sent). Whoever has another channel is reminded and answered there.",
    "quota.free": "The {channel} bot “{name}” sends as usual again in {month} ({sent:message|messages}).",
    "quota.instead": "({channel} has used up this month’s messages, so this comes here.)",
    "join.bot_full": "This {channel} bot has no room left. Please send the code to the bot “{name}”{link}",
    "join.bots_full": "The {channel} bots have no room left. Please use the browser link of your invitation, or tell the coordinating body.",
    "group.private_only": "On {channel} I only talk in private. Please write to me directly.",
    "invite.letter_bot": "{channel}: open {link} (or look for the bot “{name}”), then type the code {code}",
    "invite.letter_bot_by_name": "{channel}: look for the bot “{name}”, then type the code {code}",
    "other.form": "Here I read text and take photos; nothing was recorded. Attach any other file on the page of **{title}**: {link}",
    "other.no_form": "Here I read text and take photos; nothing was recorded. Please type it.",
}
