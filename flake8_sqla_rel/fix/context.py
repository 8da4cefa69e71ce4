"""What every fixer works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from flake8_sqla_rel.fix.files import Files
from flake8_sqla_rel.fix.loading import Loading
from flake8_sqla_rel.fix.site import MappingCalls, Site, mapping_calls, site_of
from flake8_sqla_rel.fix.transport import Carrier
from flake8_sqla_rel.mapper.model import Backref, MappedClass, Model, Place, Relationship
from flake8_sqla_rel.rules.base import Options
from flake8_sqla_rel.rules.sides import declared


class Context:
    """The static model, the files it was made of, the options of the rules, and the files of the project."""

    def __init__(
        self, model: Model, options: Options, load: Callable[[str], bytes | None], paths: Sequence[str]
    ) -> None:
        self.model = model
        self.options = options
        self.paths = paths
        self.files = Files(model, load)
        self.carrier = Carrier(model, self.files)
        self.loading = Loading(model, self.files)

    @cached_property
    def backrefs(self) -> Mapping[Place, Sequence[Relationship]]:
        """The relationships with a backref, by where that is said."""
        found: dict[Place, list[Relationship]] = {}
        for each in declared(self.model):
            if isinstance(each.backref, Backref):
                found.setdefault(each.backref.place, []).append(each)
        return found

    def site(self, cls: MappedClass) -> Site:
        """Where the attributes of a class are written; :class:`Refused` when they cannot be changed."""
        return site_of(self.files, cls, lambda: self._mapping_calls)

    @cached_property
    def _mapping_calls(self) -> MappingCalls:
        return mapping_calls(self.files)
