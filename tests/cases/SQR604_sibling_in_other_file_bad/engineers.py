from typing import Optional

from sqlalchemy.orm import Mapped, mapped_column

from employees import Employee


class Engineer(Employee):
    level: Mapped[Optional[int]]
    __mapper_args__ = {"polymorphic_identity": "engineer"}
