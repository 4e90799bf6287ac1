"""What is given to several commands. What each is for stands in the catalogue: `bot.commands.worded`."""

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]
FileToWrite = Annotated[Path, typer.Option("--to", metavar="FILE", show_default=False)]
OrganisationCode = Annotated[str | None, typer.Option("--org", metavar="CODE", show_default=False)]
UnitCode = Annotated[str | None, typer.Option("--unit", metavar="CODE", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json")]
DryRun = Annotated[bool, typer.Option("--dry-run")]
