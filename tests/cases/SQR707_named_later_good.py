from sqlalchemy import Column, Integer, MetaData, String, Table

metadata = MetaData()

ticket_id = Column(Integer, primary_key=True)
ticket_id.name = "id"
ticket = Table("ticket", metadata, ticket_id)


def seat_table(columns):
    for name, column in columns.items():
        column.name = name
    return Table("seat", metadata, *columns.values())


seat = seat_table({"row": Column(Integer, primary_key=True)})

door_columns = {"code": Column(String(5), primary_key=True), "floor": Column(Integer)}
for name, column in door_columns.items():
    column.name = column.key = name
door = Table("door", metadata, *door_columns.values())
