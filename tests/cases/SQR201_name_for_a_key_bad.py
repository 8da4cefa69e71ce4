from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Lock(Base):
    __tablename__ = "lock"
    id: Mapped[int] = mapped_column(primary_key=True)
    keys: Mapped[list["Key"]] = relationship(back_populates="lock")  # expect: SQR201


class Key(Base):
    __tablename__ = "key"
    id: Mapped[int] = mapped_column(primary_key=True)
    lock_id: Mapped[int] = mapped_column("lock.id")
    spare_of_id: Mapped[int | None] = mapped_column("spare_of.id", ForeignKey("key.id"))
    lock: Mapped["Lock"] = relationship(back_populates="keys")  # expect: SQR201
