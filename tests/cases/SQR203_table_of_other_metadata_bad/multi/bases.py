from sqlalchemy.orm import declarative_base

Users = declarative_base()
Events = declarative_base()
