import uuid

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Hotel(Base):
    __tablename__ = "hotel"
    id: Mapped[uuid.UUID] = mapped_column(Uuid(), primary_key=True, default=uuid.uuid4)
