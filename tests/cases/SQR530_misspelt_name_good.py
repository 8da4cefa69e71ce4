from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import declarative_base, relationship, synonym, validates

Base = declarative_base()


class Member(Base):
    __tablename__ = "member"
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    email = Column(String)
    secret = Column("password", String)
    mail = synonym("email")
    loans = relationship("Loan", back_populates="member")
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "member"}

    @hybrid_property
    def password(self):
        return self.secret

    @password.setter
    def password(self, value):
        self.secret = value

    @validates("email")
    def check_email(self, key, value):
        return self.refuse(key, value)

    @validates("secret")
    def check_password(self, key, value):
        return self.refuse(key, value)

    @validates("kind", "loans", "late", "fee")
    def check_others(self, key, value):
        return value

    def refuse(self, key, value):
        raise ValueError(value)


class Patron(Member):
    fee = Column(Integer)
    __mapper_args__ = {"polymorphic_identity": "patron"}


class Loan(Base):
    __tablename__ = "loan"
    id = Column(Integer, primary_key=True)
    member_id = Column(ForeignKey("member.id"))
    member = relationship("Member", back_populates="loans")

    @validates("member")
    def check_member(self, key, value):
        return value


Member.late = Column(Integer)
