"""All that is told beside the changes: of the file beside what is there already, and of what the loading leaves."""

from dataclasses import dataclass

from domain.messaging.sentences import Sentence
from storage.setup.apply.apply_context import Loading
from storage.setup.diff.difference import State
from storage.setup.noting import alike, same_report, shared_mailboxes, still_owed, still_there, tasks_renamed
from storage.setup.noting.shared_mailboxes import Readers


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted before anything was put, and what there was then, for `after`."""

    told: list[Sentence]
    readers: Readers


def before(loading: Loading) -> Noted:
    told = [
        *alike.units(loading),
        *alike.people(loading),
        *still_there.told(loading),
        *tasks_renamed.told(loading),
    ]
    return Noted(told, shared_mailboxes.readers(loading))


def after(loading: Loading, noted: Noted, was: State, now: State) -> list[Sentence]:
    """Return all that is told, once everything is put."""
    return [
        *noted.told,
        *shared_mailboxes.told(loading, noted.readers),
        *same_report.told(loading, was, now),
        *still_owed.told(loading, was, now),
    ]
