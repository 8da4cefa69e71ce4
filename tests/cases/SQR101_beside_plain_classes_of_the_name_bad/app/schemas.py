"""What is sent and received: classes called like the models, none of them mapped."""

from abc import ABC, ABCMeta
from dataclasses import dataclass
from enum import Enum

from app.transfer import Transferred


@dataclass(frozen=True)
class Player(Transferred, metaclass=ABCMeta):
    name: str


class Coach:
    class Season(str, Enum):
        SUMMER = "summer"


if ABC:

    class Coach(ABC, Exception):
        """Another of the name."""
