from . import tables, zmodels  # noqa: F401
