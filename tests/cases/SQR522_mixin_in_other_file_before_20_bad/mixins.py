from sqlalchemy import Column, ForeignKey, Integer


class Owned:
    owner_id = Column(Integer, ForeignKey("user.id"))  # expect: SQR522
