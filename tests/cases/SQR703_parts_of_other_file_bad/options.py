from sqlalchemy import UniqueConstraint

OPTIONS = {"comment": "boxes"}
UNIQUE = UniqueConstraint("size")
