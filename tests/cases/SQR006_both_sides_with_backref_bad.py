from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()

user = Table("user", mapper_registry.metadata, Column("id", Integer, primary_key=True))
post = Table(
    "post",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("user.id")),
)


class User:
    pass


class Post:
    pass


mapper_registry.map_imperatively(User, user, properties={"posts": relationship(Post)})
mapper_registry.map_imperatively(
    Post,
    post,
    properties={
        "user": relationship(
            User,
            backref="posts",  # expect: SQR006
        )
    },
)
