"""What is learned from many people's lines, and asked only where the rules are in doubt: whether a line is an answer at
all, and how the task stands by words that the rules could not place. It decides nothing the rules have decided."""

from domain.typed.weighing.likely_answers import settled as settled
