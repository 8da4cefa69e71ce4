"""Synonyms of what is not there: nobody says so until they are used."""

from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr, synonym

Base = declarative_base()


class Secret:
    @declared_attr
    def password(cls):
        return synonym("pasword_hash", descriptor=property(lambda self: None))  # expect: SQR524


class Account(Secret, Base):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True)
    email = Column("mail_address", String)
    password_hash = Column(String)
    login = synonym("emial")  # expect: SQR524
    address = synonym("mail_address")  # expect: SQR524
    ident = synonym("ident")  # expect: SQR524
