from sqlalchemy.orm import Mapped, mapped_column

from harbour.base import Base


class Crew(Base):
    __tablename__ = "crew"
    id: Mapped[int] = mapped_column(primary_key=True)
