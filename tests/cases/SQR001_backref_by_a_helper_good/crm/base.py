from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


def many_to_one(cls, target, key):
    return relationship(
        target,
        foreign_keys=[getattr(cls, key)],
        back_populates=cls.__tablename__ + "s",
    )
