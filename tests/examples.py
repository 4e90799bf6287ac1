"""How many examples a slow property tries: few for each change, more in `make test-all`."""

import os

LONG = os.environ.get("DONDOC_TEST_EXAMPLES") == "long"


def examples(few: int) -> int:
    return few * 5 if LONG else few
