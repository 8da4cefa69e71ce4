from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import column_property, declarative_base, relationship

Base = declarative_base()

grower = Table(
    "grower",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(40)),
)
plot = Table(
    "plot",
    Base.metadata,
    Column("plot_id", Integer, primary_key=True),
    Column("grower_id", ForeignKey("grower.id")),
    Column("shed_id", ForeignKey("shed.id")),
)


class Shed(Base):
    __tablename__ = "shed"
    id = Column(Integer, primary_key=True)


class Plot(Base):
    __table__ = plot
    shed = relationship(Shed)


class GrowerWithPlot(Base):
    __table__ = grower.join(plot)
    id = column_property(grower.c.id, plot.c.grower_id)
    shed = relationship(Shed, overlaps="shed")
