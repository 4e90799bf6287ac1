"""Each command names a function that takes what stands behind it, and no word means two of them."""

import inspect
from collections import Counter

from domain.text import fold
from handlers.registry import COMMANDS
from handlers.words import command_table
from tests.each import each


@each("name", sorted(COMMANDS))
def test_a_command_names_a_function_of_two(name: str) -> None:
    """The table names it as text, which no type checker looks at."""
    inspect.signature(COMMANDS[name]).bind("talk", "what stands behind it")


def test_a_word_means_one_command() -> None:
    said = Counter(
        word for command in command_table.COMMANDS for word in {command.name, command.english, *command.also}
    )
    assert {word: many for word, many in said.items() if many > 1 or word != fold(word).replace(" ", "")} == {}
