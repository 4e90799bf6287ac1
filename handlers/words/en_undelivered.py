"""English words about messages that did not arrive as they were meant to."""

WORDS: dict[str, str] = {
    "astray.instead": "({channel} did not take this message, so it comes here.)",
    "astray.privately": "(The group cannot get this message, so I send it to you privately.)",
    "astray.a_group": "A group I am in",
    "astray.the_group": "The group that follows “{plans}”",
    "astray.group": "{group} does not get my messages: {why}. Whoever asks in the group is answered privately, and the morning message goes to each follower; I try the group again every day. Please have a look at the group.",
    "astray.why.topic": "the topic is closed or deleted",
    "astray.why.right": "the bot may not write there",
    "astray.why.out": "the bot is no longer in the group",
    "astray.why.other": "the answer was “{reason}”",
    "astray.topic": "{group}: a topic is closed or deleted, so I send its messages to the general topic. Please open it again, or type /register in another topic.",
    "astray.right": "{group}: the bot may not send pictures or files, so I send them another way (as a file or a link). Please allow the bot to send pictures and files.",
    "astray.file": "I could not send the file “{name}” through {channel}. You can open it here: {link}",
    "astray.sentence": "{channel} did not take what I just sent. Please type your request again, or look at the page {link}",
    "astray.sent_elsewhere": "I sent it to you through another channel.",
    "astray.person": "{channel} did not take a message of mine to **{name}** ({units}); the answer was “{reason}”.",
    "astray.person.moved": "It was sent through another channel of theirs.",
    "astray.person.told": "There is no other channel; I told them so in one sentence. If it is urgent, please call.",
}
