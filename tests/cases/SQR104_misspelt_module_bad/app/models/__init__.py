from app.models.base import Base
from app.models.bookng import Booking  # expect: SQR104
from app.models.chef import Chef

__all__ = ["Base", "Booking", "Chef"]
