from sqlalchemy import Column, Integer


def measure(base):
    for mapper in base.registry.mappers:
        for name in ("weight", "height"):
            column = Column(Integer)
            setattr(mapper.class_, name, column)
