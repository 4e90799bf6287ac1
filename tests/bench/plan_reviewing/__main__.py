"""Write the review as the shell does, and print the most memory that took, in MiB."""

import resource
import sys

from typer.testing import CliRunner

from bot.cli import app

done = CliRunner().invoke(app, ["review", "KHCN", "--to", sys.argv[1]])
if done.exit_code:
    raise SystemExit(done.output)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
