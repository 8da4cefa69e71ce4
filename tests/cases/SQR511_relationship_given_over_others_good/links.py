from sqlalchemy.orm import relationship

from models import Child, Guardian, Parent

Parent.children = relationship(Child, viewonly=True)
Parent.label = relationship(Child, viewonly=True)
Guardian.wards = relationship(Child, viewonly=True)
