from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Parent(Base):
    __tablename__: str = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)  # expect: SQR521
