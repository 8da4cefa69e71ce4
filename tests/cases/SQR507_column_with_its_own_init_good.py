from sqlalchemy import Column, Integer, String, schema
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Shown(schema.Column):
    def __init__(self, *args, **options):
        self.caption = options.pop("caption", None)
        super().__init__(*args, **options)


class Checked(Column):
    def __init__(self, name, type_, *args, pattern=None, required=False, **options):
        if required:
            options["nullable"] = False
        Column.__init__(self, name, type_, *args, **options)
        self.pattern = pattern


class Kept(Column):
    def __new__(cls, *args, years=None, **options):
        return Column(*args, **options)


class Guest(Base):
    __tablename__ = "guest"
    id = Shown("id", Integer, primary_key=True, caption="Number")
    name = Checked("name", String(80), pattern="[a-z]+", required=True)
    visits = Kept("visits", Integer, years=7)
