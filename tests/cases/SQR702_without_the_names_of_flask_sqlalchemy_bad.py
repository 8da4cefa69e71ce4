from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


class Mill(db.Model):
    __tablename__ = "mill"
    id: Mapped[int] = mapped_column(primary_key=True)
    wheels: Mapped[list["Wheel"]] = relationship(back_populates="mill")


class Wheel(db.Model):  # expect: SQR702
    id: Mapped[int] = mapped_column(primary_key=True)
    mill_id: Mapped[int] = mapped_column(ForeignKey("mill.id"))
    mill: Mapped["Mill"] = relationship(back_populates="wheels")
