from sqlalchemy.orm import Mapped, mapped_column

from employees import Employee


class Engineer(Employee):
    level: Mapped[int] = mapped_column(nullable=True)
    __mapper_args__ = {"polymorphic_identity": "engineer"}
