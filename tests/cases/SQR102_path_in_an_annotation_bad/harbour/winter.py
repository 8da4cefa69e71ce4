from sqlalchemy.orm import Mapped, mapped_column

from harbour.base import Base


class Berth(Base):
    __tablename__ = "winter_berth"
    id: Mapped[int] = mapped_column(primary_key=True)
