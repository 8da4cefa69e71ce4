"""Single edits of models: what a slip of the hand, a merge or a half-finished change makes of them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.mutants import of_leftovers, of_mapping, of_relationships, of_tables
from tests.mutants.slips import Editor, Files, Models, Slip
from tests.mutants.source import Source


@dataclass(frozen=True)
class Mutant:
    """Models with one edit.

    ``kind`` names the edit, ``path`` the file, ``what`` says it to a reader. ``line`` is where the edit
    stands in the edited text, ``None`` when it took something away altogether; ``names`` are the
    relationships (``Class.key``) that it touches, as they were called before, ``words`` are names of
    classes and tables that are no longer what they were.
    """

    kind: str
    path: str
    what: str
    files: Files
    line: int | None
    names: frozenset[str]
    words: frozenset[str] = frozenset()


def mutants(files: Files, kinds: Iterable[str] | None = None) -> Iterator[Mutant]:
    """All single edits of the files that can still be parsed, of some kinds if given."""
    models = Models(files)
    for kind in EDITORS if kinds is None else kinds:
        editor = EDITORS[kind]
        for source in models.sources:
            if _is_shadowed(source.path, files):
                continue
            for slip in editor(source, models):
                text = source.edited(*slip.edits)
                if text == source.text or not _parses(text):
                    continue
                line = None if slip.gone else _line(source, slip)
                names = frozenset(slip.names)
                edited = {**files, source.path: text}
                yield Mutant(kind, source.path, slip.what, edited, line, names, frozenset(slip.words))


def _is_shadowed(path: str, files: Files) -> bool:
    """Whether a package of its name keeps a module from being imported."""
    return any(other.startswith(f"{path.removesuffix('.py')}/") for other in files)


def _line(source: Source, slip: Slip) -> int:
    first = min(slip.edits, key=lambda edit: edit.span)
    # An edit that begins with lines of its own concerns the last of these.
    return source.line(first.span[0]) + len(first.text) - len(first.text.lstrip("\n"))


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


EDITORS: Mapping[str, Editor] = {
    "rename back_populates": of_relationships.rename_back_populates,
    "drop back_populates": of_relationships.drop_back_populates,
    "drop one side": of_relationships.drop_side,
    "rename one side": of_relationships.rename_side,
    "backref for back_populates": of_relationships.backref_for_back_populates,
    "backref beside back_populates": of_relationships.backref_beside_back_populates,
    "backref name taken": of_relationships.backref_name_taken,
    "rename the target": of_relationships.rename_target,
    "swap the target": of_relationships.swap_target,
    "table for the target": of_relationships.table_for_target,
    "rename a class": of_tables.rename_class,
    "second class of the name": of_tables.second_class,
    "second table of the name": of_tables.table_twice,
    "drop the foreign key": of_tables.drop_foreign_key,
    "unknown table": of_tables.unknown_table,
    "unknown column": of_tables.unknown_column,
    "class for the table": of_tables.class_for_table,
    "key to another table": of_tables.swap_table,
    "second foreign key": of_tables.second_foreign_key,
    "drop overlaps": of_relationships.dropping("overlaps"),
    "drop foreign_keys": of_relationships.dropping("foreign_keys"),
    "drop remote_side": of_relationships.dropping("remote_side"),
    "drop a join": of_relationships.dropping("primaryjoin", "secondaryjoin", "secondary"),
    "drop another option": of_relationships.dropping(
        "viewonly", "uselist", "single_parent", "cascade", "lazy", "link_model"
    ),
    "delete-orphan": of_relationships.setting("cascade", '"all, delete-orphan"'),
    "delete-orphan alone": of_relationships.setting("cascade", '"save-update, delete-orphan"'),
    "misspelt cascade": of_relationships.misspelt_cascade,
    "misspelt lazy": of_relationships.setting("lazy", '"joinedload"'),
    "dynamic": of_relationships.setting("lazy", '"dynamic"'),
    "misspelt keyword": of_relationships.misspelt_keyword,
    "viewonly": of_relationships.setting("viewonly", "True"),
    "other column in a join": of_relationships.swap_columns,
    "unknown class in a join": of_relationships.unknown_class_in_join,
    "unknown attribute in a join": of_relationships.unknown_attribute_in_join,
    "annotation without Mapped": of_relationships.no_mapped,
    "other number": of_relationships.other_number,
    "other container": of_relationships.other_container,
    "quoted container": of_relationships.quoted_container,
    "second relationship": of_relationships.second_relationship,
    "relationship in another class": of_relationships.move_relationship,
    "trailing comma": of_relationships.trailing_comma,
    "column for a relationship": of_relationships.column_for_relationship,
    "no target": of_relationships.no_target,
    "other secondary": of_relationships.other_secondary,
    "list of texts": of_relationships.strings_in_list,
    "uselist": of_relationships.setting("uselist", "True", "False"),
    "passive_deletes": of_relationships.setting("passive_deletes", '"all"'),
    "rename a table": of_tables.rename_table,
    "drop a base": of_tables.drop_base,
    "other base": of_tables.other_base,
    "table args without a comma": of_tables.args_without_comma,
    "unknown column in a constraint": of_tables.unknown_in_constraint,
    "identity twice": of_tables.other_identity,
    "unknown discriminator": of_tables.unknown_discriminator,
    "rename a column": of_tables.rename_column,
    "drop a column": of_tables.drop_column,
    "column twice": of_tables.column_twice,
    "second primary key": of_tables.second_primary_key,
    "text for a key": of_tables.text_for_key,
    "type of no column": of_tables.odd_type,
    "drop the primary key": of_tables.drop_primary_key,
    "drop the table name": of_tables.drop_tablename,
    "key without its column": of_tables.without_column,
    "one column short": of_tables.short_constraint,
    "stale path": of_leftovers.stale_path,
    "copied relationship": of_leftovers.copied_relationship,
    "copied class": of_leftovers.copied_class,
    "same class twice": of_leftovers.same_class_twice,
    "import for types": of_leftovers.import_for_types,
    "bare name in a join": of_leftovers.bare_name,
    "broken text": of_leftovers.broken_text,
    "text for an object": of_leftovers.text_for_object,
    "class for the secondary": of_leftovers.class_for_secondary,
    "unknown name": of_leftovers.unknown_name,
    "other back_populates": of_leftovers.names_a_column,
    "swapped arguments": of_leftovers.swapped_arguments,
    "swapped remote_side": of_leftovers.swapped_remote_side,
    "misspelt option": of_mapping.misspelt_option,
    "swapped in a column": of_mapping.swapped_in_column,
    "column without Mapped": of_mapping.column_without_mapped,
    "drop a dataclass option": of_mapping.drop_dataclass_option,
    "drop a special attribute": of_mapping.drop_special,
    "drop from mapper args": of_mapping.drop_from_mapper_args,
    "drop declared_attr": of_mapping.drop_declared_attr,
    "table args as a list": of_mapping.args_as_list,
    "constraint alone": of_mapping.constraint_alone,
    "no table": of_mapping.no_table,
    "list in a column": of_mapping.list_annotation,
    "call forgotten": of_mapping.call_forgotten,
}
