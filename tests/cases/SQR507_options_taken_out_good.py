from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


def popped(*args, **kw):
    comparator = kw.pop("comparator", None)
    return Column(*args, **kw)


def inside(**kw):
    return Column(kw.pop("kind"), **kw)


def tested(*args, **kw):
    if "comparator" in kw:
        comparator = kw.pop("comparator")
    else:
        comparator = None
    return Column(*args, **kw)


def deleted(*args, **kw):
    del kw["comparator"]
    kw.pop("other", None)
    return Column(*args, **kw)


def chosen(*args, **kw):
    other = kw.pop("comparator") if "comparator" in kw else 3
    return Column(*args, **kw)


def asked(*args, **kw):
    if kw.pop("comparator", False):
        return Column(*args, **kw)
    return Column(*args, **kw)


def filtered(*args, **kw):
    for name in ("comparator", "other"):
        kw.pop(name, None)
    return Column(*args, **kw)


def defaulted(*args, **kw):
    nullable = kw.setdefault("nullable", False)
    kw.setdefault("index", True)
    return Column(*args, **kw)


def clean(options):
    options.pop("comparator", None)


def handed(*args, **kw):
    clean(kw)
    return Column(*args, **kw)


def keyed(target, **kw):
    kind = kw.pop("kind", Integer)
    return Column(kind, ForeignKey(target), **kw)


class Kite(Base):
    __tablename__ = "kite"
    id = popped(Integer, primary_key=True, comparator=3)
    a = inside(kind=Integer, nullable=False)
    b = tested(Integer, comparator=3)
    c = deleted(Integer, comparator=3, other=2)
    d = chosen(Integer, comparator=3)
    e = asked(Integer, comparator=True)
    f = filtered(Integer, comparator=3, other=3)
    g = defaulted(Integer, nullable=True)
    h = handed(Integer, comparator=3)
    i = keyed("kite.id", kind=Integer)
