"""The two sides of a relationship do not name each other.

## What it does

Reports a `back_populates` that cannot work or works in one direction only:

- it names nothing on the target class, or something there that is no relationship;
- it names a relationship that points to a class of another hierarchy, or the relationship
  it stands in;
- it is no name at all (a number, a list; before SQLAlchemy 2.1 also a callable or a class
  attribute);
- the reverse names another attribute, or states no `back_populates` itself;
- two relationships name the same reverse (where SQLAlchemy itself warns of the two, SQR003
  says so instead).

The finding is on the side that has to change.

## Why is this bad?

In the first three cases SQLAlchemy refuses to configure any mapper: "Mapper ... has no
property ...", "... refers to attribute ... that is not a relationship", "reverse_property ...
references relationship ..., which does not reference mapper ...", "Invalid back_populates
value". In the others it configures without a word, and then a change made on one side does
not reach the other until it is reloaded, or an assignment raises "Bidirectional attribute
conflict detected". The messages have no page of their own on sqlalche.me.

## Versions

Every release; a callable or a class attribute is accepted from SQLAlchemy 2.1 on.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Chef(Base):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(primary_key=True)
    bookings: Mapped[list["Booking"]] = relationship(back_populates="cook")


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
    chef: Mapped["Chef"] = relationship(back_populates="bookings")
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Chef(Base):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(primary_key=True)
    bookings: Mapped[list["Booking"]] = relationship(back_populates="chef")


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
    chef: Mapped["Chef"] = relationship(back_populates="bookings")
```

## Fix safety

Correcting a name that raises changes nothing that worked. Adding the missing half makes the
two attributes follow each other in memory from then on, which is what was meant; code that
sets both sides by hand may then find an object twice in a list.

## What it does not see

Classes that may have attributes the source does not show, unless one that it shows names this
relationship; targets and names that cannot be evaluated; reverses that an unreadable backref may
make. Pairs with a `viewonly` side are synchronised by other rules of SQLAlchemy and are left alone
unless a name is wrong. A relationship whose `primaryjoin` does more than compare the key may name a
reverse that names nothing: it shows a part of the rows, and another relationship is the reverse's
pair. One that a mixin declares for
several classes is reported only when the fault holds for all of them.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html>
- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Attribute,
    AttributeKind,
    ClassId,
    Direction,
    MappedClass,
    Model,
    Relationship,
    RelationshipId,
)
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.one_direction import unfit_partner
from flake8_sqla_rel.rules.sides import (
    anchor,
    declarations,
    declared,
    inherits_relationships,
    joins_differ,
    mapped_by,
    may_be_made,
    meant_elsewhere,
    mirrored,
    name_of,
    once,
    points_to,
    related,
    relationship_at,
    same_root,
    stated,
    target_class,
)
from flake8_sqla_rel.rules.statements import (
    names_of,
    of_sqlmodel,
    sqlmodel_call,
    statement_of,
    unmarked_method,
    written,
)
from flake8_sqla_rel.rules.wording import class_at, located, nearest, one_line, quoted, side

#: What either side has to say of the join, each in its own direction.
_JOINS = ("foreign_keys", "primaryjoin", "secondaryjoin")
NOT_RELATIONSHIPS = {
    AttributeKind.COLUMN: "a column",
    AttributeKind.PROPERTY: "a mapped attribute but no relationship",
    AttributeKind.PLAIN: "a plain attribute of the class",
}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Names that SQLAlchemy refuses, then pairs that only one side knows of."""
    found: dict[RelationshipId, Finding] = {}
    for relationship in declared(model):
        finding = _refused(model, options, relationship)
        if finding is not None:
            found[relationship.id] = finding
    for relationship in declared(model):
        reverse = _linkable(model, relationship)
        if reverse is None:
            continue
        if relationship.id in found and reverse.id in found and stated(model, reverse) == relationship.key:
            del found[relationship.id]  # only the reverse's own target is wrong
        elif relationship.id not in found and reverse.id not in found:
            for blamed, finding in _one_way(model, relationship, reverse):
                found.setdefault(blamed, finding)
    return once(_of_declarations(model, found))


