import sys

from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Farm(Base):
    __tablename__ = "farm"
    id = Column(Integer, primary_key=True)
    crops = relationship("Crop", secondary="farm_crop")
    tools = relationship("Tool", secondary="farm_tool")


class Crop(Base):
    __tablename__ = "crop"
    id = Column(Integer, primary_key=True)


class Tool(Base):
    __tablename__ = "tool"
    id = Column(Integer, primary_key=True)


if sys.platform == "no such platform":

    class FarmCrop(Base):
        __tablename__ = "farm_crop"
        id = Column(Integer, primary_key=True)

else:

    class FarmCrop(Base):
        __tablename__ = "farm_crop"
        farm_id = Column(ForeignKey("farm.id"), primary_key=True)
        crop_id = Column(ForeignKey("crop.id"), primary_key=True)


farm_tool = Table("farm_tool", Base.metadata, Column("id", Integer, primary_key=True))
if sys.platform != "no such platform":
    Base.metadata.remove(farm_tool)
    farm_tool = Table(
        "farm_tool",
        Base.metadata,
        Column("farm_id", ForeignKey("farm.id"), primary_key=True),
        Column("tool_id", ForeignKey("tool.id"), primary_key=True),
    )
