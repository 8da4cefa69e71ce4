from sqlalchemy import JSON, BigInteger, ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Shelf(Base):
    __tablename__ = "shelf"
    id: Mapped[int] = mapped_column(__name_pos=BigInteger, primary_key=True)
    label: Mapped[str] = mapped_column(__name_pos="text", __type_pos=String(20))
    sizes: Mapped[list[int]] = mapped_column(__name_pos="size_list", __type_pos=JSON)
    spans: Mapped[list[int]] = mapped_column(__name_pos=JSON)
    jars: Mapped[list["Jar"]] = relationship(back_populates="shelf")


class Jar(Base):
    __tablename__ = "jar"
    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int] = mapped_column(__name_pos="shelf", __type_pos=ForeignKey("shelf.id"))
    shelf: Mapped[Shelf] = relationship(back_populates="jars")