def _of_declarations(model: Model, found: dict[RelationshipId, Finding]) -> Iterator[Finding]:
    """What holds for every class that a declaration serves in the same way."""
    for group in declarations(model):
        for relationship in group:
            alike = [
                other
                for other in group
                if (other.target.cls, other.back_populates)
                == (relationship.target.cls, relationship.back_populates)
            ]
            if all(other.id in found for other in alike):
                yield found[relationship.id]


def _finding(relationship: Relationship, message: str, *others: Relationship | Related) -> Finding:
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "back_populates"),
        message=one_line(message),
        subject=relationship.name,
        related=tuple(
            other for each in others for other in ((each,) if isinstance(each, Related) else related([each]))
        ),
    )


# Names that SQLAlchemy refuses


def _refused(model: Model, options: Options, relationship: Relationship) -> Finding | None:
    """What SQLAlchemy raises about ``back_populates`` itself."""
    text = _no_name(options, relationship)
    if text is not None:
        return _finding(relationship, f"{relationship.name}: {text}{_cure(model, relationship)}")
    name, target = relationship.back_populates, target_class(model, relationship)
    if not isinstance(name, str) or not name or target is None:
        return None
    said = f"{relationship.name} says back_populates={quoted(name)}, but "
    reverse = relationship_at(model, target, name)
    if reverse is not None:
        return _misdirected(model, relationship, target, reverse, said)
    attribute = target.attributes.get(name)
    if attribute is None:
        if may_be_made(model, target, name):
            return None
        if target.open:
            return _unanswered(model, relationship, target, said)
        message = f"{said}{_absence(model, target, name)}{_cure(model, relationship)}"
        return _finding(relationship, message, _instead(model, target, name))
    if attribute.kind in NOT_RELATIONSHIPS:
        what = f"{target.name}.{name} ({attribute.place}) is {NOT_RELATIONSHIPS[attribute.kind]}"
        cure = _cure(model, relationship)
        if attribute.kind is AttributeKind.PLAIN and _is_assigned(model, target, attribute):
            what, cure = f"{what}: its mapper is not given what is assigned", "; declare it with the class"
        method = unmarked_method(model, target.id, name)
        if method is not None:
            where = located(f"{names_of(method.declared_in)}.{name}", method.place)
            what, cure = (
                f"{where} is a method, which SQLAlchemy does not call",
                "; mark it as a declared_attr",
            )
        message = f"{said}{what}{cure}"
        return _finding(relationship, message, Related(attribute.place, f"{target.name}.{name}"))
    return None


def _unanswered(model: Model, relationship: Relationship, target: MappedClass, said: str) -> Finding | None:
    """What is wrong whether or not the target has what is named: that another relationship names this one.

    Where a base that cannot be read has it, the two do not name each other; where none has, SQLAlchemy raises.
    """
    partner = partner_of(model, relationship, target)
    if partner is None or partner.made_by is not None or stated(model, partner) != relationship.key:
        return None
    if not _settled(relationship, partner) or same_root(model, target.id, relationship.owner):
        return None
    if "primaryjoin" in partner.args:
        return None  # A filtered view, as below.
    message = (
        f"{said}{class_at(target)} shows no such attribute, and {side(partner)} names {relationship.key}; "
        f"did you mean {quoted(partner.key)}?"
    )
    return _unsynchronised(relationship, message, partner)


def _is_assigned(model: Model, target: MappedClass, attribute: Attribute) -> bool:
    """Whether no statement in a class body binds the attribute."""
    classes = written(model).classes
    return target.id in classes and all(
        attribute.place != each.place for cls in classes.values() for each in cls.named(attribute.name)
    )


