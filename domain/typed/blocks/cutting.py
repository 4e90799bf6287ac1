"""A line cut into blocks: with a pause before each, and the names by which the reader knows of which task it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.moments.pieces import Phrases
from domain.text import word_keys
from domain.typed.blocks.names import Names
from domain.typed.blocks.scanning import EDGES, GOES_ON, Group, Scan
from domain.typed.naming.mentions import Mention
from domain.typed.naming.titles import Titles
from domain.typed.words.clause_starts import only_stands, past
from domain.typed.words.markers import QUESTIONS
from domain.typed.words.markers import found as known
from domain.typed.words.phrases import TokenLine, kinds_at, meanings_at
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import Meaning

_FEWEST = 2  # tasks: of one alone the rules read
_LONGEST = 300  # tokens
_UNSURE = frozenset({"guess", "if", "wonders"})
_EITHER = frozenset({"hay", "hoac"})
_WHICH, _NEAR = word_keys("nào")[1], 6  # tokens


@dataclass(slots=True)
class Blocks:
    """`mentions`: by the token at which each begins; `tokens`: with a pause before each that has no sign before it.
    `said`: by task, where in the text its block stands; `weak`: tasks whose names tell little."""

    tokens: TokenLine
    mentions: dict[int, Mention] = field(default_factory=dict)
    said: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    weak: set[str] = field(default_factory=set)
    is_tangled: bool = False  # another is named in what is said of one

    def words(self, text: str, code: str) -> str:
        return "; ".join(text[start:end].strip(" ,;.") for start, end in self.said.get(code, ()))


def in_blocks(text: str, tokens: TokenLine, coded: Mapping[int, tuple[str, int]], titles: Titles) -> Blocks | None:
    """Cut the line into blocks; return None where fewer than two tasks are named."""
    if len(tokens) > _LONGEST or len(titles.codes) < _FEWEST:
        return None
    if any(_leaves_open(tokens, at) for at in range(len(tokens))):
        return None
    scan = Scan(tokens, Names(tokens, coded, titles))
    scan.run()
    told = {name.code for group in scan.groups for name in group.names}
    if len(told) < _FEWEST or not _are_sure(scan.groups):
        return None
    return _as_blocks(text, tokens, scan)


def _asks_which(tokens: TokenLine, at: int) -> bool:
    """Say whether it is asked which one (`cái nào xong trước`, and not `chưa quán nào`)."""
    if tokens[at].key != "nao" or (tokens[at].marked and tokens[at].marked != _WHICH):
        return False
    before = range(max(0, at - _NEAR), at)
    return not any(kinds_at(tokens, one) & {"no", "not_yet", "nil", "no_more"} for one in before)


def _leaves_open(tokens: TokenLine, at: int) -> bool:
    """Say whether whatever is said beside these words may not be so: `nghe nói`, `hay`, `gõ nhầm`."""
    if tokens[at].key in _EITHER or known(QUESTIONS, tokens, at) or _asks_which(tokens, at):
        return True
    return any(one.kind in _UNSURE or one == Meaning("corrects", "wrong") for one in meanings_at(tokens, at)[0])


def _are_sure(groups: Sequence[Group]) -> bool:
    """Say whether at least two tasks have names that tell one from the others; words that any title may have count only
    beside these."""
    telling = {name.code for group in groups for name in group.names if name.is_telling}
    return len(telling) >= _FEWEST or (bool(telling) and any(len(group.names) >= _FEWEST for group in groups))


def _as_blocks(text: str, tokens: TokenLine, scan: Scan) -> Blocks:
    pauses = {group.start: ";" for group in scan.groups if group.start}
    pauses |= {name.lead: "," for group in scan.groups for name in group.names if not name.is_joined}
    moved, new = dict[int, int](), list[Token]()
    turns, ends, passed = _turns(tokens, scan.groups), {group.end for group in scan.groups}, 0
    for at, token in enumerate(tokens):
        if at in pauses:
            new.append(Token("sign", pauses[at], "", token.start, token.start))
        if at == turns:
            new += [Token("word", key, "", token.start, token.start) for key in ("lan", "luot")]
        moved[at] = len(new)
        if at in ends and (half := _half(tokens, at)):
            new += [replace(token, kind="number", key="50"), Token("sign", "%", "", token.end, token.end)]
            passed = at + half
        elif at >= passed:
            new.append(token)
    told = {name.code for group in scan.groups for name in group.names}
    line = TokenLine(new)
    line.is_marked, line.denied = tokens.is_marked, tokens.denied
    blocks = Blocks(line, is_tangled=scan.is_tangled or bool(scan.unheeded - told))
    for number, group in enumerate(scan.groups):
        following = scan.groups[number + 1 :]
        end = tokens[following[0].start].start if following else len(text)
        for name in group.names:
            blocks.said.setdefault(name.code, []).append((tokens[group.start].start, end))
            if name.is_code:
                continue
            said = text[tokens[name.start].start : tokens[name.end - 1].end]
            start = group.start if name.lead < 0 else name.lead
            for place in {start, name.start}:
                mention = Mention((name.code,), moved[name.end - 1] + 1 - moved[place], is_sure=True, said=said)
                blocks.mentions[moved[place]] = mention
            if not name.is_telling:
                blocks.weak.add(name.code)
    return blocks


def _half(tokens: TokenLine, at: int) -> int:
    """Return how many tokens say half of it, as in `giải ngân một nửa`; 0 for none."""
    found = _HALVES.at(tokens, at)
    end = at + found[1] if found else at
    return end - at if end == len(tokens) or tokens[end].key in EDGES else 0


_HALVES: Phrases[bool] = Phrases({True: ("một nửa", "1 nửa", "phân nửa", "nửa")})


def _turns(tokens: TokenLine, groups: Sequence[Group]) -> int:
    """Return where the values begin, each of one of the tasks before, as in `hộ tịch, đường, nhà: xong, đang, chưa`; -1
    where none do."""
    if len(groups) != 1 or len(groups[0].names) <= _FEWEST:
        return -1
    start = at = past(tokens, groups[0].end, GOES_ON)
    start += at < len(tokens) and tokens[at].key in ":=-–"
    if start == at:
        return -1
    values, begin = 0, start
    for end in range(start, len(tokens) + 1):
        if end == len(tokens) or tokens[end].key == ",":
            if not only_stands(tokens, begin, end):
                return -1
            values, begin = values + 1, end + 1
    return start if values == len(groups[0].names) else -1
