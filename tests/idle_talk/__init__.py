"""What people write to each other that is no report: sentences of their everyday life, put together anew each time.

The words are our own. `sentences.txt` has their shapes by topic, `words.txt` what fills them; numbers, per cents, days
and codes are made, also such as are codes of tasks. Written as people type: without marks, in small letters, with what
they put around it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from domain.text import fold

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(\w+)\}")
_BEFORE = ("", "", "", "", "dạ ", "alo ", "ê ", "mà ", "à quên, ", "trời ơi ", "nè, ")
_BEHIND = ("", "", "", "", " ạ", " nha", " nhé", " 😂", "!!!", " hihi", " 🙏", "...", ".")
_CODES = ("2.7", "2.8", "2.9", "3.1")
_SHORT = {"không": "ko", "rồi": "r", "được": "dc", "vậy": "z", "chưa": "chưa", "gì": "j", "với": "vs", "biết": "bít"}


def idle_talk(seed: int, count: int) -> Iterator[str]:
    """The same sentences for the same seed."""
    random, shapes = Random(seed), _shapes()
    for _ in range(count):
        yield _as_typed(random, _filled(random, random.choice(shapes), _words()))


def _shapes() -> Sequence[str]:
    lines = (_HERE / "sentences.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and line[0] not in "#["]


def _words() -> Mapping[str, Sequence[str]]:
    lines = (_HERE / "words.txt").read_text("utf-8").splitlines()
    named = (line.partition(" = ") for line in lines if line and line[0] != "#")
    return {name: words.split(" | ") for name, _, words in named}


def _filled(random: Random, shape: str, words: Mapping[str, Sequence[str]]) -> str:
    def fill(slot: re.Match[str]) -> str:
        name = slot[1]
        return _filled(random, random.choice(words[name]), words) if name in words else _made(random, name)

    return _SLOT.sub(fill, shape)


def _made(random: Random, name: str) -> str:
    match name:
        case "n":
            return str(random.choice((random.randint(2, 12), random.randint(13, 90), random.randint(100, 2500))))
        case "p":
            number = random.choice((f"{random.randint(1, 100)}", f"{random.randint(0, 30)},{random.randint(1, 9)}"))
            return number + random.choice(("%", "%", " %", " phần trăm"))
        case "tien":
            number = random.choice((f"{random.randint(1, 9)},{random.randint(1, 9)}", f"{random.randint(2, 900)}"))
            return number + random.choice((" triệu", " tỷ", " triệu đồng", " nghìn", "tr", "k"))
        case "ngay":
            day = f"{random.randint(1, 28)}/{random.randint(1, 12)}"
            return random.choice(
                (day, f"ngày {day}", "ngày mai", "thứ sáu", "chủ nhật tuần sau", "mùng 5", "cuối tháng")
            )
        case "gio":
            return random.choice(
                (f"{random.randint(6, 21)}h", f"{random.randint(6, 21)}h30", "8 giờ sáng", "2 giờ chiều")
            )
        case "code":
            return random.choice(_CODES)
    raise ValueError(name)


def _as_typed(random: Random, sentence: str) -> str:
    way = random.random()
    if way < 0.25:
        sentence = fold(sentence)
    elif way < 0.4:
        sentence = sentence.lower()
    elif way < 0.55:
        sentence = " ".join(_SHORT.get(word, word) for word in sentence.split())
    elif way < 0.8:
        sentence = sentence[0].upper() + sentence[1:]
    return f"{random.choice(_BEFORE)}{sentence}{random.choice(_BEHIND)}"
