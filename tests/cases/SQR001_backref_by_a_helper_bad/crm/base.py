from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


def many_to_one(cls, target, key):
    return relationship(
        target,
        foreign_keys=[getattr(cls, key)],
        backref=backref(cls.__tablename__ + "s", passive_deletes=True),
    )
