from app.models.booking import Booking
from app.models.chef import Chef

__all__ = ["Booking", "Chef"]
