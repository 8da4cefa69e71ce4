from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from employees import Employee


class Engineer(Employee):
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    kind: Mapped[str]  # expect: SQR605
    __mapper_args__ = {"polymorphic_identity": "engineer"}
