"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# Files to lint, whatever their names.
collect_ignore = ["cases"]

# The tests start the linter hundreds of times, and without this each time would compile all of it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Other processes share the machine with a test run, so a slow example is no failure; and a
# run in CI tries the same examples every time.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
