from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship


class Owned:
    owner_id = Column(Integer, ForeignKey("user.id"))
    owner = relationship("User")  # expect: SQR504
