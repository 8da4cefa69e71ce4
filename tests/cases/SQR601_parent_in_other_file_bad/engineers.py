from sqlalchemy.orm import Mapped, mapped_column

from employees import Employee


class Engineer(Employee):  # expect: SQR601
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "engineer"}
