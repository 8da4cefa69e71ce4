from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Employee(Base):
    __tablename__ = "employee"
    number: Mapped[int]
    kind: Mapped[str]
    __mapper_args__ = {"primary_key": ["numbr"]}  # expect: SQR603
