from functools import partial

from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
many = partial(relationship, cascade="all, delete-orphan", lazy="dynamic")  # expect: SQR401
