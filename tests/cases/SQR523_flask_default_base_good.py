from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()


class Dish(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    spices: Mapped[list[str]] = mapped_column(JSON)
