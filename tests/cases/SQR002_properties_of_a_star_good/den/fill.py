from sqlalchemy.orm import relationship

from den.properties import *

fox_properties["den"] = relationship("Den", back_populates="foxes")
