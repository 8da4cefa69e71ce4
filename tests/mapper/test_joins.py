"""Joins of single relationships: the corners, on models written by hand.

Where nothing of them is unknown, SQLAlchemy configures the same models and must agree.
"""

from __future__ import annotations

from typing import Any

import pytest

from flake8_sqla_rel.mapper.configure import configure
from flake8_sqla_rel.mapper.declared import ColumnTerm, Comparison, Criterion, Side
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ColumnRef,
    Direction,
    JoinFault,
    Relationship,
)
from tests.mapper.agreement import check
from tests.mapper.hand_models import Schema, joins

USER_AND_POST = "user(id) post(id, user_id>user.id, editor_id)"


def only(schema: Schema, owner: str, target: str, **options: Any) -> Relationship:
    """The one relationship of a schema, configured."""
    declared = schema.relationship(owner, "r", target, **options)
    if schema.is_known() and UNKNOWN not in (
        declared.viewonly,
        declared.secondary,
        declared.joins.primaryjoin,
        declared.joins.foreign_keys,
        declared.joins.remote_side,
    ):
        assert check(schema.models(declared))
    return configure([declared], schema.classes, schema.tables).relationships[0]


def names(schema: Schema, pairs: Any) -> list[str]:
    assert pairs is not UNKNOWN
    return [" ".join(f"{schema.tables[one.table].name}.{one.name}" for one in pair) for pair in pairs]


def comparison(schema: Schema, left: str, right: str, op: str = "==") -> Comparison:
    """Two columns as ``table.column``, with ``!`` for foreign, ``@`` for remote, ``f`` for a function."""

    def side(text: str) -> Side:
        if not text:
            return Side((), False)
        column = text.strip("!@()")
        term = ColumnTerm(schema.column(column), "!" in text, "@" in text)
        return Side((term,), "(" not in text)

    return Comparison(op, side(left), side(right))


def test_the_referring_side_is_many_to_one() -> None:
    schema = Schema(USER_AND_POST)
    found = only(schema, "Post", "User")
    assert found.direction is Direction.MANYTOONE
    assert found.uselist is False
    assert names(schema, found.pairs) == ["post.user_id user.id"]
    assert names(schema, found.sync_pairs) == ["user.id post.user_id"]


def test_the_referred_side_is_one_to_many() -> None:
    schema = Schema(USER_AND_POST)
    found = only(schema, "User", "Post")
    assert found.direction is Direction.ONETOMANY
    assert found.uselist is True
    assert names(schema, found.pairs) == ["user.id post.user_id"]


def test_uselist_given_outweighs_the_direction() -> None:
    found = only(Schema(USER_AND_POST), "User", "Post", uselist=False)
    assert found.uselist is False


def test_no_foreign_key() -> None:
    found = only(Schema("user(id) post(id)"), "User", "Post")
    assert found.problem is not None
    assert found.problem.fault is JoinFault.NO_FOREIGN_KEY
    assert found.direction is UNKNOWN and found.uselist is UNKNOWN and found.pairs is UNKNOWN


def test_several_foreign_keys_compete() -> None:
    schema = Schema("user(id) post(id, user_id>user.id, editor_id>user.id)")
    found = only(schema, "Post", "User")
    assert found.problem is not None
    assert found.problem.fault is JoinFault.AMBIGUOUS
    assert [path[1].elements[0].column for path in found.problem.paths] == ["user_id", "editor_id"]


def test_foreign_keys_choose_one_path() -> None:
    schema = Schema("user(id) post(id, user_id>user.id, editor_id>user.id)")
    found = only(schema, "Post", "User", joins=joins(foreign_keys=schema.columns("post.editor_id")))
    assert names(schema, found.pairs) == ["post.editor_id user.id"]


def test_keys_of_both_directions_compete() -> None:
    schema = Schema("user(id, pinned_id>post.id) post(id, user_id>user.id)")
    found = only(schema, "User", "Post")
    assert found.problem is not None and found.problem.fault is JoinFault.AMBIGUOUS


