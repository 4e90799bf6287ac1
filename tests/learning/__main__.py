"""Writes `weights.bin` anew; the same lines give the same file."""

import sys
from pathlib import Path

from domain.typed.weighing import weights
from tests.learning.learning import learned, packed
from tests.learning.lessons import answers, standings

PLACE = Path(weights.__file__).parent / weights.FILE

if __name__ == "__main__":
    files = sys.argv[1:] or ["replies.tsv", "seen.tsv"]
    content = packed({"answer": learned(answers(files)), "standing": learned(standings(files))})
    PLACE.write_bytes(content)
    print(f"{PLACE}: {len(content) / 1024:.0f} kB")
