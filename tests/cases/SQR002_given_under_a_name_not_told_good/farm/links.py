from sqlalchemy.orm import relationship


def link(cls, name, target, **options):
    setattr(cls, name, relationship(target, **options))
