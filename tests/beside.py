"""What may stand beside the repository: shared cases and tools, and the sources of real projects."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

#: The real projects, with what SQLAlchemy itself says of each in ``NAME/oracle.json`` beside it.
INDEX = SHARED / "corpus" / "index.json"

#: Where ``../shared/tools/corpus.py get`` puts their sources: ``NAME/src``.
SOURCES = Path(os.environ.get("SQLA_REL_CORPUS", Path.home() / ".cache" / "sqla-rel-corpus"))
