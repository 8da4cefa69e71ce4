from sqlalchemy import Column, MetaData, Table, select

# A table that is only asked, as migrations do.
boxes = Table("boxes", MetaData(), Column("id", primary_key=True), Column("name"))
statement = select(boxes.c.id).where(boxes.c.name == "x")
