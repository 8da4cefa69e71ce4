from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry

from den import fill
from den.properties import *

mappers = registry()


class Den:
    pass


class Fox:
    pass


den = Table("den", mappers.metadata, Column("id", Integer, primary_key=True))
fox = Table("fox", mappers.metadata, Column("id", Integer, primary_key=True), Column("den_id", ForeignKey("den.id")))
mappers.map_imperatively(Den, den, properties=den_properties)
mappers.map_imperatively(Fox, fox, properties=fox_properties)
