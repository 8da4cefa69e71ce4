from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.orm import registry, relationship

metadata = MetaData()
member = Table(
    "member",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(24)),
)
profile = Table(
    "profile",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(24)),
)

mapper_registry = registry(metadata)


class Member:
    pass


class Profile:
    pass


mapper_registry.map_imperatively(Profile, profile)
mapper_registry.map_imperatively(
    Member,
    member,
    properties={
        "profile": relationship(
            Profile,
            primaryjoin="foreign(membr.c.code) == profile.c.code",  # expect: SQR205
        )
    },
)