def _misdirected(
    model: Model, relationship: Relationship, target: MappedClass, reverse: Relationship, said: str
) -> Finding | None:
    """A reverse that is the relationship itself, not inherited, or that points to another hierarchy."""
    inherited = inherits_relationships(model, target, reverse.owner)
    if inherited is UNKNOWN:
        return None
    if inherited is False:
        text = f"{side(reverse)} is not inherited by {class_at(target)}, which is concrete"
        return _finding(relationship, f"{said}{text}; declare {target.name}.{reverse.key} as well", reverse)
    if reverse.id == relationship.id:
        if relationship.direction is UNKNOWN:
            return None
        itself = _finding(relationship, f"{said}that is the relationship itself{_cure(model, relationship)}")
        # Of a many-to-many SQLAlchemy says nothing, and keeps nothing in step.
        return itself._replace(kind=Kind.BUG) if relationship.direction is Direction.MANYTOMANY else itself
    other = target_class(model, reverse)
    if other is None or same_root(model, other.id, relationship.owner):
        return None
    owner = model.classes[relationship.owner]
    message = f"{said}{side(reverse)} points to {class_at(other)} and not to {owner.name}"
    return _finding(relationship, f"{message}{_cure(model, relationship)}", reverse)


def _no_name(options: Options, relationship: Relationship) -> str | None:
    """Says that the value is none that this release of SQLAlchemy takes."""
    argument = relationship.args.get("back_populates")
    if argument is None or isinstance(argument.value, str):
        return None
    if argument.value is not UNKNOWN:
        text = f"back_populates={quoted(argument.value)} is not the name of an attribute"
        return text if argument.value else None
    if argument.form == "display":
        return "back_populates takes the name of one attribute, not several"
    if argument.form == "backref":
        return "back_populates takes a name, and backref() belongs to backref="
    if argument.form in ("function", "attribute") and options.sqlalchemy < (2, 1):
        what = "a function" if argument.form == "function" else "an attribute"
        return f"back_populates takes {what} only from SQLAlchemy 2.1 on, until then a name"
    return None


def _absence(model: Model, target: MappedClass, name: str) -> str:
    text = f"{class_at(target)} has no such attribute"
    below = [cls for cls in model.below.get(target.id, ()) if name in cls.attributes]
    return f"{text}; only its subclass {class_at(below[0])} has" if below else text


def _instead(model: Model, target: MappedClass, name: str) -> Related:
    """What is there of an attribute that is missing: a statement that only annotates it, or but its class."""
    cls = written(model).classes.get(target.id)
    for statement in cls.named(name) if cls is not None else ():
        if statement.hint is not None and statement.hint.constructs:
            return Related(statement.hint.place, f"{target.name}.{name}")
    return Related(target.place, target.name)


def _cure(model: Model, relationship: Relationship) -> str:
    """The name that is probably meant, or what to declare."""
    target = target_class(model, relationship)
    if target is None:
        return ""
    owner = model.classes[relationship.owner]
    elsewhere = meant_elsewhere(model, relationship, target)
    if elsewhere is not None:
        there = model.classes[elsewhere.owner].name
        return f"; {side(elsewhere)} names it: is the target meant to be {there}?"
    partner = partner_of(model, relationship, target)
    if partner is not None:
        return f"; did you mean {quoted(partner.key)} ({partner.call})?"
    wanted = relationship.back_populates
    name = wanted if isinstance(wanted, str) and wanted and wanted not in target.attributes else "<name>"
    return f"; {_declaration(model, relationship, owner, target, name)} or drop back_populates"


