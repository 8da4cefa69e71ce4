from club.ext import db
from club.tables import membership


class Membership(db.Model):
    __table__ = membership
