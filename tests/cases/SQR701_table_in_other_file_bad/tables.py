from sqlalchemy import Column, Integer, Table

from base import Base

box = Table("box", Base.metadata, Column("id", Integer), Column("size", Integer))
