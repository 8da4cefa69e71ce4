from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import DeclarativeMeta, declarative_base

Base = declarative_base()


class NoticeMeta(DeclarativeMeta):
    def __new__(mcs, name, bases, namespace):
        namespace["__tablename__"] = "notice"
        namespace["id"] = Column(Integer, primary_key=True)
        return super().__new__(mcs, name, bases, namespace)


def recipient(cls):
    cls.__tablename__ = "recipient"
    cls.id = Column(Integer, primary_key=True)
    return cls


class Sender(Base):
    __abstract__ = True
    __tablename__ = "sender"
    id = Column(Integer, primary_key=True)


class File(Base):
    __tablename__ = "file"
    id = Column(Integer, primary_key=True)
    notice_id = Column(ForeignKey("notices.id"))  # expect: SQR203
    sender_id = Column(ForeignKey("senders.id"))  # expect: SQR203


# As another project would, where it is not seen.
exec("""
class Notice(Base, metaclass=NoticeMeta):
    pass


@recipient
class Guest(Base):
    __abstract__ = True


class Person(Guest):
    pass


class Owner(Sender):
    pass
""")
