"""What somebody typed in place of pressing: which button of the newest card they mean."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from domain.finding import meant, spelling
from domain.finding.meant import Called
from domain.finding.person_names import bare
from domain.messaging import numbered_choices
from domain.orders.best_way import speaks_only_of
from domain.orders.order_tokens import tokens_of
from handlers.conversation.read_backs import LEAVES
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.drafting import answered_message
from handlers.incoming import agreed
from handlers.nudging import before_urging
from storage.messages import buttons

_ALL = frozenset({"all"})
_HOW_MANY = {"2": 2, "hai": 2, "3": 3, "ba": 3, "4": 4, "bon": 4, "5": 5, "nam": 5}
_LONGEST_NAME = 100  # characters
_HEAD = re.compile(r" [·(]")
"""Before it stands the name of a person or unit, behind it what tells it from others of that name."""
TAKES_NUMBERS = frozenset({"percent", "own", "task"})
"""Questions to which a number may be the answer itself, where it is not one of the list."""

ACTS_ON_OTHERS = frozenset(
    {"nudge.all", "nudge.some", "review.accept_all", "extension.grant_all", "general.do", "announce.do",
     "collate.send", "freeze.do", "invite.mail_do", "reorganised.do_all", "obstacle.close", "obstacle.forwarded",
     "obstacle.passed"}
)  # fmt: skip
"""What goes to many, or straight from a list to others; one report that is decided on its own screen stands there."""
OF_PEOPLE = frozenset({"away.with"})
"""What is offered for each of some people, and read back: there a part of the name is enough, as people are called."""
NUDGES: Mapping[str, Callable[..., None]] = {
    "nudge.all": before_urging.sure_of_all,
    "nudge.some": before_urging.sure_of,
}


def key_of(talk: Talk, text: str) -> str | None:
    """Return the key of the button on the last card whose words were typed, with or without diacritics; of a numbered
    one (`2. Báo cáo quý IV/2026`, `Báo cáo ngay 2`) the number does. Where the words may be two buttons', it is asked
    which; of two with the same words the newer is meant."""
    if talk.shows_numbers and (mark := _mark(talk, text)):
        return _marked(talk, mark, text)
    shown = answered_message.pressable(talk, talk.incoming.reply_to)  # of the card that is answered, where one is
    given = shown or [(str(label), str(key)) for label, key, *_ in talk.address.choices]
    offered = [(label.removesuffix("✓").strip(), key) for label, key in given]
    numbered = [(label.partition(". ")[0], key) for label, key in offered if ". " in label]
    beside = [(numbered_choices.without_number(label), key) for label, key in offered]
    heads = [((label, key), _HEAD.split(label, maxsplit=1)[0]) for label, key in beside if _HEAD.search(label)]
    words = ([((label, key), label) for label, key in named] for named in (offered, numbered, beside))
    for named in (*words, heads if any(map(str.isalpha, text)) else []):
        found = meant.said(named, text)
        if len({spelling.key(label) for label, _ in found}) > 1:
            _ask_which(talk, text, found)
        if found:
            return found[0][1]
    return (
        _person(talk, given, text)
        or _ending(talk, given, numbered_choices.number_in(text))
        or agreed.key_of(talk, text)
    )


def read_back(talk: Talk, text: str, key: str) -> bool:
    """Read back what acts on others where it was chosen by a number or a letter, which is soon mistyped; return False
    where it is not needed, as the question that it answers reads it back already."""
    meaning = buttons.meaning(talk.session, talk.address, key)
    is_mark = numbered_choices.number_in(text) or numbered_choices.letter_in(text)
    if meaning is None or not talk.shows_numbers or not is_mark or meaning[0] not in ACTS_ON_OTHERS:
        return False
    offered = [buttons.meaning(talk.session, talk.address, str(choice[1])) for choice in talk.address.choices]
    if any(one is not None and one[0] in LEAVES for one in offered):  # who may leave a question has been asked it
        return False
    label = next(str(choice[0]) for choice in talk.address.choices if choice[1] == key)
    if meaning[0] in NUDGES:
        NUDGES[meaning[0]](talk, **meaning[1])
    else:
        leave = Choice(talk.words.plain("button.leave"), "leave")
        body = talk.words("choice.sure", label=label)
        talk.say(body, [[Choice(label, meaning[0], meaning[1]), leave]], focus=talk.address.focus)
    return True


def several(talk: Talk, text: str) -> bool:
    """Read back the units of `1 và 2` under a list of whom to urge; return False where the text is something else.
    Where units are picked one by one, the open question takes numbers too."""
    if (talk.address.focus or {}).get("ask") == "nudge.pick":
        return False
    if named := _named_to_be_urged(talk, text):
        before_urging.sure_of(talk, named, of=_reports_of(talk))
        return True
    numbers = numbered_choices.numbers_in(text)
    if len(numbers) < 2:
        return False
    offered = {
        (str(choice[2]) if talk.shows_numbers and len(choice) > 2 else str(choice[0]).partition(". ")[0]): str(
            choice[1]
        )
        for choice in talk.address.choices
    }
    meant_by = [buttons.meaning(talk.session, talk.address, offered.get(str(number), "")) for number in numbers]
    urged = [one[1]["units"] for one in meant_by if one is not None and one[0] == "nudge.some"]
    if len(urged) < len(numbers):
        return False
    before_urging.sure_of(talk, [unit for units in urged for unit in units], of=_reports_of(talk))
    return True


def _reports_of(talk: Talk) -> list[tuple[int, str]]:
    """Return the reports about which alone the buttons of the last card urge: the same on all."""
    meanings = (buttons.meaning(talk.session, talk.address, str(choice[1])) for choice in talk.address.choices)
    return next((one[1].get("of", []) for one in meanings if one is not None and one[0] == "nudge.some"), [])


def _named_to_be_urged(talk: Talk, text: str) -> list[int]:
    """Return the units of a list of whom to urge (`có thể là 2 đơn vị`): all of it (`cả hai`), or the one whose whole
    name was typed. Where only one is offered its button is pressed by its words."""
    offered: list[tuple[int, str]] = []
    for choice in talk.address.choices:
        meaning, label = buttons.meaning(talk.session, talk.address, str(choice[1])), str(choice[0])
        units = meaning[1]["units"] if meaning is not None and meaning[0] == "nudge.some" else []
        if ". " in label and len(units) == 1:
            offered.append((units[0], numbered_choices.without_number(label)))
    if len(offered) < 2 or len(text) > _LONGEST_NAME:
        return []
    tokens = tokens_of(text)
    if speaks_only_of(tokens, _ALL):
        how_many = {_HOW_MANY[token.key] for token in tokens if token.key in _HOW_MANY}
        return [unit for unit, _ in offered] if how_many <= {len(offered)} else []
    return meant.whole([(unit, Called("", name)) for unit, name in offered], text)


def _ask_which(talk: Talk, text: str, found: Sequence[tuple[str, str]]) -> NoReturn:
    known = [(label, buttons.meaning(talk.session, talk.address, key)) for label, key in found]
    again = [Choice(label, meaning[0], meaning[1]) for label, meaning in known if meaning is not None]
    talk.stop("choice.which", in_rows(again, 1), said=text[:60])


def _person(talk: Talk, given: Sequence[tuple[str, str]], text: str) -> str | None:
    """Return the key of somebody on a list of people: `Hưng`, `anh Hưng`; where several are called so, ask who."""
    meanings = ((one, buttons.meaning(talk.session, talk.address, one[1])) for one in given)
    people = [one for one, meaning in meanings if meaning is not None and meaning[0] in OF_PEOPLE]
    if not people or len(text) > _LONGEST_NAME or not any(map(str.isalpha, text)):
        return None
    heads = [_HEAD.split(numbered_choices.without_number(label), maxsplit=1)[0] for label, _ in people]
    called = [(one, Called("", bare(head))) for one, head in zip(people, heads, strict=True)]
    found = meant.choose(called, text) or meant.choose(called, bare(text))
    if len(found) > 1:
        _ask_which(talk, text, found)
    return found[0][1] if found else None


def _mark(talk: Talk, text: str) -> str:
    """Return the number or the letter by which somebody chooses from the newest list; "" where they do not."""
    marks = "".join(choice[2] for choice in talk.address.choices if len(choice) > 2)
    earlier = any(len(choice) > 3 for choice in talk.address.choices)
    number = numbered_choices.number_in(text)
    letter = numbered_choices.letter_in(text) if any(map(str.isalpha, marks)) else ""
    if (
        (marks or earlier)
        and (letter or number)
        and numbered_choices.is_unseen(talk.address.choices_at, talk.incoming.said_at)
    ):
        talk.stop("choice.unseen", said=text.strip()[:20])
    takes_number = earlier or any(map(str.isdigit, marks))
    return letter or (number if takes_number else "")


def _marked(talk: Talk, mark: str, text: str) -> str | None:
    """Return the choice of that number; say so where the list is old, or has no such number and numbers are not what is
    asked for. Where an earlier list has that number too, and the newest came unasked, it is asked which is meant."""
    known: dict[str, str] = {choice[2]: choice[1] for choice in talk.address.choices if len(choice) > 2 and choice[2]}
    if mark not in known and ((talk.address.focus or {}).get("ask") in TAKES_NUMBERS or _asks_how_far(talk)):
        return None
    if numbered_choices.is_old(talk.address.choices_at, talk.now):
        talk.stop("choice.old" if talk.actor is not None and talk.actor.is_reporter else "choice.old_help")
    earlier = [(choice[0], choice[1]) for choice in talk.address.choices if len(choice) > 3 and choice[3] == mark]
    if earlier:
        newest = [(choice[0], choice[1]) for choice in talk.address.choices if choice[2:3] == [mark]]
        word = talk.words.plain
        _ask_which(
            talk,
            text,
            [(word("choice.of_newest", label=label), key) for label, key in newest]
            + [(word("choice.of_earlier", label=label), key) for label, key in earlier[:1]],
        )
    if mark not in known:
        talk.stop("choice.not_on_list", numbers=", ".join(known))
    return known[mark]


def _asks_how_far(talk: Talk) -> bool:
    """Say whether the doubt that is open is answered by a per cent: `90`."""
    held = (talk.address.focus or {}).get("held") or {"q": ()}
    return any(doubt["w"] == "how_far" for doubt in held["q"][:1])


def _ending(talk: Talk, given: Sequence[tuple[str, str]], number: str) -> str | None:
    """Return, where there are buttons, what `2` means under `Báo cáo ngay 1`, `Báo cáo ngay 2`; None where a question
    is open to which a number may be the answer."""
    focus = talk.address.focus or {}
    if talk.shows_numbers or not number or focus.get("ask", "card") not in ("card", "lines") or "held" in focus:
        return None
    place = numbered_choices.ending([label for label, _ in given]).get(number)
    return None if place is None else given[place][1]
