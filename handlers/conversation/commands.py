"""The commands: their names, the words that do without the slash, and whom they are for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from domain.messaging.messages import MenuEntry
from domain.rights import Actor
from domain.text import fold
from handlers.words import Words

Audience = Literal["anyone", "member", "reporter", "coordinator"]


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    english: str
    audience: Audience
    also: tuple[str, ...] = ()  # further words, folded and without spaces
    in_groups: bool = False
    alone: bool = False  # what stands behind it is not used, and that is said


class InGroups(NamedTuple):
    """What a button does that may be pressed in a group too, by whoever coordinates there."""

    run: Callable[..., None]


COMMANDS: tuple[Command, ...] = (
    Command("start", "start", "anyone", ("batdau",)),
    Command("nhiemvu", "duties", "reporter", ("nhiemvucuatoi", "vieccuatoi"), alone=True),
    Command("baocao", "report", "reporter", ("baocaongay",)),
    Command("khongphatsinh", "nil", "reporter", ("kps",)),
    Command("giahan", "extend", "member", ("xingiahan",)),
    Command("vangmat", "away", "reporter", ("vang", "nghiphep")),
    Command("vuongmac", "obstacles", "member", ("kiennghi",)),
    Command("lichsu", "history", "reporter", alone=True),
    Command("lich", "calendar", "member", ("lichnghi", "ngaynghi")),
    Command("quahan", "overdue", "coordinator", ("tre", "trehan"), in_groups=True),
    Command("sapdenhan", "upcoming", "coordinator", in_groups=True),
    Command("chuanop", "missing", "coordinator", in_groups=True),
    Command("dondoc", "nudge", "coordinator", in_groups=True),
    Command("tiendo", "progress", "coordinator"),
    Command("donvi", "unit", "coordinator"),
    Command("sapxep", "reorganised", "coordinator", ("sapnhap", "chiatach"), alone=True),
    Command("tonghop", "collate", "coordinator", ("tonghopbaocao",)),
    Command("duyet", "review", "coordinator", ("duyetbaocao",)),
    Command("thongbao", "announce", "coordinator"),
    Command("nhatky", "log", "coordinator"),
    Command("moi", "invite", "coordinator"),
    Command("dangky", "register", "coordinator", in_groups=True, alone=True),
    Command("web", "weblink", "member", ("lienketweb",), alone=True),
    Command("kenh", "channels", "member", ("kenhnhantin",), alone=True),
    Command("email", "email", "member", ("thudientu",)),
    Command("huy", "cancel", "member", in_groups=True, alone=True),
    Command("language", "language", "anyone", ("ngonngu",)),
    Command("trogiup", "help", "anyone", ("giupdo", "huongdan"), in_groups=True, alone=True),
)

BY_WORD: Mapping[str, Command] = {
    word: command for command in COMMANDS for word in (command.name, command.english, *command.also)
}
MENU_HIDDEN = frozenset({"start", "dangky", "email"})


def named(word: str) -> Command | None:
    """The command of a name or word, typed with or without diacritics, spaces and a `@botname`."""
    return BY_WORD.get(fold(word.partition("@")[0]).replace(" ", ""))


def split(text: str) -> tuple[Command | None, str]:
    """A typed command and what stands behind it, on the same line or the next; `/dondoc: phường 11` too."""
    word, *rest = text[1:].split(maxsplit=1)[:2] or [""]
    return named(word.rstrip(",:;.")), "".join(rest).strip()


def suits(command: Command, actor: Actor | None) -> bool:
    if command.audience == "anyone":
        return True
    if actor is None:
        return False
    return {"member": True, "reporter": actor.is_reporter, "coordinator": actor.is_coordinator}[command.audience]


def menu_for(actor: Actor | None, words: Words) -> tuple[str, list[MenuEntry]]:
    """The command menu of a person, with a name that is the same for the same menu."""
    shown = [command for command in COMMANDS if command.name not in MENU_HIDDEN and suits(command, actor)]
    english = words.language == "en"
    entries = [
        MenuEntry(command.english if english else command.name, words.plain(f"command.{command.name}"))
        for command in shown
    ]
    return f"{words.language}:{','.join(command.name for command in shown)}", entries
