import logging
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

log = logging.getLogger(__name__)
KINDS = {}
ALL = []


def remember(cls):
    ALL.append(cls)
    log.debug("%s", cls)


class Base(DeclarativeBase):
    def __init_subclass__(cls, **keywords):
        cls.kind = "row"
        KINDS[cls.__name__] = cls
        remember(cls)
        cls.note()
        for name in ("a", "b"):
            setattr(cls, f"has_{name}", False)
        super().__init_subclass__(**keywords)

    @classmethod
    def note(cls):
        log.debug("%s", cls.__name__)


class Kite(Base):
    __tablename__ = "kite"
    id: Mapped[int] = mapped_column(primary_key=True)
    colour: str  # expect: SQR513
