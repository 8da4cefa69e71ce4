from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column


class Named:
    name: Mapped[str] = mapped_column()
    folded = func.lower(name)  # expect: SQR711
