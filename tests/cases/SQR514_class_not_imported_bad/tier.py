from base import Base
from sqlalchemy.orm import Mapped, mapped_column


class Tier(Base):
    __tablename__ = "tier"
    id: Mapped[int] = mapped_column(primary_key=True)
