from sqlalchemy.orm import declarative_base

Base = declarative_base()
IN_PEN = dict(cascade="save-update, merge", lazy="joined")
