from app import mapping
from app.made import made_in


@mapping.stored("player")
class Player:
    """Mapped by its decorator."""


class Coach(mapping.Stored):
    """Mapped by what it inherits from."""


class Season(metaclass=mapping.Storing):
    """Mapped by its metaclass."""


@made_in(mapping)
def ground(parent):
    class Ground(parent):
        """Mapped by what it is given to inherit from."""

    return Ground
