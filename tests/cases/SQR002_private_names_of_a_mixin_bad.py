from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class _Listed:
    __reverse = "entry"
    __reverse_of_shop = None

    @declared_attr
    def __tablename__(cls):
        name = cls.__name__
        return name[0].lower() + name[1:-5]

    @declared_attr
    def owner_id(cls):
        return Column(Integer, ForeignKey("owner.id"))

    @declared_attr
    def owner(cls):
        return relationship("OwnerModel", back_populates=cls.__reverse)  # expect: SQR002

    @declared_attr
    def shop(cls):
        return relationship("ShopModel", back_populates=cls.__reverse_of_shop)

    @declared_attr
    def shop_id(cls):
        return Column(Integer, ForeignKey("shop.id"))


class OwnerModel(Base):
    __tablename__ = "owner"
    id = Column(Integer, primary_key=True)
    entries = relationship("EntryModel", back_populates="owner")


class ShopModel(Base):
    __tablename__ = "shop"
    id = Column(Integer, primary_key=True)


class EntryModel(_Listed, Base):
    __reverse = "nothing that the mixin sees"
    __reverse_of_shop = "entries"
    id = Column(Integer, primary_key=True)


class NoteModel(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    entry_id = Column(Integer, ForeignKey("entry.id"))
    entry = relationship("EntryModel")
