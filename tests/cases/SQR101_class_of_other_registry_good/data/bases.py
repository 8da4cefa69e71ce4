from sqlalchemy.orm import declarative_base

MainBase = declarative_base()
LogBase = declarative_base()