def test_two_constraints_of_the_same_pairs_are_one_path() -> None:
    schema = Schema("user(id) post(id, user_id>user.id>user.id)")
    assert only(schema, "Post", "User").direction is Direction.MANYTOONE


def test_composite_key_joins_on_all_its_columns() -> None:
    schema = Schema("user(a, b) post(id, x, y, x+y>user.a+b)")
    found = only(schema, "Post", "User")
    assert names(schema, found.pairs) == ["post.x user.a", "post.y user.b"]


def test_part_of_a_composite_key_as_foreign_keys() -> None:
    schema = Schema("user(a, b) post(id, x, y, x+y>user.a+b)")
    found = only(schema, "Post", "User", joins=joins(foreign_keys=schema.columns("post.x")))
    assert names(schema, found.pairs) == ["post.x user.a"]


def test_part_of_a_composite_key_does_not_choose_among_several() -> None:
    schema = Schema("user(a, b) post(id, x, y, z, x+y>user.a+b, x+z>user.a+b)")
    found = only(schema, "Post", "User", joins=joins(foreign_keys=schema.columns("post.x")))
    assert found.problem is not None and found.problem.fault is JoinFault.AMBIGUOUS
    whole = only(schema, "Post", "User", joins=joins(foreign_keys=schema.columns("post.x post.z")))
    assert names(schema, whole.pairs) == ["post.x user.a", "post.z user.b"]


def test_two_single_keys_to_a_composite_one_are_two_paths() -> None:
    schema = Schema("user(a, b) post(id, x>user.a, y>user.b)")
    found = only(schema, "Post", "User")
    assert found.problem is not None and found.problem.fault is JoinFault.AMBIGUOUS


def test_self_reference_is_one_to_many_by_default() -> None:
    schema = Schema("node(id, parent_id>node.id)")
    found = only(schema, "Node", "Node")
    assert found.direction is Direction.ONETOMANY
    assert names(schema, found.pairs) == ["node.id node.parent_id"]


def test_self_reference_with_remote_side_is_many_to_one() -> None:
    schema = Schema("node(id, parent_id>node.id)")
    found = only(schema, "Node", "Node", joins=joins(remote_side=schema.columns("node.id")))
    assert found.direction is Direction.MANYTOONE
    assert names(schema, found.pairs) == ["node.parent_id node.id"]


def test_remote_side_outside_of_the_join() -> None:
    schema = Schema("node(id, parent_id>node.id, other)")
    found = only(schema, "Node", "Node", joins=joins(remote_side=schema.columns("node.other")))
    assert found.problem is not None and found.problem.fault is JoinFault.NO_LOCAL_REMOTE_PAIR


def test_column_compared_with_itself_has_no_vote() -> None:
    schema = Schema("node(org, id, parent_id, org+parent_id>node.org+id)")
    criterion = Criterion(
        (comparison(schema, "node.org", "@!node.org"), comparison(schema, "node.id", "@!node.parent_id"))
    )
    found = only(schema, "Node", "Node", joins=joins(primaryjoin=criterion))
    assert found.direction is Direction.ONETOMANY


def test_foreign_on_both_sides_is_undecidable() -> None:
    schema = Schema("node(id, parent_id)")
    criterion = Criterion((comparison(schema, "!node.id", "!@node.parent_id"),))
    found = only(schema, "Node", "Node", joins=joins(primaryjoin=criterion))
    assert found.problem is not None and found.problem.fault is JoinFault.UNDECIDABLE


def test_foreign_column_of_a_third_table_is_undecidable() -> None:
    schema = Schema("user(id) post(id) tag(user_id)")
    criterion = Criterion((comparison(schema, "user.id", "!tag.user_id"),))
    found = only(schema, "User", "Post", viewonly=True, joins=joins(primaryjoin=criterion))
    assert found.problem is not None and found.problem.fault is JoinFault.UNDECIDABLE


def test_foreign_mark_makes_a_join_without_keys() -> None:
    schema = Schema("user(id, name) post(id, author)")
    criterion = Criterion((comparison(schema, "user.name", "!post.author"),))
    found = only(schema, "User", "Post", joins=joins(primaryjoin=criterion))
    assert found.direction is Direction.ONETOMANY
    assert names(schema, found.sync_pairs) == ["user.name post.author"]


