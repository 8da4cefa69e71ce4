from typing import Optional

from sqlalchemy.orm import Mapped, mapped_column

from employees import Employee


class Manager(Employee):
    level: Mapped[Optional[int]] = mapped_column(use_existing_column=True)
    __mapper_args__ = {"polymorphic_identity": "manager"}
