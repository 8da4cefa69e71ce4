from sqlalchemy.orm import relationship

import harbour.quays
from harbour.ships import Ship

quays.Quay.ships = relationship(Ship, back_populates="quay")
