"""What names mean in the strings that SQLAlchemy evaluates, classes and tables apart, and behind its stars.

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

ORM: Final = frozenset(
    "AliasOption Any AppenderQuery AttributeEvent AttributeEventToken AttributeEvents AttributeState "
    "Bundle CascadeOptions ClassManager ColumnProperty Composite CompositeProperty DeclarativeBase "
    "DeclarativeBaseNoMeta DeclarativeMeta DictBundle DynamicMapped EXT_CONTINUE EXT_SKIP EXT_STOP "
    "FromStatement IdentityMap InspectionAttr InspectionAttrExtensionType InspectionAttrInfo "
    "InstanceEvents InstanceState InstrumentationEvents InstrumentedAttribute KeyFuncDict Load "
    "LoaderCallableStatus LoaderCriteriaOption MANYTOMANY MANYTOONE Mapped MappedAsDataclass "
    "MappedClassProtocol MappedCollection MappedColumn MappedSQLExpression Mapper MapperEvents "
    "MapperProperty NOT_EXTENSION NO_KEY NO_VALUE NotExtension ONETOMANY ORMDescriptor ORMExecuteState "
    "PassiveFlag PropComparator Query QueryContext QueryEvents QueryPropertyDescriptor "
    "QueryableAttribute RegistryEvents Relationship RelationshipDirection RelationshipProperty "
    "SQLORMExpression Session SessionEvents SessionTransaction SessionTransactionOrigin Synonym "
    "SynonymProperty TypeResolve UOWTransaction Unmapped UserDefinedOption WriteOnlyCollection "
    "WriteOnlyMapped add_mapped_attribute aliased annotations as_declarative as_typed_table "
    "attribute_keyed_dict attribute_mapped_collection attributes backref base bulk_persistence "
    "class_mapper clear_mappers close_all_sessions clsregistry collections column_keyed_dict "
    "column_mapped_collection column_property comparable_property compile_mappers composite "
    "configure_mappers contains_alias contains_eager context create_session decl_api decl_base "
    "declarative_base declarative_mixin declared_attr defaultload defer deferred dependency "
    "descriptor_props dynamic dynamic_loader eagerload eagerload_all evaluator events exc foreign "
    "has_inherited_table identity immediateload instrumentation interfaces join joinedload "
    "joinedload_all keyfunc_mapping lazyload load_only loading make_transient "
    "make_transient_to_detached mapped_as_dataclass mapped_collection mapped_column mapper mapperlib "
    "merge_frozen_result merge_result noload object_mapper object_session orm_insert_sentinel outerjoin "
    "path_registry persistence polymorphic_union properties public_factory query query_expression "
    "raiseload reconstructor registry relation relationship relationships remote scoped_session scoping "
    "selectin_polymorphic selectinload session sessionmaker state state_changes strategies "
    "strategy_options subqueryload subqueryload_all sync synonym synonym_for undefer undefer_group "
    "unitofwork unmapped_column unmapped_dataclass util validates was_deleted with_expression "
    "with_loader_criteria with_parent with_polymorphic writeonly".split()
)
"""What ``from sqlalchemy.orm import *`` brings."""

TYPES: Final = frozenset(
    "AddConstraint All BFILE BINARY_DOUBLE BINARY_FLOAT BIT BYTEA BitString CIDR CITEXT "
    "ColumnCollectionConstraint ColumnCollectionMixin Concatenable CreateColumn CreateDomainType "
    "CreateEnumType CreateIndex CreateSchema CreateSequence DATEMULTIRANGE DATERANGE DATETIME2 "
    "DATETIMEOFFSET DDLBase DOMAIN DefaultGenerator DropColumnComment DropConstraint "
    "DropConstraintComment DropDomainType DropEnumType DropIndex DropSchema DropSequence "
    "DropTableComment ENUM ExcludeConstraint ExternalType HSTORE HasConditionalDDL IMAGE INET INET4 "
    "INET6 INT4MULTIRANGE INT4RANGE INT8MULTIRANGE INT8RANGE INTERVAL Indexable InvokeDDLBase JSONB "
    "JSONPATH LONG LONGBLOB LONGTEXT MACADDR MACADDR8 MEDIUMBLOB MEDIUMINT MEDIUMTEXT MONEY MatchType "
    "NCLOB NTEXT NULLTYPE NUMBER NUMMULTIRANGE NUMRANGE NVARCHAR2 NamedType NullType OID OperatorClass "
    "RAW REGCLASS REGCONFIG ROWID ROWVERSION Range SET SMALLDATETIME SMALLMONEY SQL_VARIANT STRINGTYPE "
    "SchemaConst SchemaItem SchemaType SchemaVisitable SchemaVisitor SetColumnComment "
    "SetConstraintComment SetTableComment SparseVector TINYBLOB TINYINT TINYTEXT TSMULTIRANGE TSQUERY "
    "TSRANGE TSTZMULTIRANGE TSTZRANGE TSVECTOR TypeEngine UNIQUEIDENTIFIER UserDefinedType VARCHAR2 "
    "VECTOR Variant VectorDistanceType VectorIndexConfig VectorIndexType VectorStorageFormat "
    "VectorStorageType XML YEAR array array_agg conv dialect distinct_on hstore match".split()
)
"""What stars of ``sqlalchemy.types``, ``sqlalchemy.schema`` and of the dialects bring beside names of the package."""

_EXTENSIONS: Final = frozenset(
    "AbstractConcreteBase AssociationProxy AsyncAttrs AsyncConnection AsyncEngine AsyncSession ConcreteBase "
    "DeferredReflection Mutable MutableBase MutableComposite MutableDict MutableList MutableSet "
    "OrderingList association_proxy async_engine_from_config async_scoped_session async_sessionmaker "
    "automap_base compiles count_from_0 count_from_1 count_from_n_factory create_async_engine generate_relationship "
    "hybrid_method hybrid_property index_property ordering_list".split()
)
_SQLMODEL: Final = frozenset("AutoString Field Relationship SQLModel Session col".split())
_ELSEWHERE: Final = PACKAGE | ORM | TYPES | _EXTENSIONS


def brought_by_star(module: str, name: str) -> bool:
    """Whether ``from module import *`` of a module of SQLAlchemy or SQLModel binds a name."""
    if module == "sqlalchemy":
        return name in PACKAGE
    if module == "sqlalchemy.orm":
        return name in ORM
    if module.startswith("sqlalchemy.dialects."):
        return name in TYPES or (name in PACKAGE and name.isupper())
    if module.split(".")[0] == "sqlmodel":
        return name in PACKAGE or name in _SQLMODEL
    return module.split(".")[0] == "sqlalchemy" and name in _ELSEWHERE


def handed_on(path: str) -> str:
    """Where SQLAlchemy has what SQLModel imports from it and hands on (``sqlmodel.Column``); else the path itself."""
    package, _, name = path.partition(".")
    return f"sqlalchemy.{name}" if package == "sqlmodel" and name in PACKAGE else path


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
    "add_is_dependent_on alias append_column append_constraint argument_for autoincrement_column "
    "bind c columns comment compare compile constraints corresponding_column create delete "
    "description dialect_kwargs dialect_options dispatch drop entity_namespace exists "
    "exported_columns foreign_key_constraints foreign_keys fullname get_children get_dialect_option "
    "implicit_returning indexes info inherit_cache insert insert_column is_clause_element "
    "is_derived_from is_dml is_selectable is_view join key kwargs lateral metadata name "
    "named_with_column outerjoin params primary_key reflect_only_elements replace_selectable schema "
    "select selectable self_group set_creator_ddl set_dropper_ddl stringify_dialect "
    "supports_execution table_valued tablesample to_metadata tometadata unique_params update "
    "uses_inspection with_cols".split()
)
"""The attributes of a ``Table``: behind its name they are not looked for among its columns."""

COLLECTION: Final = frozenset(
    "add as_readonly clear compare contains_column corresponding_column extend get items keys remove "
    "update values".split()
)
"""The attributes of a ``Table.c``."""