def test_foreign_mark_on_one_column_leaves_the_others_unmarked() -> None:
    schema = Schema("user(a, b) post(id, x>user.a, y)")
    criterion = Criterion((comparison(schema, "user.a", "post.x"), comparison(schema, "user.b", "!post.y")))
    found = only(schema, "User", "Post", joins=joins(primaryjoin=criterion))
    assert names(schema, found.sync_pairs) == ["user.b post.y"]
    assert names(schema, found.pairs) == ["user.a post.x", "user.b post.y"]


def test_remote_mark_in_a_self_reference() -> None:
    schema = Schema("node(id, parent_id>node.id)")
    criterion = Criterion((comparison(schema, "node.parent_id", "@node.id"),))
    found = only(schema, "Node", "Node", joins=joins(primaryjoin=criterion))
    assert found.direction is Direction.MANYTOONE


def test_explicit_join_without_any_foreign_column() -> None:
    schema = Schema("user(id) post(id, author)")
    criterion = Criterion((comparison(schema, "user.id", "post.author"),))
    for viewonly in (False, True):
        found = only(schema, "User", "Post", viewonly=viewonly, joins=joins(primaryjoin=criterion))
        assert found.problem is not None and found.problem.fault is JoinFault.NO_WRITABLE_PAIR


def test_only_equality_can_be_written() -> None:
    schema = Schema(USER_AND_POST)
    criterion = Criterion((comparison(schema, "user.id", "!post.user_id", op="<"),))
    writable = only(schema, "User", "Post", joins=joins(primaryjoin=criterion))
    assert writable.problem is not None and writable.problem.fault is JoinFault.NO_WRITABLE_PAIR
    viewonly = only(schema, "User", "Post", viewonly=True, joins=joins(primaryjoin=criterion))
    assert viewonly.direction is Direction.ONETOMANY
    assert viewonly.sync_pairs == ()
    assert names(schema, viewonly.pairs) == ["user.id post.user_id"]
    unknown = only(schema, "User", "Post", viewonly=UNKNOWN, joins=joins(primaryjoin=criterion))
    assert unknown.problem is None and unknown.sync_pairs is UNKNOWN


def test_function_around_a_column_needs_a_mark_but_writes() -> None:
    schema = Schema(USER_AND_POST)
    unmarked = Criterion((comparison(schema, "(user.id)", "post.user_id"),))
    found = only(schema, "User", "Post", joins=joins(primaryjoin=unmarked))
    assert found.problem is not None and found.problem.fault is JoinFault.NO_WRITABLE_PAIR
    marked = Criterion((comparison(schema, "(user.id)", "!post.user_id"),))
    found = only(schema, "User", "Post", joins=joins(primaryjoin=marked))
    assert names(schema, found.sync_pairs) == ["user.id post.user_id"]


def test_literal_comparison_forms_no_pair() -> None:
    schema = Schema(USER_AND_POST)
    criterion = Criterion((comparison(schema, "user.id", "post.user_id"), comparison(schema, "post.id", "")))
    found = only(schema, "User", "Post", joins=joins(primaryjoin=criterion))
    assert names(schema, found.pairs) == ["user.id post.user_id"]
    assert names(schema, found.sync_pairs) == ["user.id post.user_id"]


def test_many_to_many() -> None:
    schema = Schema("user(id) tag(id) user_tag(user_id>user.id, tag_id>tag.id)")
    found = only(schema, "User", "Tag", secondary="user_tag")
    assert found.direction is Direction.MANYTOMANY and found.uselist is True
    assert names(schema, found.pairs) == ["user.id user_tag.user_id", "tag.id user_tag.tag_id"]
    assert found.sync_pairs == found.pairs


