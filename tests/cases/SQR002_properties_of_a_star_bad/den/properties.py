from sqlalchemy.orm import relationship

den_properties = {"foxes": relationship("Fox", back_populates="den")}  # expect: SQR002
fox_properties = {}
