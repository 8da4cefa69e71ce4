from app.models.base import Base
from app.models.booking import Booking
from app.models.chef import Chef

__all__ = ["Base", "Booking", "Chef"]