def _declaration(
    model: Model, relationship: Relationship, owner: MappedClass, target: MappedClass, name: str
) -> str:
    """What to declare for the reverse, and where, as source."""
    arguments = [f"back_populates={quoted(relationship.key)}"]
    if isinstance(relationship.secondary, int):
        table = model.tables[relationship.secondary]
        link = next((cls.name for cls in mapped_by(model, table)), "...")
        key = "..." if table.key is UNKNOWN else quoted(table.key)
        arguments.append(f"link_model={link}" if target.style == "sqlmodel" else f"secondary={key}")
    joins = [f"{keyword}=..." for keyword in _JOINS if keyword in relationship.args]
    if target.style == "imperative":
        call = f"relationship({', '.join([owner.name, *arguments, *joins])})"
        return f"give the mapping of {target.name} the property {quoted(name)}: {call}"
    if target.style == "sqlmodel":
        one = relationship.direction is Direction.ONETOMANY
        text = quoted(name_of(model, owner))
        inner = text if one else f"list[{text}]"
        return (
            f"declare {target.name}.{name}: {'...' if relationship.direction is UNKNOWN else inner} = "
            f"Relationship({of_sqlmodel([', '.join(arguments), *joins])})"
        )
    call = f"relationship({', '.join([quoted(name_of(model, owner)), *arguments, *joins])})"
    return f"declare {target.name}.{name} = {call}"


def partner_of(
    model: Model, relationship: Relationship, target: MappedClass, *, but: ClassId | None = None
) -> Relationship | None:
    """The relationship of the target that is probably the reverse; ``but`` is a key that it is not."""
    possible = [
        other
        for cls in target.lineage
        for other in model.by_owner.get(cls, ())
        if other.id != relationship.id
        and other.key != but
        and (
            other.viewonly is False
            or (relationship.viewonly is True and stated(model, other) == relationship.key)
        )
        and points_to(model, other, relationship.owner)
        and mirrored(relationship, other) is not False
    ]
    naming = [other for other in possible if stated(model, other) == relationship.key]
    free = [other for other in possible if stated(model, other) is None]
    for some in (naming, free, possible):
        if len(some) == 1:
            return some[0]
        wanted = relationship.back_populates
        near = nearest(wanted, (other.key for other in some)) if isinstance(wanted, str) else None
        if near is not None:
            return next(other for other in some if other.key == near)
    return None


# Pairs that only one side knows of


def _linkable(model: Model, relationship: Relationship) -> Relationship | None:
    """The relationship that ``back_populates`` names; ``None`` when there is none."""
    target, name = target_class(model, relationship), relationship.back_populates
    if target is None or not isinstance(name, str):
        return None
    reverse = relationship_at(model, target, name)
    return None if reverse is None or reverse.id == relationship.id else reverse


def _unsynchronised(relationship: Relationship, message: str, *others: Relationship) -> Finding:
    """What SQLAlchemy says nothing about: the pair works in one direction only."""
    return _finding(relationship, message, *others)._replace(kind=Kind.BUG)


def _is_beside_sa_relationship(model: Model, relationship: Relationship) -> bool:
    """Whether SQLModel's ``Relationship()`` says ``back_populates`` where it takes another's as it is."""
    statement = statement_of(model, relationship)
    call = None if statement is None else sqlmodel_call(statement.value)
    return call is not None and None not in (call.keyword("sa_relationship"), call.keyword("back_populates"))


def _one_way(
    model: Model, relationship: Relationship, reverse: Relationship
) -> Iterator[tuple[RelationshipId, Finding]]:
    """The side that must change, of two that do not name each other."""
    name = stated(model, reverse)
    if name is UNKNOWN or name == relationship.key or not _settled(relationship, reverse):
        return
    if unfit_partner(model, relationship) is not None:
        return  # No pair: SQR008.
    if name is None and joins_differ(model, relationship, reverse):
        return  # No pair: SQR010.
    said = f"{relationship.name} says back_populates={quoted(reverse.key)}"
    if name is None:
        if "primaryjoin" in relationship.args and not _joins_by_key_alone(relationship, reverse):
            # A filtered view of the reverse's rows: it cannot be what the reverse names.
            return
        lost = _is_beside_sa_relationship(model, reverse)
        does = "passes over what stands beside sa_relationship= and does" if lost else "does"
        message = (
            f"{reverse.name} {does} not say back_populates={quoted(relationship.key)}, "
            f"although {side(relationship)} says back_populates={quoted(reverse.key)}: "
            f"what changes on {reverse.name} is not seen on {relationship.name}; "
            f"{'move it into relationship()' if lost else _to_be_seen(model, relationship, reverse)}"
        )
        yield reverse.id, _unsynchronised(reverse, message, relationship)
        return
    third = _linkable(model, reverse) if reverse.made_by is None else model.relationships[reverse.made_by]
    if third is None or not _settled(third):
        return
    answered = stated(model, third) == reverse.key
    if stated(model, third) is UNKNOWN:
        return
    if (
        reverse.made_by is None
        and _is_pair(relationship, reverse)
        and not (answered and _is_pair(third, reverse))
    ):
        message = (
            f"{reverse.name} says back_populates={quoted(name)}, but {side(relationship)} is its reverse "
            f"and names it; say back_populates={quoted(relationship.key)}"
        )
        yield reverse.id, _unsynchronised(reverse, message, relationship, third)
    elif not _warned(model, relationship, third):
        message = f"{said}, but {side(reverse)} "
        message += f"and {side(third)} name each other" if answered else f"names {side(third)}"
        yield (
            relationship.id,
            _unsynchronised(
                relationship, message + _other_cure(model, relationship, reverse), reverse, third
            ),
        )


