from dataclasses import dataclass


@dataclass
class Position:
    x: int
    y: int


@dataclass
class Ship:
    id: int
    name: str
    mass: int = 0

    def load(self, tons):
        self.cargo = tons
