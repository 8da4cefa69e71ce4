"""One file's bytes to what its text says."""

from __future__ import annotations

from typing import Final

VERSION: Final = 12
"""To be raised whenever the facts made of the same bytes, or their form as JSON, change."""
