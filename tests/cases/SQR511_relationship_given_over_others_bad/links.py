from sqlalchemy.orm import relationship

from models import Child, Guardian, Parent

Parent.size = relationship(Child, viewonly=True)  # expect: SQR511
Parent.children = relationship(Child, viewonly=True)  # expect: SQR511
Parent.youngest = relationship(Child, viewonly=True)  # expect: SQR511
Parent.label = relationship(Child, viewonly=True)
Guardian.id = relationship(Child, viewonly=True)  # expect: SQR511