@pytest.mark.parametrize(
    ("secondary", "half"),
    [("user_tag(user_id>user.id, tag_id)", "secondary"), ("user_tag(user_id, tag_id>tag.id)", "primary")],
)
def test_secondary_without_key_to_one_side(secondary: str, half: str) -> None:
    found = only(Schema(f"user(id) tag(id) {secondary}"), "User", "Tag", secondary="user_tag")
    assert found.problem is not None
    assert (found.problem.fault, found.problem.half) == (JoinFault.NO_FOREIGN_KEY, half)
    assert found.direction is UNKNOWN


def test_self_referential_many_to_many_needs_both_joins() -> None:
    schema = Schema("user(id) follow(from_id>user.id, to_id>user.id)")
    found = only(schema, "User", "User", secondary="follow")
    assert found.problem is not None
    assert (found.problem.fault, found.problem.half) == (JoinFault.AMBIGUOUS, "secondary")
    both = joins(
        primaryjoin=Criterion((comparison(schema, "user.id", "follow.from_id"),)),
        secondaryjoin=Criterion((comparison(schema, "user.id", "follow.to_id"),)),
    )
    found = only(schema, "User", "User", secondary="follow", joins=both)
    assert names(schema, found.pairs) == ["user.id follow.from_id", "user.id follow.to_id"]


def test_secondaryjoin_without_secondary_is_no_join_fault() -> None:
    schema = Schema(USER_AND_POST)
    join = Criterion((comparison(schema, "user.id", "post.user_id"),))
    found = only(schema, "User", "Post", joins=joins(secondaryjoin=join))
    assert found.problem is None and found.direction is UNKNOWN


def test_own_table_of_a_subclass_comes_first() -> None:
    schema = Schema("user(id) item(id, user_id>user.id) book(id>item.id, owner_id>user.id)", Book="Item")
    found = only(schema, "Book", "User")
    assert names(schema, found.pairs) == ["book.owner_id user.id"]


def test_base_table_is_tried_when_the_own_has_no_key() -> None:
    schema = Schema("user(id) item(id, user_id>user.id) book(id>item.id)", Book="Item")
    found = only(schema, "Book", "User")
    assert names(schema, found.pairs) == ["item.user_id user.id"]


def test_inheritance_key_competes() -> None:
    schema = Schema("item(id) book(id>item.id, sequel_to>item.id)", Book="Item")
    found = only(schema, "Book", "Item")
    assert found.problem is not None and found.problem.fault is JoinFault.AMBIGUOUS


def test_key_between_overlapping_tables() -> None:
    schema = Schema("item(id) book(id>item.id, part_of>item.id)", Book="Item")
    given = joins(foreign_keys=schema.columns("book.part_of"))
    found = only(schema, "Book", "Item", joins=given)
    assert found.direction is Direction.MANYTOONE
    assert names(schema, found.pairs) == ["book.part_of item.id"]


def test_unresolved_key_is_passed_over_unless_it_names_the_other_table() -> None:
    elsewhere = Schema("user(id) post(id, user_id>user.id, other_id>nowhere.id)")
    assert only(elsewhere, "Post", "User").direction is Direction.MANYTOONE
    without_column = Schema("user(id) post(id, user_id>user.id, other_id>user.nothing)")
    found = only(without_column, "Post", "User")
    assert found.problem is not None
    assert found.problem.fault is JoinFault.UNRESOLVED_FOREIGN_KEY
    assert [path[1].elements[0].column for path in found.problem.paths] == ["other_id"]


def test_unresolved_key_of_the_other_column_is_not_asked_for_where_the_first_may_fit() -> None:
    schema = Schema("item(id>nowhere.id, up>item.id>nowhere.id)")
    given = joins(
        primaryjoin=Criterion((comparison(schema, "item.up", "item.id"),), ()),
        remote_side=schema.columns("item.id"),
    )
    found = only(schema, "Item", "Item", joins=given)
    assert found.direction is UNKNOWN and found.problem is None


def test_incomplete_table_lets_a_single_path_stand() -> None:
    schema = Schema(USER_AND_POST, incomplete="user")
    found = only(schema, "Post", "User")
    assert found.direction is Direction.MANYTOONE and found.problem is None


