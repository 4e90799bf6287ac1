"""A second reader, if an office has one: what it is asked, and what of its answer is taken.

It is a language model somewhere in the office's network. Nothing it says is believed: each field has to stand in the
person's own words, each number and task is checked here, and what remains is a proposal that the person confirms.
"""

from domain.typed.second.proposals import joined, may_help
from domain.typed.second.proposing import names_a_task, proposals
from domain.typed.second.question import Question

__all__ = ["Question", "joined", "may_help", "names_a_task", "proposals"]
