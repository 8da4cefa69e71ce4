import warnings

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, select
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()

shops = Table("shop", mapper_registry.metadata, Column("id", Integer, primary_key=True))
offers = Table(
    "offer",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("open", Boolean),
    Column("shop_id", Integer, ForeignKey("shop.id")),
)


class Shop:
    pass


class Offer:
    pass


mapper_registry.map_imperatively(Offer, offers)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Deprecated since 1.3.
    open_offers = mapper_registry.map_imperatively(
        Offer, select(offers).where(offers.c.open).subquery(), non_primary=True
    )
mapper_registry.map_imperatively(Shop, shops, properties={"offers": relationship(Offer)})
