from sqlalchemy import Column, Integer, MetaData, Table

metadata = MetaData()

ticket_id = Column(Integer, primary_key=True)
ticket = Table("ticket", metadata, ticket_id)  # expect: SQR707


def seat_table(columns):
    for column in columns.values():
        column.nullable = False
    return Table("seat", metadata, *columns.values())  # expect: SQR707


seat = seat_table({"row": Column(Integer, primary_key=True)})
