import importlib

from app.models.booking import Booking

importlib.import_module("app.models.course")

__all__ = ["Booking"]
