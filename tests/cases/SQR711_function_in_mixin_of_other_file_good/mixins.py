from sqlalchemy import func
from sqlalchemy.orm import Mapped, column_property, declared_attr, mapped_column


class Named:
    name: Mapped[str] = mapped_column()
    
    @declared_attr
    def folded(cls):
        return column_property(func.lower(cls.name))
