import sys
import types

sys.modules["app.models.plugins.star"] = types.ModuleType("app.models.plugins.star")

from app.models.plugins.star import *  # noqa: E402, F403

Star = "a star"
