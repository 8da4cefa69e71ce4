"""A repair that is not made, and why."""

from __future__ import annotations


class Refused(Exception):
    """What keeps a finding from being mended: half a sentence for the summary."""
