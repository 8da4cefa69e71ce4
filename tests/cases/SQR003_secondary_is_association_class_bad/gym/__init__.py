from . import model_a, model_b  # noqa: F401
