"""What names mean in the strings that SQLAlchemy evaluates, classes and tables apart.

Source: ``_class_resolver`` in ``orm/clsregistry.py``, which evaluates with that module's own
globals and falls back to everything that the ``sqlalchemy`` package holds. The names are those
of 1.4, 2.0 and 2.1 together.
"""

from __future__ import annotations

import builtins
from typing import Final

BUILTINS: Final = frozenset(dir(builtins))

PACKAGE: Final = frozenset(
    "ARRAY AdaptedConnection AggregateOrderBy Alias AliasedReturnsRows Any AssertionPool "
    "AsyncAdaptedQueuePool BIGINT BINARY BLANK_SCHEMA BLOB BOOLEAN BaseDDLElement BaseRow BigInteger "
    "BinaryExpression BindParameter BindTyping Boolean BooleanClauseList CHAR CLOB CTE CacheKey Case "
    "Cast CheckConstraint CheckFirst ChunkedIteratorResult ClauseElement ClauseList "
    "CollectionAggregate Column ColumnClause ColumnCollection ColumnDefault ColumnElement "
    "ColumnExpressionArgument ColumnOperators Compiled CompoundSelect Computed Connection Constraint "
    "CreateEnginePlugin CreateTable CreateTableAs CreateView CursorResult DATE DATETIME DDL "
    "DDLElement DECIMAL DOUBLE DOUBLE_PRECISION Date DateTime DefaultClause Delete Dialect Double "
    "DropTable DropView Engine Enum ExceptionContext Executable ExecutableDDLElement ExecutionContext "
    "Exists Extract FLOAT FallbackAsyncAdaptedQueuePool False_ FetchedValue Float ForeignKey "
    "ForeignKeyConstraint ForeignKeyTarget FrameClause FrameClauseType FromClause FromGrouping "
    "FrozenResult Function FunctionElement FunctionFilter GenerativeSelect Grouping HasCTE "
    "HasPrefixes HasSuffixes INT INTEGER Identity Index Insert Inspector Integer Interval "
    "IteratorResult JSON Join LABEL_STYLE_DEFAULT LABEL_STYLE_DISAMBIGUATE_ONLY LABEL_STYLE_NONE "
    "LABEL_STYLE_TABLENAME_PLUS_COL Label LambdaElement LargeBinary Lateral MappingResult "
    "MergedResult MetaData NCHAR NUMERIC NVARCHAR Named NestedTransaction NotNullable Null NullPool "
    "Nullable Numeric NumericCommon Operators OrderByList Over PickleType Pool PoolProxiedConnection "
    "PoolResetState PrimaryKeyConstraint QueuePool REAL ReleaseSavepointClause Result ResultProxy "
    "ReturnsRows RollbackToSavepointClause RootTransaction Row RowMapping SMALLINT "
    "SQLColumnExpression SavepointClause ScalarResult ScalarSelect Select SelectBase SelectLabelStyle "
    "Selectable Sequence SingletonThreadPool SmallInteger StatementLambdaElement StaticPool String "
    "Subquery TEXT TIME TIMESTAMP TString Table TableClause TableSample TableValuedAlias "
    "TableValuedColumn Text TextAsFrom TextClause TextualSelect ThreadLocalMetaData Time Transaction "
    "True_ TryCast Tuple TupleType TwoPhaseTransaction TypeClause TypeCoerce TypeCompiler "
    "TypeDecorator TypedColumns URL UUID UnaryExpression Unicode UnicodeText UniqueConstraint Update "
    "UpdateBase Uuid VARBINARY VARCHAR Values ValuesBase Visitable WithinGroup aggregate_order_by "
    "alias all_ and_ annotations any_ asc between bindparam bitwise_not case cast cimmutabledict "
    "collate column cprocessors create_engine create_mock_engine create_pool_from_url cresultproxy "
    "cte custom_op cyextension delete desc dialects distinct engine engine_from_config event events "
    "exc except_ except_all exists extract false from_dml_column func funcfilter future insert "
    "insert_sentinel inspect inspection intersect intersect_all join label lambda_stmt lateral "
    "literal literal_column log make_url modifier not_ null nulls_first nulls_last nullsfirst "
    "nullslast or_ orm outerjoin outparam over pool processors quoted_name result_tuple schema select "
    "sql subquery table tablesample text true try_cast tstring tuple_ type_coerce types union "
    "union_all update util values within_group".split()
)
"""The names of the ``sqlalchemy`` package."""

RESOLVER: Final = frozenset(
    "Callable CallableReference ClsRegistryToken ColumnProperty Dict Generator Iterable List "
    "Mapping MutableMapping NoReturn Optional Set SynonymProperty TYPE_CHECKING Type TypeVar Union "
    "_ClsRegistryToken _ClsRegistryType _GetColumns _GetTable _ModNS _ModuleMarker "
    "_MultipleClassMarker _T _add_class _class_resolver _determine_container _fallback_dict "
    "_get_table_key _key_is_empty _metadata_for_cls _registries _remove_class _resolver add_class "
    "attributes class_mapper interfaces re remove_class weakref".split()
)
"""The names of the module that evaluates."""

MEANINGS: Final = BUILTINS | PACKAGE | RESOLVER | {"foreign", "remote"}
"""Every name that means something although it is no class, table, schema or module."""

TABLE: Final = frozenset(
    "alias append_column append_constraint c columns comment compare compile constraints "
    "corresponding_column create delete description dialect_kwargs dialect_options dispatch drop "
    "entity_namespace exported_columns foreign_key_constraints foreign_keys fullname get_children "
    "implicit_returning indexes info insert is_derived_from join key kwargs lateral metadata name "
    "outerjoin params primary_key schema select selectable self_group table_valued tablesample "
    "to_metadata tometadata unique_params update".split()
)
"""The attributes of a ``Table``: behind its name they are not looked for among its columns."""

COLLECTION: Final = frozenset(
    "add as_readonly clear compare contains_column corresponding_column extend get items keys remove "
    "update values".split()
)
"""The attributes of a ``Table.c``."""
