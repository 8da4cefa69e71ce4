from sqlalchemy.ext.asyncio import AsyncSession  # noqa: F401
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass
