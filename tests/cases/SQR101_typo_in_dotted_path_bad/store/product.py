from store.ext import db


class Product(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    category_id = db.Column(db.ForeignKey("category.id"))
    category = db.relationship(
        "store.category.Categorie",  # expect: SQR101
        foreign_keys=[category_id],
    )
