from . import a_stock, b_sales  # noqa: F401
