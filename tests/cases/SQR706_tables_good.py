from sqlalchemy import Column, Integer, MetaData, Table

metadata = MetaData()
size = Column("size", Integer)
box = Table("box", metadata, Column("id", Integer, primary_key=True), size)
crate = Table("crate", metadata, Column("id", Integer, primary_key=True), Column("size", Integer))