def test_incomplete_table_without_a_path_says_nothing() -> None:
    found = only(Schema("user(id) post(id)", incomplete="post"), "Post", "User")
    assert found.direction is UNKNOWN and found.problem is None


def test_incomplete_table_takes_nothing_from_foreign_keys_that_fit() -> None:
    schema = Schema(USER_AND_POST, incomplete="user")
    found = only(schema, "Post", "User", joins=joins(foreign_keys=schema.columns("post.user_id")))
    assert found.direction is Direction.MANYTOONE
    assert names(schema, found.pairs) == ["post.user_id user.id"]


def test_incomplete_table_cannot_make_several_paths_one() -> None:
    schema = Schema("user(id) post(id, user_id>user.id, editor_id>user.id)", incomplete="user post")
    found = only(schema, "Post", "User")
    assert found.problem is not None and found.problem.fault is JoinFault.AMBIGUOUS


def test_reference_known_by_its_table_only_decides_the_direction() -> None:
    schema = Schema("user() post(id, user_id>user.?)", incomplete="user")
    found = only(schema, "Post", "User", joins=joins(foreign_keys=schema.columns("post.user_id")))
    assert found.direction is Direction.MANYTOONE
    assert found.pairs is UNKNOWN and found.sync_pairs is UNKNOWN and found.problem is None


@pytest.mark.parametrize("argument", ["primaryjoin", "foreign_keys", "remote_side"])
def test_unknown_argument(argument: str) -> None:
    found = only(Schema(USER_AND_POST), "Post", "User", joins=joins(**{argument: UNKNOWN}))
    assert found.problem is None and found.pairs is UNKNOWN
    # The remote side matters to the pairs alone where the key can point one way only.
    expected = Direction.MANYTOONE if argument == "remote_side" else UNKNOWN
    assert found.direction is expected


def test_unknown_secondary_is_many_to_many_when_given() -> None:
    schema = Schema(USER_AND_POST)
    given = only(schema, "User", "Post", secondary=UNKNOWN)
    assert given.direction is Direction.MANYTOMANY and given.pairs is UNKNOWN
    perhaps = only(schema, "User", "Post", secondary=UNKNOWN, args={})
    assert perhaps.direction is UNKNOWN


def test_function_where_tables_overlap_is_left_undecided() -> None:
    schema = Schema("item(id) book(id>item.id, part_of)", Book="Item")
    criterion = Criterion((comparison(schema, "(item.id)", "!book.part_of"),))
    found = only(schema, "Book", "Item", joins=joins(primaryjoin=criterion))
    assert found.direction is Direction.MANYTOONE
    assert found.pairs is UNKNOWN


def test_columns_of_a_pair_are_the_tables() -> None:
    schema = Schema(USER_AND_POST)
    assert only(schema, "Post", "User").pairs == ((ColumnRef(1, "user_id"), ColumnRef(0, "id")),)


def test_the_left_side_comes_first_when_it_may_refer_too() -> None:
    """SQLAlchemy asks the left side first; where its key may lead to the right one, nobody knows."""
    told = Schema("user(id>post.author) post(id, author>user.id)")
    criterion = Criterion((comparison(told, "user.id", "post.author"),))
    assert only(told, "Post", "User", joins=joins(primaryjoin=criterion)).direction is Direction.ONETOMANY
    untold = Schema("user(id>post.?) post(id, author>user.id)")
    assert only(untold, "Post", "User", joins=joins(primaryjoin=criterion)).direction is UNKNOWN


def test_marks_inside_of_a_function_and_outside_of_a_comparison() -> None:
    """SQLAlchemy counts what it comes by first, which is what is less deep: not known here."""
    schema = Schema("node(id, up)")
    criterion = Criterion(
        (comparison(schema, "(@node.up)", ""),), (ColumnTerm(schema.column("node.up"), False, False),)
    )
    given = joins(primaryjoin=criterion, foreign_keys=schema.columns("node.up"))
    found = only(schema, "Node", "Node", viewonly=True, joins=given)
    assert (found.direction, found.problem) == (UNKNOWN, None)
