from sqlalchemy.orm import backref, declarative_base

Base = declarative_base()
IN_PEN = backref("pen", cascade="save-update, merge", lazy="dynamic")  # expect: SQR403
