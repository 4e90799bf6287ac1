"""How far something long has come, shown to whoever watches a terminal, and to nobody else."""

import sys

from rich.console import Console
from rich.progress import Progress


def progress() -> Progress:
    """Return a bar on standard error, so that what a command says can be piped on; it is gone when it is done."""
    return Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
