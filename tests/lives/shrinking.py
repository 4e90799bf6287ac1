"""A failure made small: as few of its steps as still end in it."""

from collections.abc import Callable, Sequence

from tests.lives.life import Step, Wrong

Try = Callable[[Sequence[Step]], Wrong | None]
"""Lives an office again through these steps; the failure, if there is one."""


def shrunk(steps: Sequence[Step], same: str, attempt: Try, most: int = 60) -> list[Step]:
    """The last ones alone, if they do; then leaves out ever smaller parts, as long as it ends in the `same` failure. At
    most so many attempts."""
    steps = list(steps)
    for last in (1, 5, 20):
        found = attempt(steps[-last:]) if last < len(steps) else None
        if found is not None and found.kind == same:
            steps = steps[-last:]
            break
    part = max(1, len(steps) // 2)
    while part and most > 0:
        at = 0
        while at < len(steps) and most > 0:
            fewer = steps[:at] + steps[at + part :]
            most -= 1
            found = attempt(fewer)
            if found is not None and found.kind == same:
                steps = fewer
            else:
                at += part
        part //= 2
    return steps


def script(steps: Sequence[Step]) -> str:
    return ",".join(f"{kind.replace(' ', '_')}:{seed}" for kind, seed in steps)


def read_script(text: str) -> list[Step]:
    parts = (one.rpartition(":") for one in text.split(",") if one)
    return [(kind.replace("_", " "), int(seed)) for kind, _, seed in parts]
