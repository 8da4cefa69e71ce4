from options import OPTIONS, UNIQUE
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Box(Base):
    __tablename__ = "box"
    __table_args__ = [UNIQUE, OPTIONS]  # expect: SQR703
    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]
