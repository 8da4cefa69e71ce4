from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class Owned:
    @declared_attr
    def owner_id(cls):
        return Column(ForeignKey("account.id"))

    @declared_attr
    def owner(cls):
        if not issubclass(cls, Base):
            return None
        return relationship("Account", back_populates="deal")  # expect: SQR002


class Account(Base):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True)
    deals = relationship("Deal", back_populates="owner")


class Deal(Owned, Base):
    __tablename__ = "deal"
    id = Column(Integer, primary_key=True)
