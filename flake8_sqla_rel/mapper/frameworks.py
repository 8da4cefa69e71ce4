"""Well-known bases from installed packages, by their import path.

A base or mixin that is not in the project and cannot be read leaves open which columns and
relationships it brings. For the ones listed here the package's own documentation and source
tell; each row names the columns it adds, ``()`` for none that bear on a mapping.
"""

from __future__ import annotations

import re
import sys
from typing import Final, Literal

#: What makes a declarative base, by whatever package it is handed on.
BASE_CALLS: Final = frozenset({"declarative_base", "generate_base", "automap_base"})

BaseStyle = Literal["flask", "sqlmodel", "neutron", "advanced"]

# Import paths by which one base can be reached, and the first of them.
_ALIASES: Final[dict[str, str]] = {
    "sqlmodel.main.SQLModel": "sqlmodel.SQLModel",
    "flask_appbuilder.models.sqla.Model": "flask_appbuilder.Model",
    "flask_sqlalchemy.Model": "flask_sqlalchemy.model.Model",
}

# Packages that hand on what their modules have.
_HANDED_ON: Final = re.compile(
    r"^(flask_login|flask_security|flask_user|sqlalchemy_mixins|sqlalchemy_serializer|sqlalchemy_utils)"
    r"\.[a-z_]+\.(?=[A-Z])"
)

# Packages under which Advanced Alchemy can be imported as well.
_ADVANCED: Final = re.compile(
    r"^(?:advanced_alchemy\.extensions\.\w+|litestar\.(?:plugins|contrib)\.sqlalchemy)\.(?=base\.|mixins\.)"
)
_ADVANCED_SENTINEL: Final = ("id", "sa_orm_sentinel")
_ADVANCED_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "UUID": _ADVANCED_SENTINEL,
    "UUIDv6": _ADVANCED_SENTINEL,
    "UUIDv7": _ADVANCED_SENTINEL,
    "NanoID": _ADVANCED_SENTINEL,
    "BigInt": ("id",),
    "Identity": ("id",),
    "Default": (),
}
_ADVANCED_BASES: Final = {
    **{f"advanced_alchemy.base.{kind}Base": keys for kind, keys in _ADVANCED_KEYS.items()},
    **{
        f"advanced_alchemy.base.{kind}AuditBase": (*keys, "created_at", "updated_at")
        for kind, keys in _ADVANCED_KEYS.items()
        if keys
    },
}

# Its bases of which the classes name their tables themselves.
_ADVANCED_UNNAMED: Final = ("advanced_alchemy.base.AdvancedDeclarativeBase", "advanced_alchemy.base.SQLQuery")

# The package that FastAPI Users takes its tables from.
_USERS: Final = re.compile(r"^fastapi_users_db_sqlalchemy\.(?:access_token\.)?")

# Declarative bases by full import path.
_BASES: Final[dict[str, BaseStyle]] = {
    "sqlmodel.SQLModel": "sqlmodel",
    "flask_appbuilder.Model": "flask",
    "neutron_lib.db.model_base.BASEV2": "neutron",
    **dict.fromkeys(_ADVANCED_BASES, "advanced"),
}

# Mixins and bases with methods alone, and attributes that SQLAlchemy does not look at.
_METHODS_ALONE: Final = frozenset(
    {
        "dataclasses_json.DataClassJsonMixin",
        "flask_login.UserMixin",
        "flask_security.RoleMixin",
        "flask_security.UserMixin",
        "flask_user.UserMixin",
        "sqlalchemy_repr.PrettyRepresentableBase",
        "sqlalchemy_repr.RepresentableBase",
        "sqlalchemy_serializer.SerializerMixin",
        *(
            f"sqlalchemy_mixins.{kind}Mixin"
            for kind in "ActiveRecord AllFeatures EagerLoad Inspection Repr Serialize Session SmartQuery".split()
        ),
    }
)

# The public attributes of the mixins that many a model has.
_ATTRIBUTES: Final = {
    "flask_login.UserMixin": frozenset("get_id is_active is_anonymous is_authenticated".split()),
    "sqlalchemy_repr.PrettyRepresentableBase": frozenset[str](),
    "sqlalchemy_repr.RepresentableBase": frozenset[str](),
    "sqlalchemy_serializer.SerializerMixin": frozenset(
        "auto_serialize_properties date_format datetime_format decimal_format exclude_values get_tzinfo"
        " max_serialization_depth serializable_keys serialize_columns serialize_only serialize_rules"
        " serialize_types time_format to_dict".split()
    ),
}

#: Those of all these mixins.
ATTRIBUTES_OF_MIXINS: Final = frozenset[str]().union(*_ATTRIBUTES.values())

