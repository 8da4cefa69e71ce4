from app.models import Booking

target_metadata = Booking.metadata
