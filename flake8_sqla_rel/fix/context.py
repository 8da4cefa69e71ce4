"""What every fixer works with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flake8_sqla_rel.fix.files import Files
from flake8_sqla_rel.fix.loading import Loading
from flake8_sqla_rel.fix.site import Site, site_of
from flake8_sqla_rel.fix.transport import Carrier
from flake8_sqla_rel.mapper.model import MappedClass, Model
from flake8_sqla_rel.rules.base import Options


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

    def site(self, cls: MappedClass) -> Site:
        """Where the attributes of a class are written; :class:`Refused` when they cannot be changed."""
        return site_of(self.files, cls)
