"""``python -m flake8_sqla_rel``: the same as the command ``sqla-rel``."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from flake8_sqla_rel.cli import main


def run() -> NoReturn:
    """Run the command line of this process, and end the process.

    All that is made of a project is needed until the end, and then it is over: to look for garbage
    meanwhile, and to take everything apart piece by piece, took a tenth of the time.
    """
    gc.disable()
    status = main()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        # Whoever read it is gone; Python knows how to end then.
        sys.exit(status)
    os._exit(status)


if __name__ == "__main__":
    run()
