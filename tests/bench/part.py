"""One part of the benchmark, in a process of its own: `python -m tests.bench.part '{"part": …, "quick": …}'`."""

import importlib
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path


def main() -> None:
    given = json.loads(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as folder:
        figures = importlib.import_module(f"tests.bench.{given['part']}").measure(Path(folder), given["quick"])
    print(json.dumps({"figures": [asdict(figure) for figure in figures]}))


if __name__ == "__main__":
    main()