_ADDED: Final[dict[str, tuple[str, ...]]] = {
    "sqlmodel.SQLModel": (),
    "flask_appbuilder.Model": (),
    "neutron_lib.db.model_base.BASEV2": (),
    "neutron_lib.db.model_base.HasId": ("id",),
    "neutron_lib.db.model_base.HasProject": ("project_id",),
    "neutron_lib.db.model_base.HasProjectNoIndex": ("project_id",),
    "neutron_lib.db.model_base.HasProjectPrimaryKey": ("project_id",),
    "neutron_lib.db.model_base.HasProjectPrimaryKeyIndex": ("project_id",),
    "neutron_lib.db.model_base.HasStatusDescription": ("status", "status_description"),
    "oslo_db.sqlalchemy.models.ModelBase": (),
    "oslo_db.sqlalchemy.models.ModelIterator": (),
    "oslo_db.sqlalchemy.models.TimestampMixin": ("created_at", "updated_at"),
    "oslo_db.sqlalchemy.models.SoftDeleteMixin": ("deleted_at", "deleted"),
    "sqlalchemy_utils.Timestamp": ("created", "updated"),
    "flask_sqlalchemy.model.Model": (),
    **_ADVANCED_BASES,
    **dict.fromkeys(_ADVANCED_UNNAMED, ()),
    "advanced_alchemy.mixins.AuditColumns": ("created_at", "updated_at"),
    "advanced_alchemy.mixins.UniqueMixin": (),
    "advanced_alchemy.mixins.SlugKey": ("slug",),
    **{f"advanced_alchemy.mixins.{kind}PrimaryKey": keys for kind, keys in _ADVANCED_KEYS.items() if keys},
    **dict.fromkeys(_METHODS_ALONE, ()),
    "sqlalchemy_mixins.TimestampsMixin": ("created_at", "updated_at"),
    "fastapi_users.db.SQLAlchemyBaseUserTableUUID": (
        "id",
        "email",
        "hashed_password",
        "is_active",
        "is_superuser",
        "is_verified",
    ),
    "fastapi_users.db.SQLAlchemyBaseUserTable": (
        "email",
        "hashed_password",
        "is_active",
        "is_superuser",
        "is_verified",
    ),
}

# The table names of mixins that bring one.
_TABLE_NAMES: Final[dict[str, str]] = {
    f"fastapi_users.db.SQLAlchemyBase{kind}Table{key}": name
    for kind, name in (("User", "user"), ("OAuthAccount", "oauth_account"), ("AccessToken", "accesstoken"))
    for key in ("", "UUID")
}

# Bases of which all is told here that bears on a mapping: they bring the columns listed above and no option.
_TOLD: Final = frozenset(
    {
        *_ADVANCED_BASES,
        *_ADVANCED_UNNAMED,
        "advanced_alchemy.mixins.AuditColumns",
        *(f"advanced_alchemy.mixins.{kind}PrimaryKey" for kind, keys in _ADVANCED_KEYS.items() if keys),
        "oslo_db.sqlalchemy.models.ModelBase",
        "oslo_db.sqlalchemy.models.ModelIterator",
        "oslo_db.sqlalchemy.models.TimestampMixin",
        "oslo_db.sqlalchemy.models.SoftDeleteMixin",
        *_METHODS_ALONE,
    }
)

# Names of the tables that a package puts on the MetaData of the models that it is used for.
_TABLES: Final[dict[str, str]] = {
    "sqlalchemy_continuum": r"transaction|transaction_changes|transaction_meta|.*_version",
    "sqlalchemy_history": r"transaction|transaction_changes|transaction_meta|.*_history",
    "postgresql_audit": r"activity|transaction",
    "flask_security": r"roles_users",
}

# Packages whose classes are no mappings: a base from them adds nothing to one.
_NEUTRAL: Final = frozenset(
    "typing typing_extensions abc enum dataclasses pydantic collections builtins".split()
)

# Packages that help to write models.
_FOR_MODELS: Final = frozenset(
    "sqlalchemy sqlmodel sqlalchemy_utils advanced_alchemy litestar fastapi fastapi_users".split()
)

_PRIMARY_KEYS: Final = frozenset({"id"})


def canonical(path: str) -> str:
    """The first import path of what has several."""
    path = _HANDED_ON.sub(r"\1.", path)
    return _ALIASES.get(path) or _USERS.sub("fastapi_users.db.", _ADVANCED.sub("advanced_alchemy.", path))


def base_style(path: str) -> BaseStyle | None:
    """How classes on this external base are declared; ``None`` when it is no known base."""
    return _BASES.get(canonical(path))


def is_of_advanced_alchemy(path: str) -> bool:
    """Whether an external base is one of Advanced Alchemy's, which share a registry."""
    return base_style(path) == "advanced" or canonical(path) in _ADVANCED_UNNAMED


def added_columns(path: str) -> tuple[str, ...] | None:
    """Names of the columns that an external base adds, ``None`` when that is not known."""
    if path.split(".", 1)[0] in _NEUTRAL:
        return ()
    if path.startswith("sqlalchemy.") and path.rpartition(".")[2] in _SQLALCHEMY_BASES:
        return ()
    return _ADDED.get(canonical(path))


def table_name(path: str) -> str | None:
    """The table name that an external mixin gives, ``None`` when it gives none that is known."""
    return _TABLE_NAMES.get(canonical(path))


def may_name_table(path: str) -> bool:
    """Whether an external base may bring a table name: one that is not known here may."""
    return added_columns(path) is None or table_name(path) is not None


def maps_nothing(path: str) -> bool:
    """Whether what is imported by that path is known to map no class that it is a base or decorator of."""
    package = path.split(".", 1)[0]
    return package in _NEUTRAL or package in sys.stdlib_module_names


def has_no_models(package: str) -> bool:
    """Whether a package is known to map no class by itself: it is Python's, or has bases for others."""
    return package in _NEUTRAL or package in sys.stdlib_module_names or package in _FOR_MODELS


def is_told(path: str) -> bool:
    """Whether all is known that an external base brings: its columns, and how it names tables."""
    return canonical(path) in _TOLD


def shows_attributes(path: str) -> bool:
    """Whether an external mixin brings no attributes but those of :data:`ATTRIBUTES_OF_MIXINS`."""
    return canonical(path) in _ATTRIBUTES


def added_tables(package: str) -> str | None:
    """A pattern for the names of tables that a package adds, ``None`` when it is not known to add any."""
    return _TABLES.get(package)


_SQLALCHEMY_BASES: Final = frozenset(
    "DeclarativeBase DeclarativeBaseNoMeta MappedAsDataclass AsyncAttrs ConcreteBase AbstractConcreteBase".split()
)


def is_primary_key(column: str) -> bool:
    """Whether a column that a known base adds is its primary key."""
    return column in _PRIMARY_KEYS
