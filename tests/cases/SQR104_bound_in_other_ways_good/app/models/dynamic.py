from sqlalchemy import Column, Integer

from app.base import Base

for _name in ("Course", "Menu"):
    _columns = {"__tablename__": _name.lower(), "id": Column(Integer, primary_key=True)}
    globals()[_name] = type(_name, (Base,), _columns)
