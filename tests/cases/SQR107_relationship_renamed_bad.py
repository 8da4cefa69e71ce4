"""The relationships have other names by now; nobody told the proxies."""

from sqlalchemy import ForeignKey
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

LABELS = "label_links"


class Base(DeclarativeBase):
    pass


class Labelled:
    labels = association_proxy(LABELS, "label")  # expect: SQR107

    @declared_attr
    def colours(cls) -> AssociationProxy[list[str]]:
        return association_proxy(
            "label_link",  # expect: SQR107
            "colour",
        )


class Parcel(Labelled, Base):
    __tablename__ = "parcel"
    id: Mapped[int] = mapped_column(primary_key=True)
    links: Mapped[list["Link"]] = relationship(back_populates="parcel")
    texts: AssociationProxy[list[str]] = association_proxy("linkz", "text")  # expect: SQR107


class Link(Base):
    __tablename__ = "link"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    label: Mapped[str]
    colour: Mapped[str]
    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcel.id"))
    parcel: Mapped["Parcel"] = relationship(back_populates="links")
