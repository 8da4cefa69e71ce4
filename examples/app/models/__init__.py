"""All models, so that importing this package maps them all."""

from app.models.venue import Amenity, Room, Venue, room_amenities
from app.models.people import Employee, Guest, Shift
from app.models.booking import Booking, BookingNote, Transfer
from app.models.billing import Deposit, Invoice, Payment
from app.models.menu import Dish, MenuSection, dish_allergens
from app.models.review import Review, ReviewReply
from app.models.address import Address
from app.models.supplier import Delivery, Supplier
from app.models.voucher import GiftVoucher, Voucher

__all__ = [
    "Address",
    "Amenity",
    "Booking",
    "BookingNote",
    "Delivery",
    "Deposit",
    "Dish",
    "Employee",
    "GiftVoucher",
    "Guest",
    "Invoice",
    "MenuSection",
    "Payment",
    "Review",
    "ReviewReply",
    "Room",
    "Shift",
    "Supplier",
    "Transfer",
    "Venue",
    "Voucher",
    "dish_allergens",
    "room_amenities",
]
