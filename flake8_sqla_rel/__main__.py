"""``python -m flake8_sqla_rel``: the same as the command ``sqla-rel``."""

from __future__ import annotations

import sys

from flake8_sqla_rel.cli import main

if __name__ == "__main__":
    sys.exit(main())
