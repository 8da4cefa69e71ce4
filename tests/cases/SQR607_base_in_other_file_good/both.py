from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from employees import Employee


class Human(Employee):
    __abstract__ = True


class Both(Human):
    __tablename__ = "both"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "both", "inherits": Employee}
