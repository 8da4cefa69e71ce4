from sqlalchemy import Column, Integer, MetaData, String, Table

metadata = MetaData(schema="crm")

lead = Table("lead", metadata, Column("id", Integer, primary_key=True))
contact = Table("contact", metadata, Column("id", Integer, primary_key=True))
lead_again = Table("lead", metadata, Column("id", Integer, primary_key=True), schema="crm")  # expect: SQR105
lead_copy = Table("lead", metadata, Column("name", String(20)), schema="archive")
