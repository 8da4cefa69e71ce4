"""Backrefs, reverses and conflicts, on models written by hand.

Where nothing of them is unknown, SQLAlchemy configures the same models and must agree.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from flake8_sqla_rel.mapper.configure import Configured, configure
from flake8_sqla_rel.mapper.declared import ColumnTerm, Comparison, Criterion, DeclaredRelationship, Side
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Attribute,
    AttributeKind,
    Direction,
    JoinFault,
    Relationship,
)
from tests.mapper.agreement import check
from tests.mapper.hand_models import HERE, Schema, backref, joins

BLOG = "user(id) post(id, user_id>user.id)"
TREE = "node(id, parent_id>node.id)"
TAGGED = "user(id) tag(id) user_tag(user_id>user.id, tag_id>tag.id)"


def agreed(schema: Schema, *declared: DeclaredRelationship) -> Configured:
    """The relationships configured, after SQLAlchemy has done the same."""
    models = schema.models(*declared)
    assert check(models)
    return configure(models.declared, models.classes, models.tables)


def silent(schema: Schema, *declared: DeclaredRelationship) -> Configured:
    """The relationships configured, where SQLAlchemy could not be asked."""
    models = schema.models(*declared)
    return configure(models.declared, models.classes, models.tables)


def named(configured: Configured, name: str) -> Relationship:
    return next(each for each in configured.relationships if each.name == name)


def criterion(schema: Schema, left: str, right: str) -> Criterion:
    """``table.column`` twice, ``!`` for foreign and ``@`` for remote."""

    def side(text: str) -> Side:
        return Side((ColumnTerm(schema.column(text.strip("!@")), "!" in text, "@" in text),), True)

    return Criterion((Comparison("==", side(left), side(right)),))


# Backrefs


def test_backref_makes_the_other_side_directly_behind() -> None:
    schema = Schema(BLOG)
    made_by = schema.relationship("User", "posts", "Post", backref=backref("author"))
    found = agreed(schema, made_by, schema.relationship("User", "others", "Post", viewonly=True))
    assert [each.name for each in found.relationships] == ["User.posts", "Post.author", "User.others"]
    posts, author, _ = found.relationships
    assert (posts.makes, author.made_by) == (author.id, posts.id)
    assert (posts.reverse, author.reverse) == ((author.id,), (posts.id,))
    assert author.declared_by == "backref" and author.direction is Direction.MANYTOONE
    assert author.target.cls == "User" and author.back_populates == "posts"
    assert author.place == author.call == posts.backref.place  # type: ignore[union-attr]


def test_backref_copies_viewonly_but_not_uselist_and_overlaps() -> None:
    schema = Schema(BLOG)
    options: dict[str, Any] = {"viewonly": True, "uselist": False, "overlaps": "x"}
    found = agreed(schema, schema.relationship("Post", "author", "User", backref=backref("posts"), **options))
    posts = named(found, "User.posts")
    assert posts.viewonly is True and posts.sync_pairs == ()
    assert posts.uselist is True and posts.overlaps == frozenset()


def test_backref_arguments_come_first() -> None:
    schema = Schema(BLOG)
    given = backref("post", uselist=False, viewonly=True)
    found = agreed(schema, schema.relationship("Post", "author", "User", backref=given))
    post = named(found, "User.post")
    assert post.uselist is False and post.viewonly is True


def test_backref_copies_foreign_keys() -> None:
    schema = Schema("user(id) post(id, user_id>user.id, editor_id>user.id)")
    given = joins(foreign_keys=schema.columns("post.editor_id"))
    found = agreed(
        schema, schema.relationship("Post", "editor", "User", joins=given, backref=backref("edited"))
    )
    assert named(found, "User.edited").pairs == (tuple(schema.columns("user.id post.editor_id")),)


def test_backref_recomputes_the_remote_side() -> None:
    schema = Schema(TREE)
    given = joins(remote_side=schema.columns("node.id"))
    found = agreed(
        schema, schema.relationship("Node", "parent", "Node", joins=given, backref=backref("children"))
    )
    assert named(found, "Node.parent").direction is Direction.MANYTOONE
    assert named(found, "Node.children").direction is Direction.ONETOMANY


def test_backref_turns_written_remote_marks_round() -> None:
    schema = Schema(TREE)
    for left, right, direction, back in (
        ("node.parent_id", "@node.id", Direction.MANYTOONE, Direction.ONETOMANY),
        ("node.id", "@node.parent_id", Direction.ONETOMANY, Direction.MANYTOONE),
    ):
        given = joins(primaryjoin=criterion(schema, left, right))
        found = agreed(
            schema, schema.relationship("Node", "one", "Node", joins=given, backref=backref("back"))
        )
        assert named(found, "Node.one").direction is direction
        assert named(found, "Node.back").direction is back


def test_backref_keeps_written_foreign_marks() -> None:
    schema = Schema("user(id, name) post(id, author)")
    given = joins(primaryjoin=criterion(schema, "user.name", "!post.author"))
    found = agreed(schema, schema.relationship("User", "posts", "Post", joins=given, backref=backref("by")))
    assert named(found, "Post.by").direction is Direction.MANYTOONE


def test_backref_of_a_many_to_many_exchanges_the_joins() -> None:
    schema = Schema("user(id) follow(from_id>user.id, to_id>user.id)")
    given = joins(
        primaryjoin=criterion(schema, "user.id", "follow.from_id"),
        secondaryjoin=criterion(schema, "user.id", "follow.to_id"),
    )
    found = agreed(
        schema,
        schema.relationship(
            "User", "follows", "User", secondary="follow", joins=given, backref=backref("followers")
        ),
    )
    follows, followers = found.relationships
    assert followers.direction is Direction.MANYTOMANY
    assert followers.pairs == tuple(reversed(follows.pairs))  # type: ignore[arg-type]


def test_backref_of_a_many_to_many_over_a_table_that_cannot_be_told() -> None:
    schema = Schema(TAGGED)
    declared = schema.relationship("User", "tags", "Tag", secondary="user_tag", backref=backref("users"))
    configured = silent(schema, replace(declared, secondary=UNKNOWN))
    users = named(configured, "Tag.users")
    assert (users.direction, users.uselist) == (Direction.MANYTOMANY, True)
    perhaps = replace(declared, secondary=UNKNOWN, args={})
    assert named(silent(schema, perhaps), "Tag.users").direction is UNKNOWN


def test_backref_with_its_own_join() -> None:
    schema = Schema("user(id) post(id, user_id>user.id, editor_id>user.id)")
    given = joins(primaryjoin=criterion(schema, "user.id", "post.editor_id"))
    forward = joins(primaryjoin=criterion(schema, "user.id", "post.user_id"))
    found = agreed(
        schema,
        schema.relationship("Post", "author", "User", joins=forward, backref=backref("posts", joins=given)),
    )
    assert named(found, "User.posts").pairs == (tuple(schema.columns("user.id post.editor_id")),)


@pytest.mark.parametrize("where", ["target", "above", "below"])
def test_taken_name_makes_no_second_relationship(where: str) -> None:
    schema = Schema(
        "user(id) item(id) book(id>item.id, user_id>user.id) comic(id>book.id)", Book="Item", Comic="Book"
    )
    owner = {"target": "Book", "above": "Item", "below": "Comic"}[where]
    taken = schema.relationship(owner, "owner", owner, viewonly=True)
    found = silent(schema, taken, schema.relationship("User", "books", "Book", backref=backref("owner")))
    assert named(found, "User.books").makes is None
    assert [each.name for each in found.relationships].count("Book.owner") == (where == "target")


def test_name_of_a_column_is_taken_and_that_of_a_method_is_not() -> None:
    schema = Schema(BLOG)
    declared = schema.relationship("User", "posts", "Post", backref=backref("user_id"))
    assert named(silent(schema, declared), "User.posts").makes is None
    post = schema.classes["Post"]
    method = Attribute("author", AttributeKind.PLAIN, "Post", HERE)
    schema.classes["Post"] = replace(post, attributes={**post.attributes, "author": method})
    declared = schema.relationship("User", "posts", "Post", backref=backref("author"))
    assert named(silent(schema, declared), "User.posts").makes == 1


def test_two_backrefs_of_one_name() -> None:
    schema = Schema(BLOG)
    first = schema.relationship("User", "posts", "Post", backref=backref("author"))
    second = schema.relationship("User", "drafts", "Post", backref=backref("author"))
    found = agreed(schema, first, second)
    assert named(found, "User.posts").makes == 1 and named(found, "User.drafts").makes is None


def test_backref_beside_back_populates_is_not_carried_out() -> None:
    schema = Schema(BLOG)
    both = schema.relationship("User", "posts", "Post", backref=backref("author"), back_populates="writer")
    found = silent(schema, both, schema.relationship("Post", "writer", "User"))
    assert [each.name for each in found.relationships] == ["User.posts", "Post.writer"]
    assert named(found, "User.posts").reverse == (1,)


def test_backref_of_an_unknown_target_is_not_placed() -> None:
    schema = Schema(BLOG)
    found = silent(schema, schema.relationship("User", "posts", "Elsewhere", backref=backref("author")))
    (posts,) = found.relationships
    assert posts.makes is None and posts.reverse is UNKNOWN
    assert posts.direction is UNKNOWN and posts.problem is None


def test_backref_of_a_refused_relationship_has_no_problem_of_its_own() -> None:
    schema = Schema("user(id) post(id)")
    found = agreed(schema, schema.relationship("User", "posts", "Post", backref=backref("author")))
    posts, author = found.relationships
    assert posts.problem is not None and posts.problem.fault is JoinFault.NO_FOREIGN_KEY
    assert author.problem is None and author.direction is UNKNOWN


# Reverses


def pair(schema: Schema, one: str | None = "author", other: str | None = "posts") -> Configured:
    return agreed(
        schema,
        schema.relationship("User", "posts", "Post", back_populates=one),
        schema.relationship("Post", "author", "User", back_populates=other),
    )


@pytest.mark.parametrize(("one", "other"), [("author", "posts"), ("author", None), (None, "posts")])
def test_back_populates_on_either_side_links_both(one: str | None, other: str | None) -> None:
    found = pair(Schema(BLOG), one, other)
    assert [each.reverse for each in found.relationships] == [(1,), (0,)]
    assert found.conflicts == ()


def test_back_populates_of_nothing_links_nothing() -> None:
    found = pair(Schema(BLOG), "autor", None)
    assert [each.reverse for each in found.relationships] == [(), ()]


def test_inherited_relationship_is_a_reverse() -> None:
    schema = Schema("user(id) item(id, user_id>user.id) book(id>item.id)", Book="Item")
    found = agreed(
        schema,
        schema.relationship("User", "books", "Book", back_populates="owner"),
        schema.relationship("Item", "owner", "User"),
    )
    assert named(found, "User.books").reverse == (1,)


def test_column_in_front_of_an_inherited_relationship_is_no_reverse() -> None:
    schema = Schema("user(id) item(id, user_id>user.id) book(id>item.id, owner)", Book="Item")
    found = silent(
        schema,
        schema.relationship("User", "books", "Book", back_populates="owner"),
        schema.relationship("Item", "owner", "User"),
    )
    assert named(found, "User.books").reverse == ()


def test_concrete_class_inherits_no_reverse() -> None:
    schema = Schema("user(id) item(id, user_id>user.id) book(id, user_id>user.id)", Book="concrete Item")
    found = agreed(
        schema,
        schema.relationship("User", "books", "Book", back_populates="owner"),
        schema.relationship("Item", "owner", "User"),
    )
    assert named(found, "User.books").reverse == ()


def test_unknown_back_populates_leaves_its_candidates_unknown() -> None:
    schema = Schema(BLOG + " tag(id, user_id>user.id)")
    found = silent(
        schema,
        schema.relationship("User", "posts", "Post", back_populates=UNKNOWN),
        schema.relationship("Post", "author", "User"),
        schema.relationship("Tag", "user", "User"),
    )
    assert [each.reverse for each in found.relationships] == [UNKNOWN, UNKNOWN, ()]
    assert found.conflicts == ()


def test_open_class_may_have_the_reverse_named() -> None:
    schema = Schema(BLOG)
    schema.classes["Post"] = replace(schema.classes["Post"], open=True)
    found = silent(schema, schema.relationship("User", "posts", "Post", back_populates="author"))
    assert found.relationships[0].reverse is UNKNOWN


# Conflicts


def conflict_names(schema: Schema, *declared: DeclaredRelationship) -> list[tuple[str, list[str], str]]:
    found = agreed(schema, *declared)
    return [
        (
            found.relationships[each.relationship].name,
            [found.relationships[other].name for other in each.others],
            f"{schema.tables[each.column.table].name}.{each.column.name}",
        )
        for each in found.conflicts
    ]


def test_two_sides_that_are_not_linked_conflict_on_the_later() -> None:
    schema = Schema(BLOG)
    assert conflict_names(
        schema,
        schema.relationship("Post", "author", "User"),
        schema.relationship("User", "posts", "Post"),
    ) == [("Post.author", ["User.posts"], "post.user_id")]


def test_conflict_names_all_others_sorted() -> None:
    schema = Schema(BLOG)
    assert conflict_names(
        schema,
        schema.relationship("User", "written", "Post"),
        schema.relationship("User", "drafts", "Post"),
        schema.relationship("Post", "author", "User"),
    ) == [
        ("User.drafts", ["User.written"], "post.user_id"),
        ("Post.author", ["User.drafts", "User.written"], "post.user_id"),
    ]


def test_many_to_many_conflicts_on_both_columns() -> None:
    schema = Schema(TAGGED)
    assert conflict_names(
        schema,
        schema.relationship("User", "tags", "Tag", secondary="user_tag"),
        schema.relationship("Tag", "users", "User", secondary="user_tag"),
    ) == [
        ("Tag.users", ["User.tags"], "user_tag.tag_id"),
        ("Tag.users", ["User.tags"], "user_tag.user_id"),
    ]


@pytest.mark.parametrize("options", [{"viewonly": True}, {"overlaps": "author"}])
def test_viewonly_or_overlaps_on_the_earlier(options: dict[str, Any]) -> None:
    schema = Schema(BLOG)
    earlier = schema.relationship("User", "posts", "Post", **options)
    assert conflict_names(schema, earlier, schema.relationship("Post", "author", "User")) == []


@pytest.mark.parametrize("options", [{"viewonly": True}, {"overlaps": "posts"}, {"overlaps": "__*"}])
def test_viewonly_or_overlaps_on_the_later(options: dict[str, Any]) -> None:
    schema = Schema(BLOG)
    later = schema.relationship("Post", "author", "User", **options)
    assert conflict_names(schema, schema.relationship("User", "posts", "Post"), later) == []


def test_two_collections_of_one_reverse_still_conflict() -> None:
    schema = Schema(BLOG)
    assert conflict_names(
        schema,
        schema.relationship("User", "posts", "Post", back_populates="author"),
        schema.relationship("User", "drafts", "Post", back_populates="author"),
        schema.relationship("Post", "author", "User"),
    ) == [("User.drafts", ["User.posts"], "post.user_id")]


def test_siblings_do_not_conflict() -> None:
    schema = Schema(
        "user(id) item(id, user_id>user.id) book(id>item.id) comic(id>item.id)", Book="Item", Comic="Item"
    )
    books = schema.relationship("User", "books", "Book")
    assert conflict_names(schema, books, schema.relationship("User", "comics", "Comic")) == []
    assert conflict_names(schema, books, schema.relationship("User", "items", "Item")) == [
        ("User.items", ["User.books"], "item.user_id")
    ]


def test_same_key_in_one_hierarchy_does_not_conflict() -> None:
    schema = Schema("user(id) item(id, user_id>user.id) book(id>item.id)", Book="Item")
    declared = [schema.relationship(owner, "user", "User") for owner in ("Item", "Book")]
    assert conflict_names(schema, *declared) == []


def test_backref_is_checked_before_its_creator() -> None:
    schema = Schema(BLOG)
    assert conflict_names(
        schema,
        schema.relationship("User", "drafts", "Post"),
        schema.relationship("User", "posts", "Post", backref=backref("author")),
    ) == [
        ("Post.author", ["User.drafts"], "post.user_id"),
        ("User.posts", ["User.drafts"], "post.user_id"),
    ]


def test_partly_overlapping_composite_keys_conflict() -> None:
    schema = Schema(
        "org(id) user(org_id, id) post(key, org_id>org.id, user_id, org_id+user_id>user.org_id+id)"
    )
    assert conflict_names(
        schema,
        schema.relationship("Post", "org", "Org"),
        schema.relationship("Post", "user", "User"),
    ) == [("Post.user", ["Post.org"], "post.org_id")]


@pytest.mark.parametrize("name", ["overlaps", "viewonly"])
@pytest.mark.parametrize("later", [False, True])
def test_unknown_exemption_is_silent(name: str, later: bool) -> None:
    schema = Schema(BLOG)
    options = [{}, {name: UNKNOWN}] if later else [{name: UNKNOWN}, {}]
    found = silent(
        schema,
        schema.relationship("User", "posts", "Post", **options[0]),
        schema.relationship("Post", "author", "User", **options[1]),
    )
    assert found.conflicts == ()
