"""What came of it, as a table."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Figures:
    """`losses` and `excesses` must be empty; the rest says how much was at stake."""

    kills: Counter[str] = field(default_factory=Counter)
    storms: Counter[str] = field(default_factory=Counter)
    missed_steps: int = 0
    in_flight: list[int] = field(default_factory=list)  # messages that were out but not written down, at each kill
    faults: int = 0
    errors: int = 0
    updates: int = 0
    messages: int = 0
    reports: int = 0
    send_presses: int = 0
    reminders: int = 0
    slowest_answer: float = 0.0  # seconds
    withdrawn: int = 0
    doubled: int = 0
    doubled_reminders: int = 0
    lost_answers: int = 0
    losses: list[str] = field(default_factory=list)
    excesses: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        return not self.losses and not self.excesses

    def __str__(self) -> str:
        rows = [
            ("seconds", f"{self.seconds:.0f}"),
            ("kills", str(self.kills.total())),
            *((f"  {step}", str(count)) for step, count in self.kills.items()),
            *((f"storm: {name}", str(count)) for name, count in sorted(self.storms.items())),
            ("calls that failed on the way", str(self.faults)),
            ("errors in the program's log", str(self.errors)),
            ("updates taken by the program", str(self.updates)),
            ("messages accepted by Telegram", str(self.messages)),
            ("slowest answer", f"{self.slowest_answer:.0f} s"),
            ("reports handed in", f"{self.reports} (Send pressed {self.send_presses} times, not counting repeats)"),
            ("reminders queued", f"{self.reminders} ({self.withdrawn} called back, their report having come in)"),
            (
                "messages in flight at the kills",
                f"{sum(self.in_flight)} (most at one: {max(self.in_flight, default=0)})",
            ),
            ("messages whose answer was cut off", str(self.lost_answers)),
            ("messages that came twice", f"{self.doubled} ({self.doubled_reminders} reminders)"),
            ("lost", str(len(self.losses))),
            ("doubled without need, or wrong", str(len(self.excesses))),
        ]
        width = max(len(name) for name, _ in rows)
        lines = [f"{name.ljust(width)}  {value}" for name, value in rows]
        return "\n".join([*lines, *(f"LOST: {line}" for line in self.losses), *(f"WRONG: {e}" for e in self.excesses)])
