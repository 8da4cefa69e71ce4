from sqlalchemy import Column, ForeignKey
from sqlalchemy.orm import declared_attr

from .base import many_to_one


class Owned:
    @declared_attr
    def account_id(cls):
        return Column(ForeignKey("account.id", ondelete="CASCADE"))

    @declared_attr
    def account(cls):
        return many_to_one(cls, "Account", "account_id")
