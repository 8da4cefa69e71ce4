from app.models.booking import Booking

__all__ = ["Booking"]