def _joins_by_key_alone(relationship: Relationship, reverse: Relationship) -> bool:
    """Whether the ``primaryjoin`` of a relationship is one comparison, of the columns that its reverse joins."""
    criterion = None if relationship.joins is None else relationship.joins.primaryjoin
    if criterion is None or criterion is UNKNOWN or criterion.loose or len(criterion.comparisons) != 1:
        return False
    (comparison,) = criterion.comparisons
    plain = comparison.op == "==" and comparison.left.plain and comparison.right.plain
    return plain and mirrored(relationship, reverse) is True


def _to_be_seen(model: Model, relationship: Relationship, reverse: Relationship) -> str:
    """What makes the reverse know of a relationship that it cannot name where only a subclass of its target has it."""
    target = target_class(model, reverse)
    if target is None or target.id == relationship.owner or relationship.key in target.attributes:
        beside = (each for each in declared(model) if each.call == reverse.call and each.id != reverse.id)
        unfit = next((each for each in beside if not _fits(model, each, relationship.key)), None)
        if unfit is None:
            return "add it"
        owner = model.classes[reverse.owner].name
        return f"add it for {owner} alone: {unfit.name} is declared here too, and needs another name or none"
    return (
        f"{target.name}, to which {reverse.name} points, has no {relationship.key}: "
        f"declare it there, or point to {model.classes[relationship.owner].name}, and add it"
    )


def _fits(model: Model, relationship: Relationship, name: str) -> bool:
    """Whether what has that name on the target of a relationship leads back to the class that declares it."""
    target = target_class(model, relationship)
    named = None if target is None else relationship_at(model, target, name)
    home = None if named is None else target_class(model, named)
    return home is not None and same_root(model, home.id, relationship.owner)


def _other_cure(model: Model, relationship: Relationship, reverse: Relationship) -> str:
    target = target_class(model, relationship)
    partner = None if target is None else partner_of(model, relationship, target, but=reverse.key)
    if partner is not None:
        return f"; did you mean {quoted(partner.key)} ({partner.call})?"
    return "; give it a reverse of its own, or make it viewonly=True without back_populates"


def _settled(*relationships: Relationship) -> bool:
    """Whether nothing else is wrong with them, and SQLAlchemy synchronises them in memory."""
    return all(r.problem is None and r.viewonly is False for r in relationships)


def _is_pair(one: Relationship, other: Relationship) -> bool:
    return mirrored(one, other) is not False


def _warned(model: Model, one: Relationship, other: Relationship) -> bool:
    """Whether SQLAlchemy warns that the two write one column (SQR003)."""
    pair = {one.id, other.id}
    return any(pair <= {conflict.relationship, *conflict.others} for conflict in model.conflicts)


RULE = Rule(
    code="SQR002",
    name="asymmetric-back-populates",
    kind=Kind.ERROR,
    summary="the two sides of a relationship do not name each other with back_populates",
    documentation=__doc__ or "",
    check=check,
)
